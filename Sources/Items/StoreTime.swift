import Values

/// An instant of the store's own clock, such as when an item was created.
public struct StoreTime: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public var microseconds: Int64

    /// Makes an instant.
    ///
    /// - Parameter microseconds: since 1970-01-01T00:00:00Z.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Takes what a store holds; nil for what no clock says: a time outside of the years 1 to 9999.
    package init?(stored microseconds: Int64) {
        // -62,135,596,800 and 253,402,300,799 seconds: the first of year 1 and the last of year 9999.
        guard (-62_135_596_800_000_000...253_402_300_799_999_999).contains(microseconds) else {
            return nil
        }
        self.init(microseconds: microseconds)
    }

    /// Whether an instant comes before another.
    public static func < (a: StoreTime, b: StoreTime) -> Bool { a.microseconds < b.microseconds }

    /// Seconds since 1970-01-01T00:00:00Z, rounded down.
    public var seconds: Int64 {
        let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return rest < 0 ? seconds - 1 : seconds
    }

    /// Nanoseconds behind that second.
    public var nanoseconds: Int32 {
        let rest = microseconds % 1_000_000
        return Int32(truncatingIfNeeded: (rest < 0 ? rest + 1_000_000 : rest) * 1_000)
    }

    /// The instant in UTC as RFC 3339 writes it, with as many fraction digits as it has:
    /// `2025-03-01T12:00:00.5Z`.
    public var description: String {
        Instant(seconds: seconds, nanoseconds: nanoseconds).description
    }
}
