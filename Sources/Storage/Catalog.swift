public import SchemaModel
public import Values

/// What a store knows beside its items: read once, and kept for as long as nobody writes.
///
/// A read transaction compares one number with that of the catalogue it has; only where they differ is
/// anything read again.
public final class Catalog: Sendable {
    /// Counts the write transactions of the store. Equal generations are equal states.
    public let generation: Int64
    /// The current schema; revision 0, which is empty, before the first one was saved.
    public let schema: SchemaRevision
    /// The schema made ready for checking.
    public let compiledSchema: CompiledSchema
    /// The columns that a store of this schema keeps.
    package let columns: StoreColumns
    /// The names of the folders by their ids in the store.
    package let folders: [Int64: String]

    /// The names of the folders, ordered by their bytes.
    public let folderNames: [String]
    /// Whether there are deleted items, which reads have to leave out.
    package let hasDeletedItems: Bool

    /// Takes what was read of one state.
    ///
    /// - Parameter known: the catalogue of an older state, whose schema may be the same.
    package init(
        generation: Int64, schema: SchemaRevision, folders: [Int64: String],
        hasDeletedItems: Bool, known: Catalog? = nil
    ) {
        self.generation = generation
        self.schema = schema
        self.folders = folders
        self.hasDeletedItems = hasDeletedItems
        folderNames = folders.values.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        if let known, known.schema.number == schema.number {
            compiledSchema = known.compiledSchema
            columns = known.columns
        } else {
            compiledSchema = CompiledSchema(schema.schema)
            columns = StoreColumns(schema.schema)
        }
    }
}
