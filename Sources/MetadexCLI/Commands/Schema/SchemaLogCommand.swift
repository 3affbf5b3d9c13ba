import ArgumentParser
import CanonicalJSON
import Reporting
import SchemaModel
import Storage

/// `metadex schema log`: who changed what, and when.
struct SchemaLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show every revision of the store's schema, the newest first.",
        discussion: """
            A revision is signed with METADEX_AUTHOR, else with USER or LOGNAME.

              $ metadex schema log
              $ metadex schema log --format jsonl
            """)

    /// How to show it.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, table, json, jsonl, csv, tsv
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Option(help: "text, table, json, jsonl, csv or tsv.")
    var format: Format = .text

    func run() throws {
        let terminal = Terminal()
        let store = try storeOptions.open(terminal)
        let revisions = try storing { try store.read { try $0.schemaLog() } }.reversed()
        guard let format = RowFormat(rawValue: format.rawValue) else {
            return try writeText(revisions, terminal)
        }
        let isForPeople = format != .json && format != .jsonl
        try terminal.list(
            format, ["revision", "date", "author", "note", "changes"], Array(revisions)
        ) { revision in
            [
                .number(revision.number),
                .text(
                    format == .table
                        ? SchemaLogCommand.seconds(of: revision.date) : revision.date),
                .text(revision.author), revision.note.map { .text($0) } ?? .missing,
                isForPeople
                    ? .text(revision.changes.joined(separator: "; "))
                    : .json(SchemaLogCommand.array(of: revision.changes)),
            ]
        }
    }

    private func writeText(_ revisions: some Sequence<SchemaRevision>, _ terminal: Terminal) throws
    {
        let output = terminal.standardOutput
        for revision in revisions {
            try output.writeLine(
                "revision \(revision.number)  \(SchemaLogCommand.seconds(of: revision.date))  "
                    + revision.author)
            if let note = revision.note { try output.writeLine("  \"\(note)\"") }
            for line in revision.changes { try output.writeLine("  \(line)") }
        }
        try output.flush()
    }

    /// A date without the fractions of its seconds, which nobody reads.
    private static func seconds(of date: String) -> String {
        guard let point = date.utf8.firstIndex(of: UInt8(ascii: ".")) else { return date }
        return date[..<point] + "Z"
    }

    private static func array(of lines: [String]) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        for (index, line) in lines.enumerated() {
            if index > 0 { bytes.append(contentsOf: ", ".utf8) }
            JSONStringWriter.append(line, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }
}
