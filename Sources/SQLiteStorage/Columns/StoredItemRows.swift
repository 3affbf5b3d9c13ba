import Columns
import Items
import SQLiteDriver
import Storage

/// Reads stored items as rows of columns: the documents are the truth, this is how columns follow.
final class StoredItemRows {
    /// The columns of the items themselves, one row for each item that was read.
    let items = ColumnBatch(StoreColumns.ofItems.map(\.definition))
    /// The columns of keys, one row for each item that was read.
    let keys: DocumentColumns
    private let statement: Statement
    /// The number of the item that ``next()`` has found last.
    private var last: Int64 = -1

    private static let select = """
        SELECT \(ItemRow.columns), EXISTS (SELECT 1 FROM deleted_items WHERE item = number) FROM items
        """
    /// The place behind the columns of ``ItemRow``: whether the item is deleted.
    private static let deletedColumn = 11

    /// - Parameters:
    ///   - keys: fills the columns of keys.
    ///   - rows: the numbers of the items, which come in their order.
    init(_ connection: Connection, _ keys: DocumentColumns, rows: ClosedRange<Int64>) throws {
        self.keys = keys
        statement = try connection.statement(
            StoredItemRows.select + " WHERE number BETWEEN ? AND ? ORDER BY number")
        try statement.bind(rows.lowerBound, at: 1)
        try statement.bind(rows.upperBound, at: 2)
    }

    /// Reads the items with these numbers instead, one by one.
    init(_ connection: Connection, _ keys: DocumentColumns) throws {
        self.keys = keys
        statement = try connection.statement(StoredItemRows.select + " WHERE number = ?")
    }

    /// Number of rows that were read since the last ``removeAll()``.
    var rowCount: Int { items.rowCount }

    /// Forgets all rows and keeps the memory.
    func removeAll() {
        items.removeAll()
        keys.batch.removeAll()
    }

    /// The number of the next item; nil behind the last one. It has no row before ``read()``.
    func next() throws -> Int64? {
        guard try statement.step() else { return nil }
        let number = try statement.integer(0)
        // A damaged file may hand rows over in any order.
        if number > StoreColumns.rowMax || number <= last {
            throw StoreError(.damagedRow(detail: "items has the number \(number) behind \(last)"))
        }
        last = number
        return number
    }

    /// Adds the row of the item that ``next()`` has found.
    func read() throws {
        let number = try statement.integer(0)
        let isDeleted = try statement.integer(StoredItemRows.deletedColumn) != 0
        if isDeleted { return try addEmpty(number) }
        ItemColumns.fill(
            items, kind: try ItemRow.kind(in: statement), folder: try statement.integer(2),
            created: try ItemRow.created(in: statement), updated: try ItemRow.updated(in: statement)
        )
        try statement.withText(ItemRow.documentColumn) { try keys.add($0, of: number) }
    }

    /// Adds the row of the item with a number; an empty one where there is none.
    func read(_ number: Int64) throws {
        try statement.reset()
        try statement.bind(number, at: 1)
        last = -1
        if try next() != nil { try read() } else { try addEmpty(number) }
    }

    /// Adds the empty row of a number that no item has.
    func readGap() throws { try addEmpty(0) }

    private func addEmpty(_ number: Int64) throws {
        ItemColumns.fillEmpty(items)
        try keys.add(nil, of: number)
    }
}
