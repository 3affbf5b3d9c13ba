/// Compares the values of a segment with those of a batch: the proof that a column is what its
/// documents say.
public struct SegmentComparison: ~Copyable {
    private var cells: ColumnCells
    private let holdsValues: Bool

    /// - Parameters:
    ///   - kind: what the values are.
    ///   - segment: the segment; nil where there is none, which is one without a value.
    ///   - dictionary: that of the key, for texts.
    /// - Throws: where the segment is of another kind, or has a code that the dictionary does not know.
    public init(
        _ kind: ColumnKind, _ segment: ColumnSegment?, _ dictionary: KeyDictionary?
    ) throws(ColumnFault) {
        cells = ColumnCells(kind)
        holdsValues = segment?.holdsValues ?? true
        if let segment { try cells.append(segment, dictionary) }
    }

    /// The first slot whose value is another one; nil where all are alike.
    ///
    /// - Parameters:
    ///   - batch: its rows stand for the slots from 0 on; slots behind them are missing.
    ///   - column: the position of the column in the batch.
    ///   - isExempt: whether a slot is not compared.
    public func firstDifference(
        from batch: ColumnBatch, column: Int, except isExempt: (Int) -> Bool
    ) -> Int? {
        guard column >= 0, column < batch.cells.count else { return 0 }
        for slot in 0..<max(cells.rowCount, batch.rowCount)
        where !isExempt(slot) && !isSame(slot, batch.cells.start + column, batch.rowCount) {
            return slot
        }
        return nil
    }

    private func isSame(
        _ slot: Int, _ other: UnsafeMutablePointer<ColumnCells>, _ rowCount: Int
    ) -> Bool {
        let mine: UInt8 = slot < cells.rowCount ? cells.states[slot] : 0
        let theirs: UInt8 = slot < rowCount ? other.pointee.states[slot] : 0
        guard mine == theirs else { return false }
        guard mine & 3 == CellState.present.rawValue, holdsValues, other.pointee.holdsText else {
            return true
        }
        let (a, b) = (cells.first[slot], other.pointee.first[slot])
        let (c, d) = (cells.second?[slot] ?? 0, other.pointee.second?[slot] ?? 0)
        switch cells.kind {
        case .text: return cells.text(in: a).elementsEqual(other.pointee.text(in: b))
        case .number:
            return a == b && (c == 0) == (d == 0)
                && (c == 0 || ExactDecimal.order(cells.text(in: c), other.pointee.text(in: d)) == 0)
        case .boolean, .instant, .uuid, .place, .presence: return a == b && c == d
        }
    }
}
