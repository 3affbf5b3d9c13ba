import ArgumentParser
import Workflows

/// `metadex delete`: stored items go out of sight, or for good.
struct DeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete stored items: so that they can be restored, or for good.",
        discussion: """
              $ metadex delete https://storage.googleapis.com/rides/drives/0001.mp4
              $ metadex delete --where "speed < 1" --yes
              $ metadex delete --where "speed < 1" --purge --dry-run

            A deleted item is found by no query and does not count as stored for an import; \
            `metadex deleted` lists it and `metadex restore` brings it back to its place. --purge \
            removes items for good, also those that are deleted already and named.

            Before items that a filter, --all or --purge selects are deleted you are asked; where \
            nobody can be asked, --yes is needed. The exit status is 1 when nothing was deleted for \
            this reason, or an item is not stored.
            """)

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Delete the items that pass this filter.", valueName: "filter"))
    var filter: String?

    @Flag(help: "For good: nothing brings the items back.")
    var purge = false

    @OptionGroup var options: ItemOptions

    @Argument(help: "URLs or uuids.")
    var items: [String] = []

    func run() throws {
        let terminal = Terminal()
        let selection = try options.selection(items, filter)
        let store = try options.storeOptions.open(terminal)
        let delete = DeleteItems(store, purges: purge, isDryRun: options.dryRun)
        try ItemChangeReport(
            terminal: terminal, options: options, done: purge ? "purged" : "deleted",
            verb: "delete", isFinal: purge
        ).run(selection) { try delete.run(selection, confirms: $0) }
    }
}
