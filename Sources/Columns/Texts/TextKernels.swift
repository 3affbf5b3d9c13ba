extension TextSegment {
    /// The rows whose text passes a test.
    ///
    /// - Parameters:
    ///   - among: the rows to look at.
    ///   - passes: asked once for each of them that has a text.
    public func rows(
        among: RowSet, where passes: (UnsafeRawBufferPointer) -> Bool
    ) -> RowSet {
        var words = [UInt64](repeating: 0, count: RowSet.wordCount(present.capacity))
        words.withUnsafeMutableBufferPointer { words in
            forEach(in: among.intersection(present)) { slot, text in
                if passes(text) {
                    words[slot &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: slot & 63)
                }
            }
        }
        return RowSet(capacity: present.capacity, words: words)
    }

    /// The rows whose text passes a comparison, byte by byte.
    ///
    /// - Parameters:
    ///   - comparison: how to compare.
    ///   - constant: what with.
    ///   - among: the rows to look at.
    public func rows(
        _ comparison: ValueComparison, _ constant: [UInt8], among: RowSet
    ) -> RowSet {
        constant.withUnsafeBytes { constant in
            let prefix = ByteOrder.prefix(constant)
            switch comparison {
            case .equal:
                guard low <= prefix, prefix <= high else { return .none(of: present.capacity) }
                return rows(among: among) { ByteOrder.areEqual($0, constant) }
            case .notEqual: return rows(among: among) { !ByteOrder.areEqual($0, constant) }
            default:
                return rows(among: among) { comparison.holds(ByteOrder.order($0, constant), 0) }
            }
        }
    }
}
