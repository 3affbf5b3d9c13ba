import ArgumentParser
import Workflows

/// `metadex restore`: deleted items come back.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring deleted items back to their places.",
        discussion: """
              $ metadex restore https://storage.googleapis.com/rides/drives/0001.mp4
              $ metadex restore 0195b0d2-7c1e-7a3b-8f7e-0d6c2b1a4f5e --dry-run

            `metadex deleted` lists what can be restored. An item that is not deleted stays as it is; \
            the exit status is 1 when one is neither stored nor deleted, and nothing is restored then.
            """)

    @OptionGroup var options: ItemOptions

    @Argument(help: "URLs or uuids.")
    var items: [String]

    func run() throws {
        let terminal = Terminal()
        let selection = try options.selection(items, nil)
        let store = try options.storeOptions.open(terminal)
        let restore = RestoreItems(store, isDryRun: options.dryRun)
        try ItemChangeReport(
            terminal: terminal, options: options, done: "restored", verb: "restore"
        ).run(selection) { _ in try restore.run(selection) }
    }
}
