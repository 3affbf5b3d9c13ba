import ArgumentParser

/// Which schema uploads are checked against.
struct SchemaOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The schema file; without it metadex.toml's, else the store's.", valueName: "file"),
        completion: .file())
    var schema: String?

    @Flag(help: "End with status 2 when there is no schema.")
    var requireSchema = false

    /// The schema's source after flags, settings and store.
    func source(_ store: StoreOptions, _ configuration: Configuration?) -> CheckSchema {
        CheckSchema(
            file: schema, isRequired: requireSchema, store: store, configuration)
    }
}
