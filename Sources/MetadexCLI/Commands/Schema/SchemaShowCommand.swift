import ArgumentParser
import Foundation
import Reporting
import SchemaFormats
import SchemaModel
import Storage
import Text

/// `metadex schema show`: the schema as a table or a file.
struct SchemaShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the schema of the store, or of a file, or one key of it.",
        discussion: """
            A word that is no file is a key of the store's schema.

              $ metadex schema show schema.yaml
              $ metadex schema show speed
              $ metadex schema show --format encord > schema.json
            """)

    /// How to show it.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, yaml, encord, jsonl, csv, tsv
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Option(
        help: """
            table; json or yaml (the short form of a schema file); encord (what the SDK prints); \
            jsonl, csv or tsv (one line a key).
            """)
    var format: Format = .table

    @Argument(
        help: "A schema file; the store's schema without it. A key, to show it alone.",
        completion: .file())
    var names: [String] = []

    func validate() throws {
        if names.count > 2 { throw ValidationError("give at most a file and a key") }
    }

    func run() throws {
        let terminal = Terminal()
        let schema = try schema(terminal)
        let output = terminal.standardOutput
        switch format {
        case .table: try output.write(SchemaTable.text(of: schema, width: terminal.tableWidth))
        case .json: try output.write(SchemaWriter.write(schema, as: .json))
        case .yaml: try output.write(SchemaWriter.write(schema, as: .yaml))
        case .encord: try output.write(SchemaWriter.write(schema, as: .encord))
        case .jsonl: try list(schema, .jsonl, terminal)
        case .csv: try list(schema, .csv, terminal)
        case .tsv: try list(schema, .tsv, terminal)
        }
        try output.flush()
    }

    private func list(_ schema: MetadataSchema, _ format: RowFormat, _ terminal: Terminal) throws {
        try terminal.list(format, SchemaTable.columns + ["description"], schema.keys) { key in
            (SchemaTable.row(of: key, withDescription: false) + [key.description ?? ""])
                .map { $0.isEmpty ? .missing : .text($0) }
        }
    }

    /// The whole schema, or the part that was asked for.
    private func schema(_ terminal: Terminal) throws -> MetadataSchema {
        guard let first = names.first else {
            return try SchemaSource(file: nil, store: storeOptions).read(terminal)
        }
        let isFile = first == "-" || FileManager.default.fileExists(atPath: first)
        if isFile || names.count == 2 {
            let schema = try SchemaSource(file: first, store: storeOptions).read(terminal)
            return try names.count == 2 ? only(names[1], of: schema, in: first) : schema
        }
        let path = try storeOptions.path(terminal)
        // Without a store the word can only have been meant as a file.
        guard FileManager.default.fileExists(atPath: path) else {
            return try SchemaSource(file: first, store: storeOptions).read(terminal)
        }
        let schema = try SchemaSource(file: nil, store: storeOptions).read(terminal)
        return try only(first, of: schema, in: path)
    }

    private func only(
        _ name: String, of schema: MetadataSchema, in place: String
    ) throws -> MetadataSchema {
        if let key = schema[name] { return MetadataSchema([key]) }
        let nearest = NearestMatch.match(for: name, in: schema.keys.lazy.map(\.name.text))
        throw Failure.unreachable(
            "\(name) is neither a file nor a key of \(place)",
            hint: nearest.map { "did you mean \($0)?" } ?? "`metadex schema show` lists the keys")
    }
}
