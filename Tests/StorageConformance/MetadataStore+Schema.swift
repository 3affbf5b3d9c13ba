package import SchemaModel
package import Storage

extension MetadataStore {
    /// Makes a schema the current one, legal or not.
    @discardableResult
    package func saveSchema(
        _ schema: MetadataSchema, basedOn revision: Int, author: String = "a", note: String? = nil,
        changes: [String] = []
    ) throws -> SchemaRevision {
        try change(to: schema, basedOn: revision, author: author, note: note, changes: changes)
            .revision
    }

    /// Makes a schema the current one and says what was found stored.
    @discardableResult
    package func change(
        to schema: MetadataSchema, basedOn revision: Int? = nil, author: String = "a",
        note: String? = nil, changes: [String] = []
    ) throws -> AppliedSchema {
        let current = try read { try $0.schema() }
        return try applySchema(
            SchemaPlan(from: current.schema, to: schema), basedOn: revision ?? current.number,
            author: author, note: note, changes: changes)
    }
}
