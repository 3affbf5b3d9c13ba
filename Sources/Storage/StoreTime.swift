/// An instant of the store's own clock, such as when an item was created.
public struct StoreTime: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public var microseconds: Int64

    /// - Parameter microseconds: since 1970-01-01T00:00:00Z.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    public static func < (a: StoreTime, b: StoreTime) -> Bool { a.microseconds < b.microseconds }

    /// The instant in UTC as RFC 3339 writes it, with as many fraction digits as it has:
    /// `2025-03-01T12:00:00.5Z`.
    public var description: String {
        let (days, microsecondOfDay) = microseconds.flooredQuotientAndRemainder(
            dividingBy: 86_400_000_000)
        let (year, month, day) = StoreTime.date(daysSince1970: days)
        let second = microsecondOfDay / 1_000_000
        var text = "\(StoreTime.pad(year, 4))-\(StoreTime.pad(month, 2))-\(StoreTime.pad(day, 2))T"
        text += StoreTime.pad(second / 3600, 2) + ":" + StoreTime.pad(second / 60 % 60, 2)
        text += ":" + StoreTime.pad(second % 60, 2)
        var fraction = StoreTime.pad(microsecondOfDay % 1_000_000, 6)[...]
        while fraction.last == "0" { fraction.removeLast() }
        return fraction.isEmpty ? text + "Z" : text + "." + fraction + "Z"
    }

    /// The Gregorian date of a day (Howard Hinnant, "chrono-compatible low-level date algorithms").
    private static func date(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = (days + 719_468).flooredQuotientAndRemainder(dividingBy: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func pad(_ number: Int64, _ width: Int) -> String {
        let digits = String(number.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
        return (number < 0 ? "-" : "") + zeros + digits
    }
}

extension Int64 {
    /// The quotient rounded down and the remainder, which is then never negative.
    fileprivate func flooredQuotientAndRemainder(dividingBy divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
