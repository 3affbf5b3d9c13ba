/// One numbered version of a schema: what it was, who made it, when, and what changed.
public struct SchemaRevision: Sendable, Equatable {
    /// The number of the revision, from 1; 0 is the empty schema before the first.
    public var number: Int
    /// The schema as it is from this revision on.
    public var schema: MetadataSchema
    /// Who made it, as the caller names people.
    public var author: String
    /// When it was made: ISO 8601 in UTC, for instance `2025-03-01T12:00:00Z`.
    public var date: String
    /// Why it was made, in the author's words; nil when nothing was said.
    public var note: String?
    /// What changed since the revision before, one line a change.
    public var changes: [String]

    /// Makes a revision of what a store holds or is about to hold.
    public init(
        number: Int, schema: MetadataSchema, author: String, date: String, note: String? = nil,
        changes: [String]
    ) {
        self.number = number
        self.schema = schema
        self.author = author
        self.date = date
        self.note = note
        self.changes = changes
    }
}
