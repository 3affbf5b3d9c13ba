extension ColumnCells {
    /// Appends the rows of a segment: the first step of changing some of them.
    ///
    /// - Parameters:
    ///   - segment: a segment of the same kind.
    ///   - dictionary: that of the key, for texts.
    /// - Throws: where the segment is of another kind, does not hold its texts, or has a code that
    ///   the dictionary does not know.
    mutating func append(_ segment: ColumnSegment, _ dictionary: KeyDictionary?) throws(ColumnFault)
    {
        guard segment.kind == kind else { throw ColumnFault(.encoding, at: 6) }
        let start = rowCount
        grow(to: start + segment.rowCount)
        for state in [CellState.null, .other] where segment.range.count(state) > 0 {
            for slot in segment.states.rows(state) { put(state, at: start + slot) }
        }
        let present = segment.states.present
        switch segment.values {
        case .boolean(let values):
            let isTrue = values.rows(true, among: present)
            for slot in present { put(isTrue.contains(slot) ? 1 : 0, at: start + slot) }
        case .number(let values):
            values.forEach(in: present) { put($1.bitPattern, at: start + $0) }
            values.exact.forEach { slot, text in
                put(number: values[slot] ?? 0, exactText: text, at: start + slot)
            }
        case .instant(let values):
            values.forEach(in: present) {
                put(
                    UInt64(bitPattern: $1.seconds), UInt64(truncatingIfNeeded: $1.nanoseconds),
                    at: start + $0)
            }
        case .code(let values):
            var isKnown = true
            values.forEach(in: present) { slot, code in
                let known: Void? = dictionary?.withText(code) { put(text: $0, at: start + slot) }
                if known == nil { isKnown = false }
            }
            guard isKnown else { throw ColumnFault(.value, at: 48) }
        case .text(let values):
            values.forEach(in: present) { put(text: $1, at: start + $0) }
        case .uuid(let values):
            values.forEach(in: present) { put($1.high, $1.low, at: start + $0) }
        case .place(let values):
            values.forEach(in: present) { slot, latitude, longitude in
                put(latitude.bitPattern, longitude.bitPattern, at: start + slot)
            }
        case .presence:
            for slot in present { put(0, at: start + slot) }
            if !segment.holdsValues { giveUpText() }
        }
        for slot in segment.states.empty { markEmpty(start + slot) }
    }
}
