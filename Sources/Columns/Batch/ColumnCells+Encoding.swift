extension ColumnCells {
    /// The segment of these cells.
    ///
    /// - Parameters:
    ///   - firstRow: the number of the first row, a multiple of ``SegmentRows/countMax``.
    ///   - dictionary: that of the key; texts that it pays to have a code for are added. Texts are
    ///     stored as they are without one.
    /// - Returns: the bytes, and what they hold in short. There is 1 row at least, and
    ///   ``SegmentRows/countMax`` at most.
    func encoded(
        firstRow: Int64, _ dictionary: inout KeyDictionary?
    ) -> (bytes: SegmentBytes, range: ValueRange) {
        let planes = [plane(0), plane(1), plane(2)]
        var header = SegmentHeader(
            kind: kind, firstRow: firstRow, rowCount: rowCount,
            range: range(low: planes[0], high: planes[1]))
        header.planes = planes.map { $0.isEmpty ? .zero : $0.count == rowCount ? .one : .stored }
        let draft =
            switch kind {
            case .boolean: BooleanBuilder.draft(self, header)
            case .number: NumberBuilder.draft(self, header)
            case .instant: InstantBuilder.draft(self, header)
            case .text: TextBuilder.draft(self, header, &dictionary)
            case .uuid: UUIDBuilder.draft(self, header)
            case .place: PlaceBuilder.draft(self, header)
            case .presence: SegmentDraft(header: header)
            }
        let layout = SegmentLayout(draft.header)
        let isPacked = SegmentPacking.pays(draft.header)
        var bytes = SegmentBytes(count: layout.count) { memory in
            let target = SegmentTarget(memory, layout)
            target.put(draft.header.bytes)
            draft.writeValues(self, target)
            for (plane, part) in zip(planes, layout.planes) where !part.isEmpty {
                for (index, word) in plane.words.enumerated() {
                    target.put(word, at: index, in: part)
                }
            }
            if !isPacked { target.sign() }
        }
        if isPacked {
            let present = planes[0].subtracting(planes[1])
            bytes = SegmentPacking.packed(bytes, draft.header, present: present)
        }
        return (bytes, draft.header.range)
    }

    /// One bit of the state of every row.
    private func plane(_ bit: Int) -> RowSet {
        UnsafeRawPointer(states).withMemoryRebound(
            to: UInt64.self, capacity: RowSet.wordCount(rowCount) * 8
        ) { words in
            RowSet.make(rowCount) { group in
                var bits: UInt64 = 0
                for part in 0..<8 {
                    let word = UInt64(littleEndian: words[group &* 8 &+ part])
                    bits |=
                        lowBits(word &>> UInt64(truncatingIfNeeded: bit))
                        &<< UInt64(truncatingIfNeeded: part &* 8)
                }
                return bits
            }
        }
    }

    private func range(low: RowSet, high: RowSet) -> ValueRange {
        let other = low.intersection(high).count
        let present = low.count - other
        let null = high.count - other
        return ValueRange(
            missingCount: rowCount - present - null - other, nullCount: null, otherCount: other,
            presentCount: present, bounds: .none)
    }
}
