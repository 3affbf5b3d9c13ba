/// A uuid as two halves; its order is that of its 16 bytes, which is that of its lower-case text.
public struct ColumnUUID: Hashable, Sendable, Comparable {
    /// The first eight bytes, big-endian.
    public var high: UInt64
    /// The last eight bytes, big-endian.
    public var low: UInt64

    /// - Parameters:
    ///   - high: the first eight bytes, big-endian.
    ///   - low: the last eight bytes, big-endian.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Whether a uuid comes before another one.
    @inlinable
    public static func < (a: ColumnUUID, b: ColumnUUID) -> Bool {
        (a.high, a.low) < (b.high, b.low)
    }
}

/// The uuids of one segment.
public struct UUIDSegment: Sendable {
    enum Storage: Sendable {
        case constant(ColumnUUID)
        /// Two streams of 64-bit integers.
        case plain(high: Int, low: Int)
    }

    let storage: Storage
    let bytes: SegmentBytes
    /// The rows with a uuid.
    let present: RowSet
    /// The smallest and the largest first half.
    let low: UInt64
    let high: UInt64

    init(_ source: SegmentSource) throws(ColumnFault) {
        bytes = source.bytes
        present = source.states.present
        if case .prefixes(let first, let last) = source.header.range.bounds {
            (low, high) = (first, last)
        } else {
            (low, high) = (0, 0)
        }
        if source.header.encoding == .constant {
            let base = source.header.base
            storage = .constant(ColumnUUID(high: base.0, low: base.1))
        } else {
            guard source.header.base == (0, 0) else { throw ColumnFault(.value, at: 72) }
            storage = .plain(
                high: source.layout.values.lowerBound, low: source.layout.second.lowerBound)
        }
    }

    /// The uuid of a row.
    ///
    /// - Parameter slot: the place of the row.
    /// - Returns: nil for a row without a uuid.
    public subscript(slot: Int) -> ColumnUUID? {
        present.contains(slot) ? value(at: slot) : nil
    }

    @inline(__always)
    private func value(at slot: Int) -> ColumnUUID {
        switch storage {
        case .constant(let uuid): uuid
        case .plain(let high, let low):
            ColumnUUID(
                high: bytes.word(at: high &+ slot &<< 3), low: bytes.word(at: low &+ slot &<< 3))
        }
    }

    /// Calls with the uuid of every row of a set that has one, in order.
    @inline(__always)
    func forEach(in live: RowSet, _ body: (Int, ColumnUUID) -> Void) {
        live.forEachSlot { body($0, value(at: $0)) }
    }
}
