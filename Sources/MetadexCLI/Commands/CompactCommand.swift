import ArgumentParser
import SQLiteStorage
import Text

/// `metadex compact`: the store file as small as it can be.
struct CompactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compact",
        abstract: "Make the store file as small as it can be.",
        discussion: """
              $ metadex compact
              $ metadex compact --keep-deleted

            Deleted items go for good, free pages go, and the log is folded into the file. Until it is \
            done the disk needs room for the store twice over. Other commands can read meanwhile.
            """)

    @Flag(help: "Keep deleted items, so that they can still be restored.")
    var keepDeleted = false

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    func run() throws {
        let terminal = Terminal()
        let store = try storeOptions.openFile(terminal)
        let summary: CompactSummary
        do {
            summary = try storing { try store.compact(keepsDeleted: keepDeleted) }
        } catch {
            // The log beside the file goes with the store.
            try? store.close()
            throw error
        }
        try storing { try store.close() }
        if global.quiet { return }
        let path = try storeOptions.path(terminal)
        let won = summary.before - summary.after
        let purged =
            summary.purged > 0 ? ", \(counted(summary.purged, "deleted item")) gone for good" : ""
        terminal.say(
            "\(path): \(sized(summary.before)) before, \(sized(summary.after)) now"
                + (won > 0 ? ", \(sized(won)) won" : "") + purged)
    }
}
