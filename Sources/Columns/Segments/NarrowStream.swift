/// Unsigned integers of 8, 16 or 32 bits, one a row, in the bytes of a segment.
///
/// Whole groups of 64 rows are there, see ``SegmentLayout``: that is why reading a group at a time
/// stays within the bytes.
struct NarrowStream: Sendable {
    private let bytes: SegmentBytes
    private let offset: Int
    /// Bytes a value: 1, 2 or 4.
    let width: Int
    private let groupCount: Int

    /// The stream of a segment; nil where its encoding has none.
    init?(_ source: SegmentSource) {
        guard source.header.encoding.width > 0 else { return nil }
        bytes = source.bytes
        offset = source.layout.values.lowerBound
        width = source.header.encoding.width
        groupCount = RowSet.wordCount(source.header.rowCount)
    }

    /// The value of a row.
    ///
    /// - Parameter slot: a row of the segment.
    @inline(__always)
    subscript(slot: Int) -> UInt32 {
        bytes.withUnsafeBytes { raw in
            switch width {
            case 1: return UInt32(raw[offset &+ slot])
            case 2:
                return UInt32(
                    UInt16(
                        littleEndian: raw.loadUnaligned(
                            fromByteOffset: offset &+ slot &* 2, as: UInt16.self)))
            default:
                return UInt32(
                    littleEndian: raw.loadUnaligned(
                        fromByteOffset: offset &+ slot &* 4, as: UInt32.self))
            }
        }
    }

    /// The rows whose value lies in a range, both ends included.
    ///
    /// - Parameters:
    ///   - low: the smallest value.
    ///   - high: the largest value, not below `low`.
    ///   - live: the rows to look at.
    func rows(from low: UInt32, through high: UInt32, among live: RowSet) -> RowSet {
        withExtendedLifetime(bytes) {
            let start = bytes.start + offset
            switch width {
            case 1:
                guard let low = UInt8(exactly: low) else { return .none(of: live.capacity) }
                let high = UInt8(clamping: high)
                let scan = ByteScan(start, from: low, through: high)
                return live.filtered { scan.group($0) }
            case 2:
                guard let low = UInt16(exactly: low) else { return .none(of: live.capacity) }
                let high = UInt16(clamping: high)
                let scan = HalfScan(start, from: low, through: high)
                return live.filtered { scan.group($0) }
            default:
                let scan = WordScan(start, from: low, through: high)
                return live.filtered { scan.group($0) }
            }
        }
    }

    /// The bits of the rows of one group whose value lies in a range, both ends included.
    ///
    /// - Parameters:
    ///   - index: the number of the group: that of its first row divided by 64.
    ///   - low: the smallest value, one that the width holds.
    ///   - high: the largest value, not below `low`, one that the width holds.
    @inline(__always)
    func group(_ index: Int, from low: UInt32, through high: UInt32) -> UInt64 {
        withExtendedLifetime(bytes) {
            let start = bytes.start + offset
            switch width {
            case 1:
                return ByteScan(
                    start, from: UInt8(truncatingIfNeeded: low),
                    through: UInt8(truncatingIfNeeded: high)
                ).group(index)
            case 2:
                return HalfScan(
                    start, from: UInt16(truncatingIfNeeded: low),
                    through: UInt16(truncatingIfNeeded: high)
                ).group(index)
            default: return WordScan(start, from: low, through: high).group(index)
            }
        }
    }

    /// The largest value that the width holds.
    var limit: UInt32 { width == 1 ? 0xFF : width == 2 ? 0xFFFF : .max }

    /// Calls with the value of every row of a set, in order.
    @inline(__always)
    func forEach(in live: RowSet, _ body: (Int, UInt32) -> Void) {
        withExtendedLifetime(bytes) {
            let start = bytes.start + offset
            switch width {
            case 1:
                let values = start.assumingMemoryBound(to: UInt8.self)
                live.forEachSlot { body($0, UInt32(values[$0])) }
            case 2:
                let values = start.assumingMemoryBound(to: UInt16.self)
                live.forEachSlot { body($0, UInt32(UInt16(littleEndian: values[$0]))) }
            default:
                let values = start.assumingMemoryBound(to: UInt32.self)
                live.forEachSlot { body($0, UInt32(littleEndian: values[$0])) }
            }
        }
    }

    /// The largest value of all rows, those without a value and those that fill up the last group
    /// included.
    var max: UInt32 {
        withExtendedLifetime(bytes) {
            let start = bytes.start + offset
            let count = groupCount << 6
            switch width {
            case 1: return UInt32(NarrowStream.max(of: start, as: SIMD16<UInt8>.self, count))
            case 2: return UInt32(NarrowStream.max(of: start, as: SIMD16<UInt16>.self, count))
            default: return NarrowStream.max(of: start, as: SIMD16<UInt32>.self, count)
            }
        }
    }

    @inline(__always)
    private static func max<Vector: SIMD>(
        of start: UnsafeRawPointer, as type: Vector.Type, _ count: Int
    ) -> Vector.Scalar where Vector.Scalar: FixedWidthInteger {
        let vectors = start.assumingMemoryBound(to: Vector.self)
        var largest = Vector(repeating: 0)
        for index in 0..<(count / Vector.scalarCount) {
            largest = pointwiseMax(largest, vectors[index])
        }
        return largest.max()
    }
}
