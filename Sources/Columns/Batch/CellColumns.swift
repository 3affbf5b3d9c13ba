/// The cells of several columns, side by side in memory that this owns: reaching one of them counts
/// no reference, which for small values would cost more than the value.
final class CellColumns {
    /// Number of columns.
    let count: Int
    /// The first of them; all are initialized for as long as this lives.
    let start: UnsafeMutablePointer<ColumnCells>

    /// Columns without a row.
    init(_ kinds: [ColumnKind]) {
        count = kinds.count
        start = .allocate(capacity: kinds.count)
        for (index, kind) in kinds.enumerated() {
            (start + index).initialize(to: ColumnCells(kind))
        }
    }

    deinit {
        start.deinitialize(count: count)
        start.deallocate()
    }

    /// Adds rows without a value to every column, up to a number of rows.
    func grow(to rowCount: Int) {
        for index in 0..<count { start[index].grow(to: rowCount) }
    }
}
