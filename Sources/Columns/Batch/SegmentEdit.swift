/// Makes a segment from another one with some rows changed: how changed rows are folded in.
public final class SegmentEdit {
    private var cells: ColumnCells
    private let firstRow: Int64

    /// Begins with the rows of a segment.
    ///
    /// - Parameters:
    ///   - segment: what to change.
    ///   - dictionary: that of the key, for texts.
    /// - Throws: where the segment does not hold its texts, or has a code that the dictionary does
    ///   not know.
    public init(_ segment: ColumnSegment, _ dictionary: KeyDictionary?) throws(ColumnFault) {
        cells = ColumnCells(segment.kind)
        firstRow = segment.firstRow
        try cells.append(segment, dictionary)
    }

    /// Begins without a row.
    ///
    /// - Parameters:
    ///   - kind: what the values are.
    ///   - firstRow: the first row of the segment, a multiple of ``SegmentRows/countMax``.
    public init(_ kind: ColumnKind, firstRow: Int64) {
        cells = ColumnCells(kind)
        self.firstRow = SegmentRows.first(of: firstRow)
    }

    /// Puts a row of a batch in the place of a row, or behind the last one; rows between are
    /// missing.
    ///
    /// - Parameters:
    ///   - slot: the place in the segment; one beyond its end is left out.
    ///   - batch: where the new value is.
    ///   - column: the position of the column in the batch, one of the segment's kind.
    ///   - row: the row of the batch.
    public func replace(_ slot: Int, with batch: ColumnBatch, column: Int, row: Int) {
        guard (0..<SegmentRows.countMax).contains(slot), column >= 0,
            column < batch.cells.count, row >= 0, row < batch.rowCount,
            batch.cells.start[column].kind == cells.kind
        else { return }
        cells.grow(to: slot + 1)
        cells.replace(slot, with: batch.cells.start[column], row)
    }

    /// Says that a row has no value any more, such as one that was deleted.
    ///
    /// - Parameter slot: the place in the segment.
    public func remove(_ slot: Int) { cells.put(.missing, at: slot) }

    /// The changed segment.
    ///
    /// - Parameter dictionary: that of the key; texts that it pays to have a code for are added.
    /// - Returns: what to store and what it holds in short; nil where there is no row.
    public func finish(
        _ dictionary: inout KeyDictionary?
    ) -> (bytes: SegmentBytes, range: ValueRange)? {
        cells.rowCount == 0 ? nil : cells.encoded(firstRow: firstRow, &dictionary)
    }
}
