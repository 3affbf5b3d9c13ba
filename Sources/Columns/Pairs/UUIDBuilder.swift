/// Builds segments of uuids.
enum UUIDBuilder {
    /// Chooses how the uuids are stored.
    static func draft(_ cells: borrowing ColumnCells, _ header: SegmentHeader) -> SegmentDraft {
        var header = header
        guard let common = cells.firstPair else { return SegmentDraft(header: header) }
        var (low, high) = (common.0, common.0)
        var isConstant = true
        for slot in 0..<cells.rowCount where cells.isPresent(slot) {
            let pair = cells.pair(slot)
            low = min(low, pair.0)
            high = max(high, pair.0)
            if pair != common { isConstant = false }
        }
        header.range.bounds = .prefixes(low: low, high: high)
        if isConstant {
            header.base = common
            return SegmentDraft(header: header)
        }
        header.encoding = .plain
        return SegmentDraft(header: header) { $0.writePairs($1) }
    }
}

extension ColumnCells {
    /// The two words of a row.
    @inline(__always)
    func pair(_ slot: Int) -> (UInt64, UInt64) { (first[slot], second?[slot] ?? 0) }

    /// The two words of the first row with a value; nil where there is none.
    var firstPair: (UInt64, UInt64)? {
        for slot in 0..<rowCount where isPresent(slot) { return pair(slot) }
        return nil
    }

    /// Writes both words of all rows, zero where there is no value.
    func writePairs(_ target: SegmentTarget) {
        for slot in 0..<rowCount {
            let pair = pair(slot)
            target.put(pair.0, at: slot, in: target.layout.values)
            target.put(pair.1, at: slot, in: target.layout.second)
        }
    }
}
