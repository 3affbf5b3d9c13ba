/// What a segment holds in short: enough to know that a condition fits none of its rows, or all of
/// them, without looking at one (a zone map).
public struct ValueRange: Hashable, Sendable {
    /// The smallest and the largest value.
    public enum Bounds: Hashable, Sendable {
        /// There is no value, or the kind has no order.
        case none
        /// Of numbers.
        case numbers(low: Double, high: Double)
        /// Of instants: whole seconds since 1970; the nanoseconds of both count as unknown.
        case seconds(low: Int64, high: Int64)
        /// Of the codes of texts; their order is that of the dictionary, not of the texts.
        case codes(low: UInt32, high: UInt32)
        /// Of the first eight bytes of texts or uuids, as big-endian integers.
        case prefixes(low: UInt64, high: UInt64)
        /// Of latitudes and longitudes in degrees.
        case places(south: Double, north: Double, west: Double, east: Double)
        /// Of booleans: how many are true.
        case trueCount(Int)
    }

    /// Number of rows without a value.
    public var missingCount: Int
    /// Number of rows whose value is null.
    public var nullCount: Int
    /// Number of rows with a value of another kind.
    public var otherCount: Int
    /// Number of rows with a value.
    public var presentCount: Int
    /// The smallest and the largest value.
    public var bounds: Bounds

    /// Number of rows.
    public var rowCount: Int { missingCount + nullCount + otherCount + presentCount }

    /// Number of rows in a state.
    public func count(_ state: CellState) -> Int {
        switch state {
        case .missing: missingCount
        case .null: nullCount
        case .other: otherCount
        case .present: presentCount
        }
    }

    /// Whether a number of the segment can lie in a range, both ends included.
    public func canHold(numbers low: Double, _ high: Double) -> Bool {
        guard case .numbers(let first, let last) = bounds else { return false }
        return low <= last && first <= high
    }

    /// Whether an instant of the segment can lie in a range of seconds, both ends included.
    public func canHold(seconds low: Int64, _ high: Int64) -> Bool {
        guard case .seconds(let first, let last) = bounds else { return false }
        return low <= last && first <= high
    }
}

extension ValueRange {
    /// Number of words of a header that hold the bounds.
    static let wordCount = 4

    /// The bounds as four words.
    var words: [UInt64] {
        switch bounds {
        case .none: [0, 0, 0, 0]
        case .numbers(let low, let high): [low.bitPattern, high.bitPattern, 0, 0]
        case .seconds(let low, let high):
            [UInt64(bitPattern: low), UInt64(bitPattern: high), 0, 0]
        case .codes(let low, let high): [UInt64(low), UInt64(high), 0, 0]
        case .prefixes(let low, let high): [low, high, 0, 0]
        case .places(let south, let north, let west, let east):
            [south.bitPattern, north.bitPattern, west.bitPattern, east.bitPattern]
        case .trueCount(let count): [UInt64(truncatingIfNeeded: count), 0, 0, 0]
        }
    }

    /// Reads the bounds of a kind of column; nil for bounds that no segment has.
    static func bounds(
        _ words: [UInt64], of kind: ColumnKind, _ encoding: SegmentEncoding, presentCount: Int
    ) -> Bounds? {
        guard words.count == wordCount else { return nil }
        if presentCount == 0 || kind == .presence || encoding == .unheld {
            return words.allSatisfy { $0 == 0 } ? Bounds.none : nil
        }
        switch kind {
        case .boolean:
            guard words[0] <= UInt64(presentCount) else { return nil }
            return .trueCount(Int(words[0]))
        case .number:
            let (low, high) = (Double(bitPattern: words[0]), Double(bitPattern: words[1]))
            return low <= high ? .numbers(low: low, high: high) : nil
        case .instant:
            let (low, high) = (Int64(bitPattern: words[0]), Int64(bitPattern: words[1]))
            return low <= high ? .seconds(low: low, high: high) : nil
        case .text where encoding.isCoded:
            guard words[0] <= words[1], let low = UInt32(exactly: words[0]),
                let high = UInt32(exactly: words[1])
            else { return nil }
            return .codes(low: low, high: high)
        case .text, .uuid:
            return words[0] <= words[1] ? .prefixes(low: words[0], high: words[1]) : nil
        case .place:
            let degrees = words.map { Double(bitPattern: $0) }
            guard degrees[0] <= degrees[1], degrees[2] <= degrees[3] else { return nil }
            return .places(
                south: degrees[0], north: degrees[1], west: degrees[2], east: degrees[3])
        case .presence: return Bounds.none
        }
    }
}
