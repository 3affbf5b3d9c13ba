/// A set of rows of a store: the ``RowSet`` of every segment that has one.
public struct RowSelection: Sendable, Equatable {
    /// The rows of one segment.
    public struct Part: Sendable, Equatable {
        /// The first row of the segment.
        public let firstRow: Int64
        /// The slots; never empty.
        public let rows: RowSet
    }

    /// The parts in the order of their rows.
    public private(set) var parts: [Part] = []

    /// A selection without a row.
    public init() {}

    /// Adds the rows of the next segment.
    ///
    /// - Parameters:
    ///   - rows: the slots; an empty set adds nothing.
    ///   - firstRow: the first row of the segment, behind that of the last part. A part in the
    ///     wrong place is put where it belongs.
    public mutating func append(_ rows: RowSet, firstRow: Int64) {
        guard !rows.isEmpty else { return }
        let part = Part(firstRow: firstRow, rows: rows)
        guard let last = parts.last, last.firstRow >= firstRow else { return parts.append(part) }
        var other = RowSelection()
        other.parts = [part]
        self = union(other)
    }

    /// Number of rows.
    public var count: Int { parts.reduce(0) { $0 + $1.rows.count } }

    /// Whether there is no row.
    public var isEmpty: Bool { parts.isEmpty }

    /// The first row; nil when there is none.
    public var first: Int64? {
        parts.first.flatMap { part in part.rows.first.map { part.firstRow + Int64($0) } }
    }

    /// Whether a row is selected.
    public func contains(_ row: Int64) -> Bool {
        guard row >= 0 else { return false }
        let firstRow = SegmentRows.first(of: row)
        return parts.first { $0.firstRow == firstRow }?.rows.contains(SegmentRows.slot(of: row))
            ?? false
    }

    /// The rows that are in both selections.
    public func intersection(_ other: RowSelection) -> RowSelection {
        merged(with: other) { a, b in a.flatMap { a in b.map { a.intersection($0) } } }
    }

    /// The rows that are in one of the selections or in both.
    public func union(_ other: RowSelection) -> RowSelection {
        merged(with: other) { a, b in a.map { a in b.map { a.union($0) } ?? a } ?? b }
    }

    /// The rows that are in this selection and not in the other one.
    public func subtracting(_ other: RowSelection) -> RowSelection {
        merged(with: other) { a, b in a.map { a in b.map { a.subtracting($0) } ?? a } }
    }

    private func merged(
        with other: RowSelection, _ combine: (RowSet?, RowSet?) -> RowSet?
    ) -> RowSelection {
        var result = RowSelection()
        var (i, j) = (0, 0)
        while i < parts.count || j < other.parts.count {
            let a = i < parts.count ? parts[i] : nil
            let b = j < other.parts.count ? other.parts[j] : nil
            let firstRow = Swift.min(a?.firstRow ?? .max, b?.firstRow ?? .max)
            let isFirst = a?.firstRow == firstRow
            let isSecond = b?.firstRow == firstRow
            let rows = combine(isFirst ? a?.rows : nil, isSecond ? b?.rows : nil)
            if let rows { result.append(rows, firstRow: firstRow) }
            i += isFirst ? 1 : 0
            j += isSecond ? 1 : 0
        }
        return result
    }
}

extension RowSelection: Sequence {
    /// Gives the rows in their order.
    public struct Iterator: IteratorProtocol {
        private var parts: IndexingIterator<[Part]>
        private var firstRow: Int64 = 0
        private var slots: RowSet.Iterator?

        init(_ selection: RowSelection) { parts = selection.parts.makeIterator() }

        /// The next row; nil at the end.
        public mutating func next() -> Int64? {
            while true {
                if let slot = slots?.next() { return firstRow + Int64(slot) }
                guard let part = parts.next() else { return nil }
                firstRow = part.firstRow
                slots = part.rows.makeIterator()
            }
        }
    }

    /// The rows in their order.
    public func makeIterator() -> Iterator { Iterator(self) }

    /// Nothing is known without counting.
    public var underestimatedCount: Int { 0 }
}
