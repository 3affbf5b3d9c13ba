/// A set of slots of one segment.
///
/// None, all of the first ``capacity`` slots, or one bit a slot. Sets of different capacities go
/// together: what lies beyond the capacity of a set is not in it.
public struct RowSet: Sendable {
    enum Storage: Sendable {
        case none
        case all
        /// One bit a slot, 64 a word; bits beyond the capacity are zero.
        case bits([UInt64])
    }

    /// Number of slots that can be in the set, at most ``SegmentRows/countMax``.
    public let capacity: Int
    var storage: Storage

    /// A set without a slot.
    ///
    /// - Parameter capacity: number of slots that can be in it.
    public static func none(of capacity: Int) -> RowSet { RowSet(capacity, .none) }

    /// The set of the first slots.
    ///
    /// - Parameter capacity: how many.
    public static func all(of capacity: Int) -> RowSet {
        RowSet(capacity, capacity == 0 ? .none : .all)
    }

    /// A set of some slots.
    ///
    /// - Parameters:
    ///   - slots: in any order; those that the capacity has no place for are left out.
    ///   - capacity: number of slots that can be in it.
    public init(_ slots: some Sequence<Int>, of capacity: Int) {
        var words = [UInt64](repeating: 0, count: RowSet.wordCount(capacity))
        for slot in slots where slot >= 0 && slot < capacity {
            words[slot >> 6] |= 1 << UInt64(slot & 63)
        }
        self.init(capacity: capacity, words: words)
    }

    /// A set of the bits of words, the lowest bit first.
    ///
    /// - Parameters:
    ///   - capacity: number of slots that can be in it.
    ///   - words: one bit a slot; missing words are zero, bits beyond the capacity are left out.
    public init(capacity: Int, words: [UInt64]) {
        var words = words
        let count = RowSet.wordCount(capacity)
        if words.count > count { words.removeLast(words.count - count) }
        while words.count < count { words.append(0) }
        if capacity & 63 != 0 { words[count - 1] &= RowSet.mask(capacity & 63) }
        self.init(capacity, words.contains { $0 != 0 } ? .bits(words) : .none)
    }

    init(_ capacity: Int, _ storage: Storage) {
        self.capacity = capacity
        self.storage = storage
    }

    static func wordCount(_ capacity: Int) -> Int { (capacity &+ 63) >> 6 }

    /// The lowest `count` bits, 0 to 63 of them.
    @inline(__always)
    static func mask(_ count: Int) -> UInt64 { (1 &<< UInt64(truncatingIfNeeded: count)) &- 1 }

    // MARK: Looking

    /// Whether no slot is in the set.
    public var isEmpty: Bool {
        if case .none = storage { return true }
        return false
    }

    /// Number of slots in the set.
    public var count: Int {
        switch storage {
        case .none: return 0
        case .all: return capacity
        case .bits(let words):
            var count = 0
            for word in words { count &+= word.nonzeroBitCount }
            return count
        }
    }

    /// The first slot of the set; nil for an empty set.
    public var first: Int? {
        switch storage {
        case .none: return nil
        case .all: return 0
        case .bits(let words):
            for (index, word) in words.enumerated() where word != 0 {
                return index << 6 + word.trailingZeroBitCount
            }
            return nil
        }
    }

    /// Whether a slot is in the set.
    public func contains(_ slot: Int) -> Bool {
        guard slot >= 0, slot < capacity else { return false }
        switch storage {
        case .none: return false
        case .all: return true
        case .bits(let words): return words[slot >> 6] >> UInt64(slot & 63) & 1 == 1
        }
    }

    /// The bits of 64 slots; zero beyond the capacity.
    ///
    /// - Parameter index: the number of the first slot divided by 64.
    @inline(__always)
    func word(_ index: Int) -> UInt64 {
        let slot = index &<< 6
        guard slot < capacity else { return 0 }
        switch storage {
        case .none: return 0
        case .all: return capacity &- slot >= 64 ? ~0 : RowSet.mask(capacity &- slot)
        case .bits(let words): return words[index]
        }
    }

    /// The set as words, the lowest bit first: 64 slots a word.
    public var words: [UInt64] { (0..<RowSet.wordCount(capacity)).map { word($0) } }
}

extension RowSet: Equatable {
    /// Whether the same slots are in two sets, whatever their capacities.
    public static func == (a: RowSet, b: RowSet) -> Bool {
        let count = RowSet.wordCount(Swift.max(a.capacity, b.capacity))
        return (0..<count).allSatisfy { a.word($0) == b.word($0) }
    }
}

extension RowSet: Sequence {
    /// Gives the slots in their order.
    public struct Iterator: IteratorProtocol {
        private let set: RowSet
        private let wordCount: Int
        private var index = 0
        private var rest: UInt64

        init(_ set: RowSet) {
            self.set = set
            wordCount = set.isEmpty ? 0 : RowSet.wordCount(set.capacity)
            rest = set.word(0)
        }

        /// The next slot; nil at the end.
        public mutating func next() -> Int? {
            while rest == 0 {
                index &+= 1
                guard index < wordCount else { return nil }
                rest = set.word(index)
            }
            let slot = index &<< 6 &+ rest.trailingZeroBitCount
            rest &= rest &- 1
            return slot
        }
    }

    /// The slots in their order.
    public func makeIterator() -> Iterator { Iterator(self) }

    /// Never more than ``count``, and quick to tell.
    public var underestimatedCount: Int { 0 }
}
