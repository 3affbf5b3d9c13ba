/// The numbers of one segment.
public struct NumberSegment: Sendable {
    enum Storage: Sendable {
        case constant(Double)
        /// Each value is an integer divided by a power of ten.
        case narrow(NarrowStream, base: Int64, power: Double)
        /// Floats from an offset on.
        case plain(offset: Int)
    }

    /// 2^49: up to here an integer that was divided by a power of ten and multiplied by one again
    /// is the same after rounding.
    static let narrowMagnitudeMax: Int64 = 1 << 49

    let storage: Storage
    let bytes: SegmentBytes
    /// The rows with a number.
    let present: RowSet
    /// The smallest and the largest number.
    let low: Double
    let high: Double
    /// The rows whose float does not say it all, with their decimals.
    let exact: ExactTexts

    init(_ source: SegmentSource) throws(ColumnFault) {
        let header = source.header
        bytes = source.bytes
        present = source.states.present
        if case .numbers(let first, let last) = header.range.bounds {
            (low, high) = (first, last)
        } else {
            (low, high) = (0, 0)
        }
        if let stream = NarrowStream(source) {
            let base = Int64(bitPattern: header.base.0)
            guard
                (-NumberSegment.narrowMagnitudeMax...NumberSegment.narrowMagnitudeMax).contains(
                    base),
                header.base.1 == 0
            else { throw ColumnFault(.value, at: 72) }
            storage = .narrow(
                stream, base: base, power: NumberSegment.power(of: header.decimalPlaces))
        } else if header.encoding == .constant {
            let constant = Double(bitPattern: header.base.0)
            guard !constant.isNaN, header.base.1 == 0 else { throw ColumnFault(.value, at: 72) }
            storage = .constant(constant)
        } else {
            storage = .plain(offset: source.layout.values.lowerBound)
        }
        exact = try ExactTexts(source)
    }

    /// Ten to the power of a number of decimal places, 0 to 22: an exact float.
    static func power(of decimalPlaces: Int) -> Double {
        var power = 1.0
        for _ in 0..<decimalPlaces { power *= 10 }
        return power
    }

    /// The number of a row.
    ///
    /// - Parameter slot: the place of the row.
    /// - Returns: nil for a row without a number.
    public subscript(slot: Int) -> Double? {
        present.contains(slot) ? value(at: slot) : nil
    }

    /// The number of a row of the segment that has one.
    @inline(__always)
    func value(at slot: Int) -> Double {
        switch storage {
        case .constant(let value): value
        case .narrow(let stream, let base, let power):
            Double(base &+ Int64(stream[slot])) / power
        case .plain(let offset): Double(bitPattern: bytes.word(at: offset &+ slot &<< 3))
        }
    }

    /// The exact decimal of a row where its float is the nearest one of it, but not the shortest
    /// text of that float says it.
    ///
    /// - Returns: a number as JSON writes it; nil where the shortest text of the float is exact.
    public func exactText(at slot: Int) -> [UInt8]? { exact.text(at: slot) }

    /// Calls with the number of every row of a set that has one, in order.
    @inline(__always)
    func forEach(in live: RowSet, _ body: (Int, Double) -> Void) {
        switch storage {
        case .constant(let value): live.forEachSlot { body($0, value) }
        case .narrow(let stream, let base, let power):
            stream.forEach(in: live) { body($0, Double(base &+ Int64($1)) / power) }
        case .plain(let offset):
            withExtendedLifetime(bytes) {
                let values = (bytes.start + offset).assumingMemoryBound(to: Double.self)
                live.forEachSlot { body($0, values[$0]) }
            }
        }
    }
}
