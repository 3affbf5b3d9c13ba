import Items
import SQLiteDriver
import SchemaModel
import Storage
import Validation

/// Changes single items, within one transaction.
final class ItemChanger {
    private let reader: SQLiteReader
    private let store: SQLiteStore
    private let now: StoreTime
    private let writer: ItemWriter
    private let keys: UndeclaredKeys
    private let find: Statement
    private let changes: RowChanges

    init(_ reader: SQLiteReader, of store: SQLiteStore, at now: StoreTime) throws {
        self.reader = reader
        self.store = store
        self.now = now
        writer = try ItemWriter(reader.connection, .stored())
        keys = try UndeclaredKeys(
            reader.connection, schema: reader.catalog().schema.schema, at: now)
        changes = store.rowChanges(reader.connection)
        find = try reader.connection.statement(
            """
            SELECT number, folder, EXISTS (SELECT 1 FROM deleted_items WHERE item = number), document
            FROM items WHERE uuid = ?
            """)
    }

    /// Carries out one change.
    ///
    /// - Returns: whether anything has changed.
    func apply(_ change: ItemChange) throws -> Bool {
        try change.item.withBytes { bytes in
            try find.bind(blob: bytes, at: 1)
            return try find.reading {
                guard try find.step() else { throw StoreError(.noSuchItem(change.item)) }
                let number = try find.integer(0)
                let isChanged = try apply(change, to: number)
                if isChanged { try changes.note(number) }
                return isChanged
            }
        }
    }

    /// Carries out one change of the row that was found.
    private func apply(_ change: ItemChange, to number: Int64) throws -> Bool {
        let isDeleted = try find.integer(2) != 0
        switch change {
        case .replace, .move, .delete:
            if isDeleted { throw StoreError(.noSuchItem(change.item)) }
        case .restore, .purge: break
        }
        switch change {
        case .replace(_, let metadata): return try replace(number, metadata)
        case .move(_, let folder): return try move(number, into: folder)
        case .delete:
            try run("INSERT INTO deleted_items (item, deleted) VALUES (?, ?)") {
                try $0.bind(number, at: 1)
                try $0.bind(now.microseconds, at: 2)
            }
        case .restore:
            try run("DELETE FROM deleted_items WHERE item = ?") { try $0.bind(number, at: 1) }
            return isDeleted
        case .purge:
            try run("DELETE FROM items WHERE number = ?") { try $0.bind(number, at: 1) }
        }
        return true
    }

    private func replace(_ number: Int64, _ metadata: ValidatedMetadata) throws -> Bool {
        if try find.withText(3, { $0.elementsEqual(metadata.canonical) }) { return false }
        try metadata.canonical.withUnsafeBytes {
            try writer.overwrite(number, with: $0, at: now)
        }
        try keys.record(metadata.undeclaredNames)
        return true
    }

    private func move(_ number: Int64, into name: String) throws -> Bool {
        let folder =
            try reader.folderID(name)
            ?? store.insertFolder(
                store.environment.makeID(at: now), named: name, at: now, reader.connection)
        if try find.integer(1) == folder { return false }
        try run("UPDATE items SET folder = ? WHERE number = ?") {
            try $0.bind(folder, at: 1)
            try $0.bind(number, at: 2)
        }
        return true
    }

    private func run(_ sql: String, _ bind: (Statement) throws -> Void) throws {
        let statement = try reader.connection.statement(sql)
        try bind(statement)
        try statement.run()
    }
}
