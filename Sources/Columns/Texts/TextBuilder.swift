/// Builds segments of texts: as codes of a dictionary where that pays, else as they are.
enum TextBuilder {
    /// 256: so many different texts have codes of 8 bits, which always pay.
    static let distinctCountAlways = 256
    /// Half. Measured with 65,536 rows of 32,768 texts, a pattern that is tested on the texts of
    /// the dictionary, then found by codes, takes as long as testing the text of every row (0.14
    /// and 0.12 ms), and building takes five times as long (2.7 and 0.5 ms). With fewer texts codes
    /// win.
    static let rowsPerDistinctMin = 2

    /// Chooses how the texts are stored.
    static func draft(
        _ cells: borrowing ColumnCells, _ header: SegmentHeader, _ dictionary: inout KeyDictionary?
    ) -> SegmentDraft {
        var header = header
        guard header.range.presentCount > 0 else { return SegmentDraft(header: header) }
        guard cells.holdsText else {
            header.encoding = .unheld
            return SegmentDraft(header: header)
        }
        if let coded = coded(cells, header.range.presentCount, &dictionary) {
            return draft(coded, header)
        }
        return plain(cells, header)
    }

    // MARK: Codes

    /// The code of each row, 0 where there is no text.
    private struct Coded {
        var codes: [UInt32]
        var low: UInt32
        var high: UInt32
    }

    private static func coded(
        _ cells: borrowing ColumnCells, _ presentCount: Int, _ dictionary: inout KeyDictionary?
    ) -> Coded? {
        let distinctCountMax = max(distinctCountAlways, presentCount / rowsPerDistinctMin)
        guard var own = dictionary.take() else { return nil }
        defer { dictionary = own }
        let known = own.count
        var coded = Coded(
            codes: [UInt32](repeating: 0, count: cells.rowCount), low: .max, high: 0)
        var seen = [UInt64](repeating: 0, count: KeyDictionary.countMax / 64)
        var distinctCount = 0
        for slot in 0..<cells.rowCount where cells.isPresent(slot) {
            guard distinctCount <= distinctCountMax,
                let code = own.add(cells.text(in: cells.first[slot]))
            else {
                own.removeLast(keeping: known)
                return nil
            }
            coded.codes[slot] = code
            coded.low = min(coded.low, code)
            coded.high = max(coded.high, code)
            let bit: UInt64 = 1 << UInt64(code & 63)
            if seen[Int(code >> 6)] & bit == 0 {
                seen[Int(code >> 6)] |= bit
                distinctCount += 1
            }
        }
        if distinctCount > distinctCountMax {
            own.removeLast(keeping: known)
            return nil
        }
        return coded
    }

    private static func draft(_ coded: Coded, _ header: SegmentHeader) -> SegmentDraft {
        var header = header
        header.range.bounds = .codes(low: coded.low, high: coded.high)
        if coded.low == coded.high {
            header.encoding = .constantCode
            header.base.0 = UInt64(coded.low)
            return SegmentDraft(header: header)
        }
        header.encoding = .narrowest(for: coded.high)
        let width = header.encoding.width
        return SegmentDraft(header: header) { _, target in
            for (slot, code) in coded.codes.enumerated() {
                target.putNarrow(code, at: slot, width: width)
            }
        }
    }

    // MARK: Texts

    private static func plain(_ cells: borrowing ColumnCells, _ header: SegmentHeader)
        -> SegmentDraft
    {
        var header = header
        var (low, high) = (UInt64.max, UInt64.min)
        var common: UnsafeRawBufferPointer?
        var isConstant = true
        var byteCount = 0
        for slot in 0..<cells.rowCount where cells.isPresent(slot) {
            let text = cells.text(in: cells.first[slot])
            let prefix = ByteOrder.prefix(text)
            low = min(low, prefix)
            high = max(high, prefix)
            byteCount += text.count
            if let common {
                if isConstant { isConstant = ByteOrder.areEqual(common, text) }
            } else {
                common = text
            }
        }
        header.range.bounds = .prefixes(low: low, high: high)
        if isConstant, let common {
            header.textByteCount = UInt64(common.count)
            return SegmentDraft(header: header) { _, target in
                target.put(common, from: 0, in: target.layout.text)
            }
        }
        header.encoding = .plain
        header.textByteCount = UInt64(byteCount)
        return SegmentDraft(header: header) { cells, target in
            var offset = 0
            for slot in 0..<cells.rowCount {
                if cells.isPresent(slot) {
                    let text = cells.text(in: cells.first[slot])
                    target.put(text, from: offset, in: target.layout.text)
                    offset += text.count
                }
                target.put(
                    UInt32(truncatingIfNeeded: offset), at: slot + 1, in: target.layout.values)
            }
        }
    }
}
