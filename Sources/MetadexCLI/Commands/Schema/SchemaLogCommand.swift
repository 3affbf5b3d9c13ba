import ArgumentParser
import SchemaModel
import Storage

/// `metadex schema log`: who changed what, and when.
struct SchemaLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show every revision of the store's schema, the newest first.",
        discussion: """
              $ metadex schema log
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    func run() throws {
        let terminal = Terminal()
        let store = try storeOptions.open(terminal)
        let output = terminal.standardOutput
        for revision in try storing({ try store.read { try $0.schemaLog() } }).reversed() {
            try output.writeLine(
                "revision \(revision.number)  \(revision.date)  \(revision.author)")
            if let note = revision.note { try output.writeLine("  \"\(note)\"") }
            for line in revision.changes { try output.writeLine("  \(line)") }
        }
        try output.flush()
    }
}
