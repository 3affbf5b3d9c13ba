/// Builds segments of moments.
enum InstantBuilder {
    /// Chooses how the moments are stored.
    static func draft(_ cells: borrowing ColumnCells, _ header: SegmentHeader) -> SegmentDraft {
        var header = header
        guard header.range.presentCount > 0 else { return SegmentDraft(header: header) }
        var (low, high) = (Int64.max, Int64.min)
        for slot in 0..<cells.rowCount where cells.isPresent(slot) {
            let seconds = Int64(bitPattern: cells.first[slot])
            low = min(low, seconds)
            high = max(high, seconds)
        }
        header.range.bounds = .seconds(low: low, high: high)
        header.hasSecond = cells.hasSecondWord
        if low == high {
            header.base.0 = UInt64(bitPattern: low)
            return SegmentDraft(header: header) { writeNanoseconds($0, $1) }
        }
        guard let span = UInt32(exactly: high &- low) else {
            header.encoding = .plain
            return SegmentDraft(header: header) { cells, target in
                for slot in 0..<cells.rowCount {
                    target.put(cells.first[slot], at: slot, in: target.layout.values)
                }
                writeNanoseconds(cells, target)
            }
        }
        header.encoding = .narrowest(for: span)
        header.base.0 = UInt64(bitPattern: low)
        let width = header.encoding.width
        return SegmentDraft(header: header) { cells, target in
            for slot in 0..<cells.rowCount where cells.isPresent(slot) {
                target.putNarrow(
                    UInt32(truncatingIfNeeded: Int64(bitPattern: cells.first[slot]) &- low),
                    at: slot, width: width)
            }
            writeNanoseconds(cells, target)
        }
    }

    private static func writeNanoseconds(
        _ cells: borrowing ColumnCells, _ target: SegmentTarget
    ) {
        guard !target.layout.second.isEmpty, let words = cells.second else { return }
        for slot in 0..<cells.rowCount {
            target.put(
                UInt32(truncatingIfNeeded: words[slot]), at: slot, in: target.layout.second)
        }
    }
}

extension ColumnCells {
    /// Whether the second word of a row is not zero.
    fileprivate var hasSecondWord: Bool {
        guard let words = second else { return false }
        for slot in 0..<rowCount where words[slot] != 0 { return true }
        return false
    }
}
