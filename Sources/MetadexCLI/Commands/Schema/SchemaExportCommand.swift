import ArgumentParser
import SchemaFormats
import SchemaModel

/// `metadex schema export`: the schema for other programs.
struct SchemaExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the schema for other programs.",
        discussion: """
            A JSON Schema makes an editor complete keys and options and mark mistakes while typing:

              $ metadex schema export schema.yaml --format json-schema > upload.schema.json
            """)

    /// What to write.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonSchema = "json-schema"
        case encord, json, yaml
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Option(help: "json-schema (of upload files), encord (what the SDK prints), json or yaml.")
    var format: Format = .encord

    @Argument(help: "A schema file; the store's schema without it.", completion: .file())
    var file: String?

    func run() throws {
        let terminal = Terminal()
        let schema = try SchemaSource(file: file, store: storeOptions).read(terminal)
        let output = terminal.standardOutput
        switch format {
        case .jsonSchema: try output.write(JSONSchemaWriter.write(schema))
        case .encord: try output.write(SchemaWriter.write(schema, as: .encord))
        case .json: try output.write(SchemaWriter.write(schema, as: .json))
        case .yaml: try output.write(SchemaWriter.write(schema, as: .yaml))
        }
        try output.flush()
    }
}
