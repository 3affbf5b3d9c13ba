import SQLiteDriver
import SchemaModel
import Storage

/// The table `schema_revisions`.
struct SchemaTable {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The number of the current revision, without reading the schema; 0 before the first.
    func number() throws -> Int {
        let statement = try connection.statement(
            "SELECT coalesce(max(number), 0) FROM schema_revisions")
        return try statement.step() ? Int(try statement.integer(0)) : 0
    }

    /// The current revision.
    func current() throws -> SchemaRevision {
        try revisions("ORDER BY number DESC LIMIT 1").first ?? .empty
    }

    /// Every revision, the oldest first.
    func all() throws -> [SchemaRevision] {
        try revisions("ORDER BY number")
    }

    private func revisions(_ order: String) throws -> [SchemaRevision] {
        let statement = try connection.statement(
            "SELECT number, schema, author, date, note, changes FROM schema_revisions " + order)
        var revisions: [SchemaRevision] = []
        while try statement.step() {
            revisions.append(
                SchemaRevision(
                    number: Int(try statement.integer(0)),
                    schema: try SchemaText.schema(from: statement.text(1)),
                    author: try statement.text(2), date: try statement.text(3),
                    note: try statement.optionalText(4),
                    changes: SchemaText.lines(from: try statement.text(5))))
        }
        return revisions
    }

    /// Adds a revision.
    func insert(_ revision: SchemaRevision) throws {
        let insert = try connection.statement(
            """
            INSERT INTO schema_revisions (number, date, author, note, changes, schema)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        try insert.bind(Int64(revision.number), at: 1)
        try insert.bind(revision.date, at: 2)
        try insert.bind(revision.author, at: 3)
        try insert.bind(revision.note, at: 4)
        try insert.bind(SchemaText.text(ofLines: revision.changes), at: 5)
        try insert.bind(SchemaText.text(of: revision.schema), at: 6)
        try insert.run()
    }
}
