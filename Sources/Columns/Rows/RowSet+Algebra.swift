extension RowSet {
    /// The slots that are in both sets.
    public func intersection(_ other: RowSet) -> RowSet {
        switch (storage, other.storage) {
        case (.none, _), (_, .none): return .none(of: Swift.max(capacity, other.capacity))
        case (.all, .all): return .all(of: Swift.min(capacity, other.capacity))
        case (.all, .bits) where capacity >= other.capacity: return other
        case (.bits, .all) where other.capacity >= capacity: return self
        default: return combined(with: other, of: Swift.min(capacity, other.capacity), &)
        }
    }

    /// The slots that are in one of the sets or in both.
    public func union(_ other: RowSet) -> RowSet {
        switch (storage, other.storage) {
        case (.none, _) where other.capacity >= capacity: return other
        case (_, .none) where capacity >= other.capacity: return self
        case (.all, _) where capacity >= other.capacity: return self
        case (_, .all) where other.capacity >= capacity: return other
        default: return combined(with: other, of: Swift.max(capacity, other.capacity), |)
        }
    }

    /// The slots that are in this set and not in the other one.
    public func subtracting(_ other: RowSet) -> RowSet {
        switch (storage, other.storage) {
        case (.none, _), (_, .none): return self
        case (_, .all) where other.capacity >= capacity: return .none(of: capacity)
        default: return combined(with: other, of: capacity) { $0 & ~$1 }
        }
    }

    /// The slots within the capacity that are not in this set.
    public var inverted: RowSet {
        switch storage {
        case .none: .all(of: capacity)
        case .all: .none(of: capacity)
        case .bits: RowSet.all(of: capacity).subtracting(self)
        }
    }

    private func combined(
        with other: RowSet, of capacity: Int, _ operation: (UInt64, UInt64) -> UInt64
    ) -> RowSet {
        RowSet.make(capacity) { operation(word($0), other.word($0)) }
    }

    /// A set of computed words.
    ///
    /// - Parameters:
    ///   - capacity: number of slots that can be in it.
    ///   - word: the bits of 64 slots; those beyond the capacity do not count.
    @inline(__always)
    static func make(_ capacity: Int, _ word: (Int) -> UInt64) -> RowSet {
        let count = wordCount(capacity)
        guard count > 0 else { return .none(of: capacity) }
        var some: UInt64 = 0
        let words = [UInt64](unsafeUninitializedCapacity: count) { buffer, initialized in
            for index in 0..<(count &- 1) {
                let bits = word(index)
                some |= bits
                buffer.initializeElement(at: index, to: bits)
            }
            var bits = word(count &- 1)
            if capacity & 63 != 0 { bits &= mask(capacity & 63) }
            some |= bits
            buffer.initializeElement(at: count &- 1, to: bits)
            initialized = count
        }
        return RowSet(capacity, some == 0 ? .none : .bits(words))
    }

    /// The slots of this set for which computed words have a bit; words without a slot of this set
    /// are not computed.
    @inline(__always)
    func filtered(_ word: (Int) -> UInt64) -> RowSet {
        switch storage {
        case .none: return self
        case .all: return RowSet.make(capacity, word)
        case .bits(let words):
            return words.withUnsafeBufferPointer { words in
                RowSet.make(capacity) { index in
                    let alive = words[index]
                    return alive == 0 ? 0 : word(index) & alive
                }
            }
        }
    }

    /// Calls for every slot in order.
    @inline(__always)
    func forEachSlot(_ body: (Int) -> Void) {
        switch storage {
        case .none: return
        case .all: for slot in 0..<capacity { body(slot) }
        case .bits(let words):
            for index in words.indices {
                var rest = words[index]
                while rest != 0 {
                    body(index &<< 6 &+ rest.trailingZeroBitCount)
                    rest &= rest &- 1
                }
            }
        }
    }
}
