import ArgumentParser
import Items
import Reporting
import Storage

/// `metadex deleted`: the items that can be restored.
struct DeletedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deleted",
        abstract: "List the deleted items, which can be restored.",
        discussion: """
              $ metadex deleted
              $ metadex deleted --format jsonl

            They are listed in the order in which they were stored.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Option(help: "table, json, jsonl, csv or tsv.")
    var format: RowFormat = .table

    func run() throws {
        let terminal = Terminal()
        let store = try storeOptions.open(terminal)
        let output = terminal.standardOutput
        var report = RowReport(
            format, columns: ["uuid", "url", "title", "kind", "folder", "deleted"],
            width: terminal.tableWidth, to: TextOutput { try output.write($0) })
        try storing {
            try store.read { reader in
                try reader.forEachDeletedItem { item, deleted in
                    report.write([
                        .text(item.id.description), item.url.map { .text($0) } ?? .missing,
                        item.title.map { .text($0) } ?? .missing, .text(item.kind.wireName),
                        .text(item.folder), .text(deleted.description),
                    ])
                    return true
                }
            }
        }
        try report.end()
        try output.flush()
        if format == .table, !global.quiet, report.rowCount == 0 {
            terminal.say("Nothing is deleted.")
        }
    }
}
