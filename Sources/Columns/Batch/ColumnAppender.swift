/// Collects the rows of batches, in the order of their numbers, into segments.
///
/// One segment a column is open at any time, so the memory does not depend on the number of rows.
/// The rows of one batch may lie in two segments; rows in a gap of numbers are missing.
public final class ColumnAppender {
    /// A segment that is complete.
    public struct Segment: Sendable {
        /// The position of its column.
        public let column: Int
        /// The first row.
        public let firstRow: Int64
        /// What it holds in short.
        public let range: ValueRange
        /// What to store.
        public let bytes: SegmentBytes
    }

    /// What the columns hold.
    public let columns: [ColumnDefinition]
    /// The dictionary of each column of text; nil for the others. It grows as segments are given
    /// out: what it has then belongs to be stored with them.
    public private(set) var dictionaries: [KeyDictionary?]
    /// The number of the first row that may come next.
    public private(set) var nextRow: Int64
    private var firstRow: Int64
    private let open: CellColumns

    /// Begins with rows that are stored already.
    ///
    /// - Parameters:
    ///   - columns: what the columns hold.
    ///   - nextRow: the number of the first row to come, not negative.
    ///   - dictionaries: those of the columns of text; a new one for each that has none.
    ///   - segments: the last segment of each column, where it is in the segment of `nextRow`: it
    ///     is taken apart, and comes out again with the rows that are added.
    /// - Throws: where a segment is not one of its column.
    public init(
        _ columns: [ColumnDefinition], nextRow: Int64, dictionaries: [KeyDictionary?] = [],
        continuing segments: [ColumnSegment?] = []
    ) throws(ColumnFault) {
        self.columns = columns
        self.nextRow = max(nextRow, 0)
        firstRow = SegmentRows.first(of: self.nextRow)
        open = CellColumns(columns.map(\.kind))
        self.dictionaries = columns.enumerated().map { index, column in
            guard column.kind == .text else { return nil }
            return (index < dictionaries.count ? dictionaries[index] : nil) ?? KeyDictionary()
        }
        for (index, segment) in segments.enumerated() where index < open.count {
            guard let segment, segment.firstRow == firstRow else { continue }
            guard segment.rowCount <= SegmentRows.slot(of: self.nextRow) else {
                throw ColumnFault(.rows, at: 16)
            }
            try open.start[index].append(segment, self.dictionaries[index])
        }
        open.grow(to: SegmentRows.slot(of: self.nextRow))
    }

    /// Appends rows of a batch.
    ///
    /// - Parameters:
    ///   - batch: a batch of the same columns.
    ///   - rows: which of its rows.
    ///   - row: the number of the first one, ``nextRow`` or a larger one; a smaller one is an error
    ///     of the caller, and the rows are numbered from ``nextRow`` on.
    ///   - take: gets each segment that becomes complete.
    /// - Throws: what `take` throws.
    public func append<Failure: Error>(
        _ batch: ColumnBatch, rows: Range<Int>, firstRow row: Int64,
        take: (Segment) throws(Failure) -> Void
    ) throws(Failure) {
        assert(row >= nextRow, "rows come in the order of their numbers")
        let rows = rows.clamped(to: 0..<batch.rowCount)
        try skip(to: row, take: take)
        var start = rows.lowerBound
        while start < rows.upperBound {
            let slot = SegmentRows.slot(of: nextRow)
            let count = min(rows.upperBound - start, SegmentRows.countMax - slot)
            for index in 0..<min(open.count, batch.cells.count) {
                open.start[index].append(
                    batch.cells.start[index], rows: start..<(start + count))
            }
            open.grow(to: slot + count)
            start += count
            nextRow += Int64(count)
            if SegmentRows.slot(of: nextRow) == 0 { try close(take) }
        }
    }

    /// Gives out what is open. The appender goes on behind it, in the same segment.
    ///
    /// - Parameter take: gets one segment a column; none where the open segment has no row.
    /// - Throws: what `take` throws.
    public func finish<Failure: Error>(
        take: (Segment) throws(Failure) -> Void
    ) throws(Failure) {
        for index in 0..<open.count where open.start[index].rowCount > 0 {
            let (bytes, range) = open.start[index].encoded(
                firstRow: firstRow, &dictionaries[index])
            try take(
                Segment(column: index, firstRow: firstRow, range: range, bytes: bytes))
        }
    }

    /// Leaves rows out.
    private func skip<Failure: Error>(
        to row: Int64, take: (Segment) throws(Failure) -> Void
    ) throws(Failure) {
        guard row > nextRow else { return }
        if SegmentRows.first(of: row) > firstRow {
            if SegmentRows.slot(of: nextRow) > 0 { try close(take) }
            firstRow = SegmentRows.first(of: row)
        }
        nextRow = row
        open.grow(to: SegmentRows.slot(of: row))
    }

    /// Gives out what is open and begins the next segment.
    private func close<Failure: Error>(
        _ take: (Segment) throws(Failure) -> Void
    ) throws(Failure) {
        try finish(take: take)
        for index in 0..<open.count { open.start[index].removeAll() }
        firstRow = SegmentRows.first(of: nextRow)
    }
}
