/// The exact decimals of the few numbers that are not what their floats print.
struct ExactTexts: Sendable {
    private let bytes: SegmentBytes
    private let layout: SegmentLayout
    private let count: Int
    /// The rows that have one.
    let rows: RowSet

    init(_ source: SegmentSource) throws(ColumnFault) {
        bytes = source.bytes
        layout = source.layout
        count = source.header.exactCount
        var slots: [Int] = []
        slots.reserveCapacity(count)
        var end = 0
        for index in 0..<count {
            let place = source.layout.exactSlots.lowerBound + 2 * index
            let slot = Int(bytes.half(at: place))
            guard slot > slots.last ?? -1, source.states.present.contains(slot) else {
                throw ColumnFault(.value, at: place)
            }
            slots.append(slot)
            let next = source.layout.exactOffsets.lowerBound + 4 * index
            let (start, stop) = (Int(bytes.quarter(at: next)), Int(bytes.quarter(at: next + 4)))
            guard start == end, stop > start, stop <= source.layout.text.count else {
                throw ColumnFault(.value, at: next)
            }
            end = stop
        }
        guard source.header.kind != .number || end == source.layout.text.count else {
            throw ColumnFault(.size, at: 96)
        }
        rows =
            slots.isEmpty
            ? .none(of: source.header.rowCount) : RowSet(slots, of: source.header.rowCount)
    }

    /// Calls with every row that has an exact text, in order, and its text.
    func forEach(_ body: (Int, UnsafeRawBufferPointer) -> Void) {
        for index in 0..<count { withText(index) { body(slot(index), $0) } }
    }

    /// The text of a row; nil where it has none.
    func text(at slot: Int) -> [UInt8]? {
        guard rows.contains(slot) else { return nil }
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if self.slot(middle) < slot { low = middle + 1 } else { high = middle }
        }
        return low < count ? withText(low) { Array($0) } : nil
    }

    private func slot(_ index: Int) -> Int {
        Int(bytes.half(at: layout.exactSlots.lowerBound + 2 * index))
    }

    private func withText<Result>(
        _ index: Int, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        let place = layout.exactOffsets.lowerBound + 4 * index
        let (start, end) = (Int(bytes.quarter(at: place)), Int(bytes.quarter(at: place + 4)))
        let first = layout.text.lowerBound
        return bytes.withUnsafeBytes {
            body(UnsafeRawBufferPointer(rebasing: $0[(first + start)..<(first + end)]))
        }
    }
}

extension SegmentBytes {
    /// The 16 bits at an offset, which is one within the bytes.
    func half(at offset: Int) -> UInt16 {
        withUnsafeBytes {
            UInt16(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
        }
    }

    /// The 32 bits at an offset, which is one within the bytes.
    func quarter(at offset: Int) -> UInt32 {
        withUnsafeBytes {
            UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
    }
}
