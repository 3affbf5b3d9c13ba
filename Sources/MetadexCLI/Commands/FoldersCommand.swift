import ArgumentParser
import Items
import Reporting
import Storage

/// `metadex folders`: the folders of the store.
struct FoldersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "folders",
        abstract: "List the folders of the store and how many items they hold.",
        discussion: """
              $ metadex folders
              $ metadex folders --format json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Option(help: "table, json, jsonl, csv or tsv.")
    var format: RowFormat = .table

    func run() throws {
        let terminal = Terminal()
        let store = try storeOptions.open(terminal)
        let folders = try storing { try store.read { try $0.folders() } }
        // People want to know how many; programs get all there is.
        let columns = ["folder", "items"] + (format == .table ? [] : ["created"])
        try terminal.list(format, columns, folders) { folder in
            [.text(folder.name), .number(folder.itemCount), .text(folder.created.description)]
        }
    }
}
