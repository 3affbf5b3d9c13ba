import ArgumentParser
import Storage
import Text
import Workflows

/// `metadex move`: stored items go to another folder.
struct MoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Move stored items to another folder.",
        discussion: """
              $ metadex move https://storage.googleapis.com/rides/drives/0001.mp4 --to ok
              $ metadex move --where "weather = 'fog'" --to fog --yes

            Items keep their place among all items, their uuid and their dates. The folder is made \
            when there is none. Before items that a filter or --all selects are moved you are asked; \
            where nobody can be asked, --yes is needed. The exit status is 1 when nothing was moved \
            for this reason, or an item is not stored.
            """)

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Move the items that pass this filter.", valueName: "filter"))
    var filter: String?

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp("The folder that the items go to.", valueName: "folder"),
        completion: Completions.folders)
    var target: String

    @OptionGroup var options: ItemOptions

    @Argument(help: "URLs or uuids.")
    var items: [String] = []

    func run() throws {
        let terminal = Terminal()
        let selection = try options.selection(items, filter)
        let store = try options.storeOptions.open(terminal)
        if !options.global.quiet {
            let names = try storing { try store.read { try $0.catalog().folderNames } }
            NewFolderNote.say(target, among: names, terminal)
        }
        let move = MoveItems(store, isDryRun: options.dryRun)
        try ItemChangeReport(
            terminal: terminal, options: options, done: "moved", verb: "move"
        ).run(selection) { try move.run(selection, to: target, confirms: $0) }
    }
}
