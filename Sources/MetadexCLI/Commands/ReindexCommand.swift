import ArgumentParser
import SQLiteStorage

/// `metadex reindex`: what is derived from the documents, made anew.
struct ReindexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reindex",
        abstract: "Make everything anew that is derived from the documents.",
        discussion: """
              $ metadex reindex

            Columns answer queries quickly and hold nothing that the documents do not hold. \
            `metadex doctor` says when they have to be made again.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    func run() throws {
        let terminal = Terminal()
        let store = try storeOptions.openFile(terminal)
        try storing { try store.rebuildColumns() }
        try storing { try store.close() }
        if !global.quiet { terminal.say("\(try storeOptions.path(terminal)): the columns are new") }
    }
}
