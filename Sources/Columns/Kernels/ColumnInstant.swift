/// A moment: seconds since 1970 and nanoseconds, which reach 1,999,999,999 within a leap second.
public struct ColumnInstant: Hashable, Sendable, Comparable {
    /// The first second of the year 1.
    public static let secondsMin: Int64 = -62_135_596_800
    /// The last second of the year 9999.
    public static let secondsMax: Int64 = 253_402_300_799
    /// The last nanosecond of a leap second, counted from the second before it.
    public static let nanosecondsMax: Int32 = 1_999_999_999

    /// Seconds since 1970-01-01T00:00:00Z; leap seconds are not counted.
    public var seconds: Int64
    /// Nanoseconds, 0 to ``nanosecondsMax``.
    public var nanoseconds: Int32

    /// - Parameters:
    ///   - seconds: since 1970, in the years 1 to 9999.
    ///   - nanoseconds: 0 to ``nanosecondsMax``.
    @inlinable
    public init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Whether a moment comes before another one.
    @inlinable
    public static func < (a: ColumnInstant, b: ColumnInstant) -> Bool {
        (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
    }

    /// The moment just before; nil where there is none.
    var previous: ColumnInstant? {
        if nanoseconds > 0 { return ColumnInstant(seconds: seconds, nanoseconds: nanoseconds - 1) }
        guard seconds > Int64.min else { return nil }
        return ColumnInstant(seconds: seconds - 1, nanoseconds: .max)
    }

    /// The moment just after; nil where there is none.
    var next: ColumnInstant? {
        if nanoseconds < .max {
            return ColumnInstant(seconds: seconds, nanoseconds: nanoseconds + 1)
        }
        guard seconds < Int64.max else { return nil }
        return ColumnInstant(seconds: seconds + 1, nanoseconds: 0)
    }
}
