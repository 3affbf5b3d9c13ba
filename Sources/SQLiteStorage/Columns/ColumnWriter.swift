import Columns
import Items
import SQLiteDriver
import Storage

/// Appends the values of new items to the columns of a store, within one transaction.
///
/// One open segment a column bounds its memory, whatever the number of items.
final class ColumnWriter {
    private let ofItems: ColumnGroup
    private let ofKeys: ColumnGroup
    /// Rows of the columns of the items themselves.
    private let items = ColumnBatch(StoreColumns.ofItems.map(\.definition))

    private var runs: [Run] = []
    /// Whether any row was appended: without one nothing is written.
    private var hasRows = false

    /// New items in consecutive rows of a batch, with consecutive numbers.
    private struct Run {
        var rows: Range<Int>
        var firstRow: Int64
        /// The row of the first one among the items' own columns.
        let firstItem: Int
    }

    /// What new items have in common.
    struct Origin {
        var folder: Int64
        var created: StoreTime
    }

    /// - Parameters:
    ///   - columns: the columns of the store, up to date.
    ///   - nextRow: the number of the first row to come.
    init(_ columns: StoredColumns, nextRow: Int64) throws {
        try columns.repair(behind: nextRow)
        let table = SegmentTable(columns.connection)
        ofItems = try ColumnGroup(
            StoreColumns.ofItems, ids: columns.itemIDs, in: table, nextRow: nextRow)
        ofKeys = try ColumnGroup(
            columns.columns.ofKeys, ids: columns.keyIDs, in: table, nextRow: nextRow)
    }

    /// Adds a new item, whose values are in a row of the batch that is flushed next.
    ///
    /// - Parameters:
    ///   - row: the row.
    ///   - number: the number of the item, higher than all before.
    func add(_ row: Int, kind: ItemKind, number: Int64, _ origin: Origin) {
        if var run = runs.last, run.rows.upperBound == row,
            run.firstRow + Int64(run.rows.count) == number
        {
            run.rows = run.rows.lowerBound..<row + 1
            runs[runs.count - 1] = run
        } else {
            runs.append(Run(rows: row..<row + 1, firstRow: number, firstItem: items.rowCount))
        }
        ItemColumns.fill(
            items, kind: kind, folder: origin.folder, created: origin.created,
            updated: origin.created)
    }

    /// Appends the items that were added.
    ///
    /// - Parameter batch: has the values of their keys.
    func flush(_ batch: ColumnBatch?) throws {
        guard let batch else { return }
        if !runs.isEmpty { hasRows = true }
        for run in runs {
            try ofKeys.append(batch, rows: run.rows, firstRow: run.firstRow)
            let rows = run.firstItem..<run.firstItem + run.rows.count
            try ofItems.append(items, rows: rows, firstRow: run.firstRow)
        }
        runs.removeAll(keepingCapacity: true)
        items.removeAll()
    }

    /// Stores what is open.
    func finish() throws {
        guard hasRows else { return }
        try ofItems.finish()
        try ofKeys.finish()
    }
}
