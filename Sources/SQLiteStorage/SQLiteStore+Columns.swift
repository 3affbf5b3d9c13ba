import SQLiteDriver
import Storage

extension SQLiteStore {
    /// Makes everything anew that is derived from the documents.
    ///
    /// - Throws: ``StoreError`` of kind `damagedRow` for a document that cannot be read; the columns
    ///   stay as they were then.
    public func rebuildColumns() throws {
        try write { reader, _ in
            let connection = reader.connection
            try connection.execute("UPDATE store_state SET derived_format = 0")
            _ = try StoredColumns(connection, reader.catalog())
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
