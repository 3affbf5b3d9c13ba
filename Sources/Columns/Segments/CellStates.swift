/// The state of every row of a segment, and whether its value is empty.
public struct CellStates: Sendable, Equatable {
    /// Low and high bits of ``CellState``.
    private let low: RowSet
    private let high: RowSet
    /// The rows whose value is `""`, `[]` or `{}`, be it of the column's kind or of another one.
    public let empty: RowSet
    /// The rows with a value of the column's kind.
    public let present: RowSet

    init(low: RowSet, high: RowSet, empty: RowSet) {
        self.low = low
        self.high = high
        self.empty = empty
        present = low.subtracting(high)
    }

    /// Number of rows.
    public var rowCount: Int { low.capacity }

    /// The rows in a state.
    public func rows(_ state: CellState) -> RowSet {
        switch state {
        case .present: present
        case .null: high.subtracting(low)
        case .other: low.intersection(high)
        case .missing: low.union(high).inverted
        }
    }

    /// The rows that have a value, of whatever kind, other than null.
    public var set: RowSet { low }

    /// The state of a row.
    ///
    /// - Parameter slot: the place of the row; beyond the rows of the segment it is missing.
    public subscript(slot: Int) -> CellState {
        switch (low.contains(slot), high.contains(slot)) {
        case (false, false): .missing
        case (true, false): .present
        case (false, true): .null
        case (true, true): .other
        }
    }
}
