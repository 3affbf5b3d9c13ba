import ArgumentParser

/// `metadex schema`: everything about the schema.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Check, import, show and change the metadata schema.",
        subcommands: [
            SchemaCheckCommand.self, SchemaImportCommand.self, SchemaShowCommand.self,
            SchemaExportCommand.self, SchemaAddCommand.self, SchemaSetCommand.self,
            SchemaOptionsCommand.self, SchemaDeleteCommand.self, SchemaRestoreCommand.self,
            SchemaLogCommand.self, SchemaInferCommand.self,
        ])
}
