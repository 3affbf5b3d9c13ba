/// Builds segments of booleans.
enum BooleanBuilder {
    /// Chooses how the booleans are stored.
    static func draft(_ cells: borrowing ColumnCells, _ header: SegmentHeader) -> SegmentDraft {
        var header = header
        guard header.range.presentCount > 0 else { return SegmentDraft(header: header) }
        var words = [UInt64](repeating: 0, count: RowSet.wordCount(cells.rowCount))
        for slot in 0..<cells.rowCount where cells.isPresent(slot) && cells.first[slot] != 0 {
            words[slot >> 6] |= 1 << UInt64(slot & 63)
        }
        let trueRows = RowSet(capacity: cells.rowCount, words: words)
        let count = trueRows.count
        header.range.bounds = .trueCount(count)
        if count == 0 || count == header.range.presentCount {
            header.base.0 = count == 0 ? 0 : 1
            return SegmentDraft(header: header)
        }
        header.encoding = .plain
        return SegmentDraft(header: header) { _, target in
            for (index, word) in trueRows.words.enumerated() {
                target.put(word, at: index, in: target.layout.values)
            }
        }
    }
}
