/// The booleans of one segment.
public struct BooleanSegment: Sendable {
    /// The rows that are true.
    let trueRows: RowSet
    /// The rows with a boolean.
    let present: RowSet

    init(_ source: SegmentSource) throws(ColumnFault) {
        let header = source.header
        present = source.states.present
        guard header.base.0 <= (header.encoding == .constant ? 1 : 0), header.base.1 == 0 else {
            throw ColumnFault(.value, at: 72)
        }
        if header.encoding == .constant {
            trueRows = header.base.0 == 1 ? present : .none(of: present.capacity)
        } else {
            trueRows = source.bytes.rowSet(in: source.layout.values, of: header.rowCount)
            guard trueRows.subtracting(present).isEmpty else {
                throw ColumnFault(.value, at: source.layout.values.lowerBound)
            }
        }
        if case .trueCount(let count) = header.range.bounds, count != trueRows.count {
            throw ColumnFault(.counts, at: 40)
        }
    }

    /// The boolean of a row.
    ///
    /// - Parameter slot: the place of the row.
    /// - Returns: nil for a row without a boolean.
    public subscript(slot: Int) -> Bool? {
        present.contains(slot) ? trueRows.contains(slot) : nil
    }
}
