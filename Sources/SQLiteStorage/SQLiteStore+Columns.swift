import SQLiteDriver
import SchemaModel
import Storage

extension SQLiteStore {
    /// Makes the columns of a store that has none: a new one, or one of an older version.
    ///
    /// A store with a damaged document stays without: its queries read documents, and say where the damage
    /// is.
    func deriveColumns() throws {
        let isDerived = try connections.read { connection in
            try connection.integer("SELECT derived_format FROM store_state") == StoredColumns.format
        }
        if isDerived { return }
        do {
            try connections.write { connection in
                let reader = try SQLiteReader(connection, catalogs)
                _ = try StoredColumns(connection, reader.catalog())
                try SQLiteStore.countWrite(connection)
                return ((), .commit)
            }
        } catch let error as StoreError {
            guard case .damagedRow = error.kind else { throw error }
        }
    }

    /// Makes everything anew that is derived from the documents.
    ///
    /// - Throws: ``StoreError`` of kind `damagedRow` for a document that cannot be read; the columns
    ///   stay as they were then.
    public func rebuildColumns() throws {
        try write { reader, _ in
            let connection = reader.connection
            try connection.execute("UPDATE store_state SET derived_format = 0")
            _ = try StoredColumns(connection, reader.catalog())
            try FlatView(connection).rebuild(reader.catalog().schema.schema)
        }
    }

    /// Brings all changed rows into the segments, however few there are.
    public func foldChangedRows() throws {
        try write { reader, _ in
            try ColumnFold(StoredColumns(reader.connection, reader.catalog())).run()
        }
    }

    /// Compares the columns with the documents, all of both.
    ///
    /// - Returns: what is wrong, one sentence each; nothing where no columns are there yet.
    /// - Throws: ``StoreError`` of kind `damagedRow` for a document that cannot be read.
    public func columnProblems() throws -> [String] {
        try read { reader in
            guard let reader = reader as? SQLiteReader else { return [] }
            return try ColumnReview(reader.connection, reader.catalog()).run().map(\.sentence)
        }
    }
}

extension ColumnReview.Problem {
    /// The problem as a sentence.
    fileprivate var sentence: String {
        "column \(column) \(detail)" + (row.map { ", from row \($0) on" } ?? "")
    }
}
