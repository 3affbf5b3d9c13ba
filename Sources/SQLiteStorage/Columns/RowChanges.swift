import SQLiteDriver
import Storage

/// The rows that the segments of a store do not hold as they are now, within one write transaction.
struct RowChanges {
    private let connection: Connection
    private let max: Int

    /// - Parameter max: how many changed rows queries may have to read.
    init(_ connection: Connection, max: Int) {
        self.connection = connection
        self.max = max
    }

    /// Lists a row as changed, new or gone: queries answer for it from its document.
    func note(_ number: Int64) throws {
        let insert = try connection.statement(
            "INSERT INTO changed_rows (number) VALUES (?) ON CONFLICT DO NOTHING")
        try insert.bind(number, at: 1)
        try insert.run()
    }

    /// Brings changed rows into the segments when there are more of them than queries should read.
    ///
    /// - Parameter catalog: of the state before anything was written; its schema is still the store's.
    func foldIfNeeded(_ catalog: Catalog) throws {
        let count = try connection.integer("SELECT count(*) FROM changed_rows") ?? 0
        guard count > max else { return }
        try ColumnFold(StoredColumns(connection, catalog)).run()
    }
}
