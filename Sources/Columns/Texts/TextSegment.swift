/// The texts of one segment as they are: where they differ too much for a dictionary to pay.
public struct TextSegment: Sendable {
    /// Where the offsets begin, 32 bits each, one more than rows; nil where all texts are the same.
    private let offsets: Int?
    private let text: Range<Int>
    private let bytes: SegmentBytes
    /// The rows with a text.
    let present: RowSet
    /// The first eight bytes of the first and the last text in their order.
    let low: UInt64
    let high: UInt64

    init(_ source: SegmentSource) throws(ColumnFault) {
        let header = source.header
        bytes = source.bytes
        present = source.states.present
        text = source.layout.text
        guard header.base == (0, 0) else { throw ColumnFault(.value, at: 72) }
        if case .prefixes(let first, let last) = header.range.bounds {
            (low, high) = (first, last)
        } else {
            (low, high) = (0, 0)
        }
        guard header.encoding == .plain else {
            guard text.isEmpty || header.range.presentCount > 0 else {
                throw ColumnFault(.size, at: 96)
            }
            offsets = nil
            return
        }
        let first = source.layout.values.lowerBound
        offsets = first
        var end: UInt32 = 0
        for index in 0...header.rowCount {
            let next = bytes.quarter(at: first + 4 * index)
            guard index == 0 ? next == 0 : next >= end else {
                throw ColumnFault(.value, at: first + 4 * index)
            }
            end = next
        }
        guard Int(end) == text.count else { throw ColumnFault(.size, at: 96) }
    }

    /// The text of a row.
    ///
    /// - Parameter slot: the place of the row.
    /// - Returns: nil for a row without a text.
    public subscript(slot: Int) -> [UInt8]? {
        guard present.contains(slot) else { return nil }
        return bytes.withUnsafeBytes { Array($0[range(slot)]) }
    }

    /// Where the text of a row lies in the bytes of the segment.
    @inline(__always)
    private func range(_ slot: Int) -> Range<Int> {
        guard let offsets else { return text }
        let start = Int(bytes.quarter(at: offsets &+ slot &<< 2))
        let end = Int(bytes.quarter(at: offsets &+ slot &<< 2 &+ 4))
        return (text.lowerBound &+ start)..<(text.lowerBound &+ end)
    }

    /// Calls with the text of every row of a set that has one, in order.
    @inline(__always)
    func forEach(in live: RowSet, _ body: (Int, UnsafeRawBufferPointer) -> Void) {
        bytes.withUnsafeBytes { raw in
            live.forEachSlot { body($0, UnsafeRawBufferPointer(rebasing: raw[range($0)])) }
        }
    }
}
