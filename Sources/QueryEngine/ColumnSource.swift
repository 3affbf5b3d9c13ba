package import Columns

/// One snapshot of a store, as far as it can hand over columns.
package protocol ColumnSource: ItemSource {
    /// Whether the columns are there and hold every item but the changed ones.
    func hasColumns() throws -> Bool

    /// The first rows of the segments that hold items, in their order.
    func firstRows() throws -> [Int64]

    /// The segment of a column that begins with a row.
    ///
    /// - Parameters:
    ///   - column: a key, or a field of the item behind an `@`.
    ///   - firstRow: one of ``firstRows()``.
    /// - Returns: nil where no row has a value.
    func segment(of column: String, firstRow: Int64) throws -> ColumnSegment?

    /// The texts that the segments of a column hold as codes.
    func dictionary(of column: String) throws -> KeyDictionary

    /// The rows that segments do not hold as they are, in their order; some may be gone.
    func changedRows() throws -> [Int64]

    /// The names of folders by the ids that the column of folders holds.
    var folderNames: [Int64: String] { get }
}
