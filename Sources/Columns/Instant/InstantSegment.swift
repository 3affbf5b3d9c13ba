/// The moments of one segment.
public struct InstantSegment: Sendable {
    enum Storage: Sendable {
        case constant(Int64)
        case narrow(NarrowStream, base: Int64)
        /// 64-bit integers from an offset on.
        case plain(offset: Int)
    }

    let seconds: Storage
    /// Where the nanoseconds begin, 32 bits each; nil where all of them are zero.
    let nanosecondsOffset: Int?
    let bytes: SegmentBytes
    /// The rows with a moment.
    let present: RowSet
    /// The smallest and the largest of the seconds.
    let low: Int64
    let high: Int64

    init(_ source: SegmentSource) throws(ColumnFault) {
        let header = source.header
        bytes = source.bytes
        present = source.states.present
        if case .seconds(let first, let last) = header.range.bounds {
            (low, high) = (first, last)
        } else {
            (low, high) = (0, 0)
        }
        let base = Int64(bitPattern: header.base.0)
        let years = ColumnInstant.secondsMin...ColumnInstant.secondsMax
        guard header.base.1 == 0, years.contains(base) else {
            throw ColumnFault(.value, at: 72)
        }
        if let stream = NarrowStream(source) {
            guard years.contains(base + Int64(stream.max)) else {
                throw ColumnFault(.value, at: source.layout.values.lowerBound)
            }
            seconds = .narrow(stream, base: base)
        } else if header.encoding == .constant {
            seconds = .constant(base)
        } else {
            seconds = .plain(offset: source.layout.values.lowerBound)
        }
        nanosecondsOffset = header.hasSecond ? source.layout.second.lowerBound : nil
        try check(source.layout)
    }

    /// Refuses what is no moment: whoever prints one may count on its year.
    private func check(_ layout: SegmentLayout) throws(ColumnFault) {
        if case .plain(let offset) = seconds {
            for slot in 0..<present.capacity {
                let value = Int64(bitPattern: bytes.word(at: offset + slot << 3))
                guard value >= ColumnInstant.secondsMin, value <= ColumnInstant.secondsMax else {
                    throw ColumnFault(.value, at: offset + slot << 3)
                }
            }
        }
        guard let offset = nanosecondsOffset else { return }
        for slot in 0..<present.capacity {
            let value = bytes.quarter(at: offset + slot << 2)
            guard value <= UInt32(ColumnInstant.nanosecondsMax) else {
                throw ColumnFault(.value, at: offset + slot << 2)
            }
        }
    }

    /// The moment of a row.
    ///
    /// - Parameter slot: the place of the row.
    /// - Returns: nil for a row without a moment.
    public subscript(slot: Int) -> ColumnInstant? {
        present.contains(slot) ? value(at: slot) : nil
    }

    /// The moment of a row of the segment that has one.
    @inline(__always)
    func value(at slot: Int) -> ColumnInstant {
        ColumnInstant(seconds: second(at: slot), nanoseconds: nanosecond(at: slot))
    }

    @inline(__always)
    func second(at slot: Int) -> Int64 {
        switch seconds {
        case .constant(let value): value
        case .narrow(let stream, let base): base &+ Int64(stream[slot])
        case .plain(let offset): Int64(bitPattern: bytes.word(at: offset &+ slot &<< 3))
        }
    }

    @inline(__always)
    func nanosecond(at slot: Int) -> Int32 {
        guard let offset = nanosecondsOffset else { return 0 }
        return Int32(bitPattern: bytes.quarter(at: offset &+ slot &<< 2))
    }

    /// Calls with the moment of every row of a set that has one, in order.
    @inline(__always)
    func forEach(in live: RowSet, _ body: (Int, ColumnInstant) -> Void) {
        live.forEachSlot { body($0, value(at: $0)) }
    }
}
