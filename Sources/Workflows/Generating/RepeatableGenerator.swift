/// Random numbers that are the same in every run and on every machine (SplitMix64).
struct RepeatableGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// - Parameters:
    ///   - seed: what the numbers depend on.
    ///   - stream: numbers of another stream are different ones.
    init(seed: UInt64, stream: UInt64 = 0) {
        state = seed
        state = next() ^ (stream &* 0x9E37_79B9_7F4A_7C15)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A number from 0 up to a bound, which is left out. The bias of a small bound does not matter here,
    /// and unlike the library's own way this one never changes.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next() % UInt64(max(bound, 1)))
    }

    /// Whether something happens that happens so often in a hundred.
    mutating func percent(_ chance: Int) -> Bool { below(100) < chance }

    /// One of some things.
    mutating func element<Element>(of list: [Element]) -> Element { list[below(list.count)] }
}
