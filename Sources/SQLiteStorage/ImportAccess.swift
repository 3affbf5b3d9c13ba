import Items
import SQLiteDriver
import Storage

/// The transaction of one import: the store's one that writes, or one beside it that sees a committed
/// state and writes temporary tables only.
final class ImportAccess {
    /// Reads the state before the upload.
    let reader: SQLiteReader
    private let store: SQLiteStore
    /// nil for a rehearsal.
    private let writing: WriteAccess?

    /// Begins the transaction.
    init(_ store: SQLiteStore, isRehearsal: Bool) throws {
        self.store = store
        if isRehearsal {
            writing = nil
            let connection = try store.connections.openSeparate()
            try ItemTables.makeRehearsal(connection)
            try connection.begin(.deferred)
            reader = try SQLiteReader(connection, store.catalogs)
        } else {
            let writing = try store.connections.beginWriting()
            self.writing = writing
            reader = try SQLiteReader(writing.connection, store.catalogs)
        }
    }

    /// The document and the time of a row as they were before the upload.
    func original(_ number: Int64) throws -> (document: [UInt8], updated: StoreTime)? {
        if writing == nil { return try reader.version(of: number) }
        // What is committed is what was there before this transaction.
        return try store.connections.read {
            try SQLiteReader($0, store.catalogs).version(of: number)
        }
    }

    /// Keeps what was written.
    func commit() throws { try writing?.end(.commit) }

    /// Keeps nothing.
    func rollBack() {
        // What cannot be rolled back goes with its connection.
        if let writing { try? writing.end(.rollback) } else { reader.connection.rollBack() }
    }
}
