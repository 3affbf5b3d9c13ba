import ArgumentParser
import SchemaFormats
import SchemaModel

/// `metadex schema show`: the schema as a table or a file.
struct SchemaShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the schema of the store, or of a file.",
        discussion: """
              $ metadex schema show schema.yaml
              $ metadex schema show --format encord > schema.json
            """)

    /// How to show it.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, yaml, encord
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Option(help: "table; json or yaml (the short form); encord (what the SDK prints).")
    var format: Format = .table

    @Argument(help: "A schema file; the store's schema without it.", completion: .file())
    var file: String?

    func run() throws {
        let terminal = Terminal()
        let schema = try SchemaSource(file: file, store: storeOptions).read(terminal)
        let output = terminal.standardOutput
        switch format {
        case .table: try output.write(SchemaTable.text(of: schema))
        case .json: try output.write(SchemaWriter.write(schema, as: .json))
        case .yaml: try output.write(SchemaWriter.write(schema, as: .yaml))
        case .encord: try output.write(SchemaWriter.write(schema, as: .encord))
        }
        try output.flush()
    }
}
