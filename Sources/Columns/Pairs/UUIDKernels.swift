extension UUIDSegment {
    /// The rows whose uuid passes a comparison.
    ///
    /// - Parameters:
    ///   - comparison: how to compare.
    ///   - constant: what with.
    ///   - among: the rows to look at.
    public func rows(
        _ comparison: ValueComparison, _ constant: ColumnUUID, among: RowSet
    ) -> RowSet {
        let live = among.intersection(present)
        // The first halves decide, but for the rows that share the constant's.
        let tied = rows(from: constant.high, through: constant.high, live)
        var slots: [Int] = []
        forEach(in: tied) { slot, value in
            if comparison.holds(value, constant) { slots.append(slot) }
        }
        let passing =
            slots.isEmpty
            ? RowSet.none(of: present.capacity) : RowSet(slots, of: present.capacity)
        switch comparison {
        case .equal: return passing
        case .notEqual: return live.subtracting(tied).union(passing)
        case .less, .lessOrEqual:
            guard constant.high > 0 else { return passing }
            return passing.union(rows(from: 0, through: constant.high - 1, live))
        case .greater, .greaterOrEqual:
            guard constant.high < .max else { return passing }
            return passing.union(rows(from: constant.high + 1, through: .max, live))
        }
    }

    /// The rows whose uuid lies in a range, both ends included.
    ///
    /// - Parameters:
    ///   - first: the smallest uuid.
    ///   - last: the largest uuid.
    ///   - among: the rows to look at.
    public func rows(
        from first: ColumnUUID, through last: ColumnUUID, among: RowSet
    ) -> RowSet {
        rows(.lessOrEqual, last, among: rows(.greaterOrEqual, first, among: among))
    }

    /// The rows of a set whose first half lies in a range, both ends included.
    private func rows(from first: UInt64, through last: UInt64, _ live: RowSet) -> RowSet {
        let nothing = RowSet.none(of: present.capacity)
        guard first <= last, first <= high, low <= last else { return nothing }
        if first <= low, high <= last { return live }
        switch storage {
        case .constant(let uuid): return (first...last).contains(uuid.high) ? live : nothing
        case .plain(let offset, _):
            return withExtendedLifetime(bytes) {
                let scan = LongScan(bytes.start + offset, from: first, through: last)
                return live.filtered { scan.group($0) }
            }
        }
    }
}
