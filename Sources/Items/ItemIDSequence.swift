/// New ids, each greater than the one before: UUIDs of version 7 (RFC 9562, section 6.2, method 1).
///
/// The ids of an import come from one sequence, so that the index of a store grows at its end. Behind
/// the time stands a counter that begins somewhere in its lower half, and behind that 44 random bits.
public struct ItemIDSequence: Sendable {
    /// 30 bits: all of `rand_a` and the top 18 of `rand_b`. An import of 500 million items does not
    /// reach its end.
    public static let counterBits = 30

    /// Milliseconds since 1970-01-01 UTC.
    private var milliseconds: Int64
    /// What the last id has; nil before the first.
    private var counter: UInt64?

    /// Begins a sequence.
    ///
    /// - Parameter milliseconds: since 1970-01-01 UTC; the low 48 bits are used.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Goes on behind an id with a count.
    package init(milliseconds: Int64, counter: UInt64) {
        self.milliseconds = milliseconds
        self.counter = counter
    }

    /// The next id.
    ///
    /// - Parameter random: two random words. The first is where a counter begins, so only that of the
    ///   first id counts; 44 bits of the second end the id.
    public mutating func next(random: (UInt64, UInt64)) -> ItemID {
        let end: UInt64 = 1 << UInt64(ItemIDSequence.counterBits)
        var count = counter.map { $0 + 1 } ?? ItemIDSequence.start(random.0)
        if count == end {
            milliseconds &+= 1
            count = ItemIDSequence.start(random.0)
        }
        counter = count
        let time = UInt64(bitPattern: milliseconds) << 16
        return ItemID(
            high: time | 0x7000 | (count >> 18),
            low: 0x8000_0000_0000_0000 | (count & 0x3_FFFF) << 44 | (random.1 & 0xFFF_FFFF_FFFF))
    }

    /// A place in the lower half of the counter, so that many ids follow before its end.
    private static func start(_ random: UInt64) -> UInt64 {
        random >> UInt64(64 - counterBits + 1)
    }
}
