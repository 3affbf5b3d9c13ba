import Items
import SQLiteDriver
import SchemaModel
import Storage
import Validation

extension SQLiteStore {
    /// Stores the next revision of the schema; see
    /// ``MetadataStore/saveSchema(_:basedOn:author:note:changes:recheck:)``.
    public func saveSchema(
        _ schema: MetadataSchema, basedOn revision: Int, author: String, note: String?,
        changes: [String], recheck: ((StoredItem) throws -> Void)?
    ) throws -> SchemaRevision {
        try write { connection, now in
            let reader = try SQLiteReader(connection)
            try reader.checkCurrent(revision)
            if let recheck {
                try reader.forEachItem(inFolder: nil) { item in
                    try recheck(item)
                    return true
                }
            }
            let next = SchemaRevision(
                number: try SchemaRevision.number(after: revision), schema: schema, author: author,
                date: now.description,
                note: note, changes: changes)
            // A name that the schema no longer has at all may still be in documents.
            let keys = try UndeclaredKeys(connection, schema: schema, at: now)
            try keys.record(try reader.schema().schema.keys.map(\.name.text))
            let insert = try connection.statement(
                """
                INSERT INTO schema_revisions (number, date, author, note, changes, schema)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
            try insert.bind(Int64(next.number), at: 1)
            try insert.bind(next.date, at: 2)
            try insert.bind(author, at: 3)
            try insert.bind(note, at: 4)
            try insert.bind(SchemaText.text(ofLines: changes), at: 5)
            try insert.bind(SchemaText.text(of: schema), at: 6)
            try insert.run()
            return (next, .commit)
        }
    }

    /// Makes an empty folder; see ``MetadataStore/createFolder(named:)``.
    @discardableResult
    public func createFolder(named name: String) throws -> Folder {
        try Folder.check(name: name)
        return try write { connection, now in
            if try SQLiteReader(connection).folderID(name) != nil {
                throw StoreError(.folderExists(name))
            }
            _ = try Self.insertFolder(named: name, at: now, connection)
            return (Folder(name: name, created: now, itemCount: 0), .commit)
        }
    }

    private static func insertFolder(
        named name: String, at time: StoreTime, _ connection: Connection
    ) throws -> Int64 {
        let insert = try connection.statement("INSERT INTO folders (name, created) VALUES (?, ?)")
        try insert.bind(name, at: 1)
        try insert.bind(time.microseconds, at: 2)
        try insert.run()
        return connection.lastInsertedRow
    }

    /// Writes the items of one upload; see
    /// ``MetadataStore/importItems(into:policy:checkedAgainst:_:)``.
    @discardableResult
    public func importItems(
        into folder: String, policy: ReimportPolicy, checkedAgainst revision: Int,
        _ body: (any ImportSession) throws -> ImportDecision
    ) throws -> WriteSummary {
        try Folder.check(name: folder)
        return try write { connection, now in
            let reader = try SQLiteReader(connection)
            try reader.checkCurrent(revision)
            let id =
                try reader.folderID(folder)
                ?? Self.insertFolder(named: folder, at: now, connection)
            let target = SQLiteImport.Target(
                folder: id, time: now, lastNumber: try reader.lastNumber(),
                isFilled: try reader.hasItems(inFolder: id),
                original: { number in
                    // What is committed is what was there before this transaction.
                    try self.connections.read { try SQLiteReader($0).version(of: number) }
                })
            let session = try SQLiteImport(
                connection, schema: try reader.schema().schema, into: target, policy: policy,
                environment: environment)
            defer { session.end() }
            let decision = try body(session)
            return (session.summary, decision == .commit ? .commit : .rollback)
        }
    }

    /// Overwrites the metadata of one item; see
    /// ``MetadataStore/replaceMetadata(of:with:checkedAgainst:)``.
    @discardableResult
    public func replaceMetadata(
        of id: ItemID, with metadata: ValidatedMetadata, checkedAgainst revision: Int
    ) throws -> StoredItem {
        try write { connection, now in
            let reader = try SQLiteReader(connection)
            try reader.checkCurrent(revision)
            guard var item = try reader.item(id) else { throw StoreError(.noSuchItem(id)) }
            if item.document != metadata.canonical {
                let writer = try ItemWriter(connection, folder: 0, time: now)
                try metadata.canonical.withUnsafeBytes {
                    try writer.overwrite(item.number, with: $0, at: now)
                }
                let schema = try reader.schema().schema
                try UndeclaredKeys(connection, schema: schema, at: now).record(
                    metadata.undeclaredNames)
                item.document = metadata.canonical
                item.updated = now
            }
            return (item, .commit)
        }
    }

    /// Deletes items; see ``MetadataStore/deleteItems(_:)``.
    public func deleteItems(_ ids: [ItemID]) throws {
        try write { connection, _ in
            let delete = try connection.statement("DELETE FROM items WHERE uuid = ?")
            for id in ids {
                try id.withBytes { bytes in
                    try delete.bind(blob: bytes, at: 1)
                    try delete.run()
                }
                if connection.changedCount == 0 { throw StoreError(.noSuchItem(id)) }
            }
            return ((), .commit)
        }
    }
}
