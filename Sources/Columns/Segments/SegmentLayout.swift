/// Where the parts of a segment lie: the one place that knows it, for writing and for reading.
///
/// Streams of values have a value for each row, or in a packed segment for each row with one. They
/// hold whole groups of 64 rows, the last one filled up with zeros, so that the
/// kernels need no special end. Every part begins at a multiple of 8, streams of values at one of
/// 64 bytes.
struct SegmentLayout {
    /// The values, or codes, or offsets of texts.
    let values: Range<Int>
    /// The nanoseconds of instants, the low halves of uuids, the longitudes of places.
    let second: Range<Int>
    /// The planes that are stored: low bits of the states, high bits, empty.
    let planes: [Range<Int>]
    /// The slots of numbers with an exact text, 16 bits each.
    let exactSlots: Range<Int>
    /// Where their texts begin, 32 bits each, and where the last one ends.
    let exactOffsets: Range<Int>
    let text: Range<Int>
    let checksum: Range<Int>
    /// Number of bytes of the whole segment.
    var count: Int { checksum.upperBound }

    init(_ header: SegmentHeader) {
        let groups = RowSet.wordCount(header.valueCount)
        let planeGroups = RowSet.wordCount(header.rowCount)
        var end = SegmentHeader.byteCount
        func next(_ count: Int) -> Range<Int> {
            let start = end
            end += (count + 7) & ~7
            return start..<(start + count)
        }
        let width: Int
        switch (header.kind, header.encoding) {
        case (_, .narrow8), (_, .narrow16), (_, .narrow32): width = header.encoding.width
        case (.number, .plain), (.instant, .plain), (.uuid, .plain), (.place, .plain): width = 8
        default: width = 0
        }
        if header.kind == .text, header.encoding == .plain {
            values = next(4 * (header.valueCount + 1))
        } else if header.kind == .boolean, header.encoding == .plain {
            values = next(8 * planeGroups)
        } else {
            values = next(64 * width * groups)
        }
        switch (header.kind, header.encoding) {
        case (.instant, _): second = next(header.hasSecond ? 4 * 64 * groups : 0)
        case (.uuid, .plain), (.place, .plain): second = next(8 * 64 * groups)
        default: second = next(0)
        }
        planes = header.planes.map { next($0 == .stored ? 8 * planeGroups : 0) }
        exactSlots = next(2 * header.exactCount)
        exactOffsets = next(header.exactCount > 0 ? 4 * (header.exactCount + 1) : 0)
        text = next(Int(header.textByteCount))
        checksum = next(8)
    }
}
