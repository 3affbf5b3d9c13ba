/// A point in time, exact to the nanosecond, in the years 1 to 9999.
///
/// A leap second has an instant of its own, between the second before it and the one behind it.
public struct Instant: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z; leap seconds are not counted, as in POSIX.
    public let seconds: Int64
    /// Nanoseconds into the second, 0 to 999,999,999. Within a leap second 1,000,000,000 more, with
    /// the ``seconds`` of 23:59:59.
    public let nanoseconds: Int32

    /// 1,000,000,000 nanoseconds make a second.
    public static let nanosecondsPerSecond: Int32 = 1_000_000_000

    /// Makes an instant of its two parts.
    @inlinable
    public init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Whether an instant comes before another.
    @inlinable
    public static func < (a: Instant, b: Instant) -> Bool {
        (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
    }

    /// The instant in UTC, such as `2025-03-01T12:00:00Z`, with as many digits of a fraction as it
    /// has, up to nine. A leap second is written as the second 60.
    public var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends ``description`` as ASCII.
    public func append(to text: inout [UInt8]) {
        let isLeapSecond = nanoseconds >= Instant.nanosecondsPerSecond
        var days = Int(seconds) / 86_400
        if Int(seconds) % 86_400 < 0 { days -= 1 }
        let day = CivilDay(daysSince1970: days)
        let secondOfDay = Int(seconds) - days * 86_400
        append(day.year, digits: 4, to: &text)
        text.append(UInt8(ascii: "-"))
        append(day.month, digits: 2, to: &text)
        text.append(UInt8(ascii: "-"))
        append(day.day, digits: 2, to: &text)
        text.append(UInt8(ascii: "T"))
        append(secondOfDay / 3600, digits: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        append(secondOfDay / 60 % 60, digits: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        append(secondOfDay % 60 + (isLeapSecond ? 1 : 0), digits: 2, to: &text)
        var fraction = Int(nanoseconds % Instant.nanosecondsPerSecond)
        if fraction > 0 {
            text.append(UInt8(ascii: "."))
            var digits = 9
            while fraction % 10 == 0 {
                fraction /= 10
                digits -= 1
            }
            append(fraction, digits: digits, to: &text)
        }
        text.append(UInt8(ascii: "Z"))
    }
    /// Appends the decimal digits of a number that is not negative, padded with zeros.
    private func append(_ number: Int, digits: Int, to text: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        for _ in 0..<digits {
            text.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }
}
