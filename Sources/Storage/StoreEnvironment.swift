public import Items

/// What a store needs from the world around it and never reads by itself.
public struct StoreEnvironment: Sendable {
    /// The time that goes into `created` and `updated`; asked once a transaction.
    public var now: @Sendable () -> StoreTime
    /// Two random words for a new item's id; asked once an item.
    public var random: @Sendable () -> (UInt64, UInt64)

    /// - Parameters:
    ///   - now: the current time.
    ///   - random: two random words, never the same twice.
    public init(
        now: @escaping @Sendable () -> StoreTime, random: @escaping @Sendable () -> (UInt64, UInt64)
    ) {
        self.now = now
        self.random = random
    }

    /// A new folder's id.
    package func makeID(at time: StoreTime) -> ItemID {
        var ids = ids(at: time)
        return ids.next(random: random())
    }

    /// The ids of the items that one transaction stores.
    package func ids(at time: StoreTime) -> ItemIDSequence {
        ItemIDSequence(milliseconds: time.microseconds / 1_000)
    }
}
