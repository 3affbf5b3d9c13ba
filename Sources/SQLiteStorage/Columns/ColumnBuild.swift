import Columns
import Storage

/// Makes columns of what is stored.
struct ColumnBuild {
    /// 1,024 rows are handed on together: the columns of as many stay in the cache.
    private static let runMax = 1_024

    private let stored: StoredColumns
    private let isWanted: (StoreColumns.Column) -> Bool

    /// - Parameters:
    ///   - stored: the columns of the store.
    ///   - isWanted: which of them are made; they have no segment yet.
    init(_ stored: StoredColumns, only isWanted: @escaping (StoreColumns.Column) -> Bool) {
        self.stored = stored
        self.isWanted = isWanted
    }

    /// Reads every item.
    ///
    /// - Parameter rows: the numbers of the items; nil for all.
    /// - Throws: ``StoreError`` of kind `damagedRow` for a document that cannot be read.
    func run(rows: ClosedRange<Int64> = 0...Int64.max) throws {
        let table = SegmentTable(stored.connection)
        let columns = stored.columns.only(where: isWanted)
        let keyIDs = zip(stored.columns.ofKeys, stored.keyIDs).filter { isWanted($0.0) }.map(\.1)
        let first = max(rows.lowerBound, 0)
        let ofKeys = try ColumnGroup(columns.ofKeys, ids: keyIDs, in: table, nextRow: first)
        // The items' own columns are made together or not at all.
        let ofItems =
            StoreColumns.ofItems.contains(where: isWanted)
            ? try ColumnGroup(
                StoreColumns.ofItems, ids: stored.itemIDs, in: table, nextRow: first) : nil
        let source = try StoredItemRows(
            stored.connection, DocumentColumns(stored.schema, columns), rows: rows)
        var firstRow = first
        func flush() throws {
            let run = 0..<source.rowCount
            try ofKeys.append(source.keys.batch, rows: run, firstRow: firstRow)
            try ofItems?.append(source.items, rows: run, firstRow: firstRow)
            source.removeAll()
        }
        while let number = try source.next() {
            let isNext = number == firstRow + Int64(source.rowCount)
            if !isNext || source.rowCount == ColumnBuild.runMax {
                if source.rowCount > 0 { try flush() }
                firstRow = number
            }
            try source.read()
        }
        if source.rowCount > 0 { try flush() }
        try ofKeys.finish()
        try ofItems?.finish()
    }
}
