// Two columns compared row by row. A row passes only where both have a value.

extension NumberSegment {
    /// The rows whose number passes a comparison with that of another column; as floats.
    ///
    /// - Parameters:
    ///   - comparison: how to compare.
    ///   - other: the other column in the same rows.
    ///   - among: the rows to look at.
    public func rows(
        _ comparison: ValueComparison, _ other: NumberSegment, among: RowSet
    ) -> RowSet {
        let live = among.intersection(present).intersection(other.present)
        return live.selected { comparison.holds(value(at: $0), other.value(at: $0)) }
    }

    /// The rows whose number passes a test.
    ///
    /// - Parameters:
    ///   - among: the rows to look at.
    ///   - passes: asked once for each of them that has a number.
    public func rows(among: RowSet, where passes: (Double) -> Bool) -> RowSet {
        among.intersection(present).selected { passes(value(at: $0)) }
    }
}

extension InstantSegment {
    /// The rows whose moment passes a comparison with that of another column.
    ///
    /// - Parameters:
    ///   - comparison: how to compare.
    ///   - other: the other column in the same rows.
    ///   - among: the rows to look at.
    public func rows(
        _ comparison: ValueComparison, _ other: InstantSegment, among: RowSet
    ) -> RowSet {
        let live = among.intersection(present).intersection(other.present)
        return live.selected { comparison.holds(value(at: $0), other.value(at: $0)) }
    }

    /// The rows whose moment passes a test.
    ///
    /// - Parameters:
    ///   - among: the rows to look at.
    ///   - passes: asked once for each of them that has a moment.
    public func rows(among: RowSet, where passes: (ColumnInstant) -> Bool) -> RowSet {
        among.intersection(present).selected { passes(value(at: $0)) }
    }
}

extension RowSet {
    /// The slots of this set that pass a test.
    @inline(__always)
    func selected(_ passes: (Int) -> Bool) -> RowSet {
        filtered { group in
            var bits: UInt64 = 0
            var rest = word(group)
            while rest != 0 {
                let slot = group &<< 6 &+ rest.trailingZeroBitCount
                if passes(slot) { bits |= rest & (0 &- rest) }
                rest &= rest &- 1
            }
            return bits
        }
    }
}
