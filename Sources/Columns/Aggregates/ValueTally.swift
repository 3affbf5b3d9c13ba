/// How often each value occurs: the counts behind a facet, and behind a number of distinct values.
///
/// A value is two words, see the `addCounts` of each kind of segment.
public struct ValueTally: Sendable {
    /// A value of two words.
    public struct Key: Hashable, Sendable {
        /// The bits of a float; the bits of the seconds of a moment; the first half of a uuid.
        public let high: UInt64
        /// 0 for a float; the nanoseconds of a moment; the last half of a uuid.
        public let low: UInt64
    }

    /// The values in the order in which they came first.
    public private(set) var keys: [Key] = []
    /// How often each of ``keys`` occurs.
    public private(set) var counts: [Int] = []
    /// Positions in ``keys`` by hash, open addressing; -1 for a free place.
    private var places = [Int32](repeating: -1, count: 64)
    private let seed = UInt64(bitPattern: Int64(Hasher().finalize())) | 1

    /// A tally of nothing.
    public init() {}

    /// Number of different values.
    public var distinctCount: Int { keys.count }

    /// Counts a value.
    ///
    /// - Parameters:
    ///   - high: the first word of the value.
    ///   - low: its second word.
    ///   - count: how often it occurs.
    public mutating func add(_ high: UInt64, _ low: UInt64 = 0, count: Int = 1) {
        let key = Key(high: high, low: low)
        let place = place(of: key)
        let index = places[place]
        guard index < 0 else { return counts[Int(index)] += count }
        places[place] = Int32(truncatingIfNeeded: keys.count)
        keys.append(key)
        counts.append(count)
        if keys.count * 2 >= places.count { grow() }
    }

    private func place(of key: Key) -> Int {
        let mask = places.count &- 1
        let mixed = ((key.high ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15))
        let hash = (mixed.high ^ mixed.low ^ key.low) &* (seed &* 0xBF58_476D_1CE4_E5B9 | 1)
        var place = Int(truncatingIfNeeded: hash &>> 32) & mask
        while true {
            let index = places[place]
            if index < 0 || keys[Int(index)] == key { return place }
            place = (place &+ 1) & mask
        }
    }

    private mutating func grow() {
        places = [Int32](repeating: -1, count: places.count * 2)
        for (index, key) in keys.enumerated() {
            places[place(of: key)] = Int32(truncatingIfNeeded: index)
        }
    }
}

extension NumberSegment {
    /// Counts the rows of each number. The words are the bits of the float, and 0.
    ///
    /// - Parameters:
    ///   - tally: where to count.
    ///   - among: the rows to count.
    public func addCounts(to tally: inout ValueTally, among: RowSet) {
        let live = among.intersection(present)
        forEachCount(in: live) { tally.add($0.bitPattern, count: $1) }
    }

    /// Calls with numbers and how often they occur; a number may come more than once.
    @inline(__always)
    func forEachCount(in live: RowSet, _ body: (Double, Int) -> Void) {
        switch storage {
        case .constant(let value): if !live.isEmpty { body(value, live.count) }
        case .narrow(let stream, let base, let power) where stream.width < 4:
            let limit = Int(stream.limit) + 1
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: limit) { table in
                table.initialize(repeating: 0)
                stream.forEach(in: live) { table[Int($1)] &+= 1 }
                for code in 0..<limit where table[code] > 0 {
                    body(Double(base &+ Int64(code)) / power, Int(table[code]))
                }
            }
        default: forEach(in: live) { body($1, 1) }
        }
    }
}

extension InstantSegment {
    /// Counts the rows of each moment. The words are the bits of the seconds, and the nanoseconds.
    ///
    /// - Parameters:
    ///   - tally: where to count.
    ///   - among: the rows to count.
    public func addCounts(to tally: inout ValueTally, among: RowSet) {
        forEach(in: among.intersection(present)) { _, value in
            tally.add(
                UInt64(bitPattern: value.seconds), UInt64(truncatingIfNeeded: value.nanoseconds))
        }
    }
}

extension UUIDSegment {
    /// Counts the rows of each uuid. The words are its halves.
    ///
    /// - Parameters:
    ///   - tally: where to count.
    ///   - among: the rows to count.
    public func addCounts(to tally: inout ValueTally, among: RowSet) {
        forEach(in: among.intersection(present)) { _, value in tally.add(value.high, value.low) }
    }
}
