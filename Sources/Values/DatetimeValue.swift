/// A value of a datetime key.
///
/// Accepted is what follows, and nothing else:
/// - a date: calendar, week or ordinal, extended or basic (`2025-03-01`, `20250301`, `2025-W09-6`,
///   `2025W096`, `2025-060`, `2025060`), years 0001 to 9999;
/// - alone, which is midnight UTC, or with `T`, `t` or one space and a time `hh:mm[:ss[.f]]`, the
///   fraction of 1 to 9 digits behind a point or comma; behind a basic date the time may be basic
///   too (`hhmm[ss[.f]]`);
/// - behind a time `Z`, `z`, `±hh`, `±hhmm` or `±hh:mm` up to 14:00 (`-00:00` counts as UTC), or
///   nothing, which is UTC as well;
/// - `24:00:00`, the next midnight; second 60 where UTC had a leap second.
///
/// The instant must lie in the years 0001 to 9999 in UTC as well. Year 0000 is refused: ISO 8601
/// leaves it to agreement, and neither PostgreSQL nor Python has it.
public struct DatetimeValue: Equatable, Sendable {
    /// What the text says about the offset from UTC.
    public enum Zone: UInt8, Sendable {
        /// `Z` or an offset.
        case given
        /// A time without an offset.
        case missing
        /// A date alone.
        case dateOnly
    }

    /// The point in time.
    public let instant: Instant
    /// What the text says about the offset.
    public let zone: Zone

    /// 14 hours: the largest offset from UTC in use (Kiribati), in minutes.
    package static let offsetMinutesMax = 14 * 60

    /// Reads a datetime.
    ///
    /// - Parameter text: the UTF-8 bytes of the string, escapes resolved.
    /// - Throws: the first part whose form is wrong; if there is none, the first part out of range.
    public static func parse(
        _ text: UnsafeRawBufferPointer
    ) throws(DatetimeFault) -> DatetimeValue {
        if let value = parseCommon(text) { return value }
        var reader = DatetimeReader(text)
        try reader.read()
        return try reader.value()
    }
}

extension DatetimeValue {
    /// Reads the form that nearly all values have, `YYYY-MM-DDThh:mm:ss[.f](Z|±hh:mm)`, eight bytes
    /// at a time; nil for everything that needs a closer look.
    package static func parseCommon(_ text: UnsafeRawBufferPointer) -> DatetimeValue? {
        guard text.count >= 20, let base = text.baseAddress else { return nil }
        // Digits become 0 to 9 and the signs between them 0; sums with a high bit betray others.
        let date =
            UInt64(littleEndian: base.loadUnaligned(as: UInt64.self))
            ^ 0x2D30_302D_3030_3030  // "0000-00-"
        let time =
            (UInt64(littleEndian: base.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                ^ 0x3030_3A30_3000_3030)  // "00?00:00"
            & 0xFFFF_FFFF_FF00_FFFF
        let separator = base.load(fromByteOffset: 10, as: UInt8.self)
        let tens = base.load(fromByteOffset: 17, as: UInt8.self) &- 0x30
        let ones = base.load(fromByteOffset: 18, as: UInt8.self) &- 0x30
        let bad =
            ((date &+ 0x7F76_767F_7676_7676) | date | (time &+ 0x7676_7F76_767F_7676) | time)
            & 0x8080_8080_8080_8080
        guard bad == 0, tens <= 5, ones <= 9, base.load(fromByteOffset: 16, as: UInt8.self) == 0x3A,
            separator | 0x20 == UInt8(ascii: "t") || separator == UInt8(ascii: " ")
        else { return nil }
        let year = byte(date, 0) &* 1000 &+ byte(date, 1) &* 100 &+ pair(date, 2)
        let month = pair(date, 5)
        let day = pair(time, 0)
        let hour = pair(time, 3)
        let minute = pair(time, 6)
        let second = Int(tens) &* 10 &+ Int(ones)
        guard month >= 1, month <= 12, day >= 1,
            day <= 28 || day <= CivilDay.daysInMonth(month, of: year), hour <= 23, minute <= 59,
            year >= 2, year <= 9998
        else { return nil }

        var next = 19
        var nanoseconds: Int32 = 0
        let mark = base.load(fromByteOffset: 19, as: UInt8.self)
        if mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",") {
            next = 20
            while next < text.count {
                let digit = base.load(fromByteOffset: next, as: UInt8.self) &- 0x30
                guard digit <= 9 else { break }
                guard next < 29 else { return nil }
                nanoseconds = nanoseconds &* 10 &+ Int32(digit)
                next &+= 1
            }
            guard next > 20, next < text.count else { return nil }
            nanoseconds = nanoseconds &* powerOfTen(29 &- next)
        }
        var offset = 0
        let sign = base.load(fromByteOffset: next, as: UInt8.self)
        if text.count == next &+ 1, sign | 0x20 == UInt8(ascii: "z") {
            // UTC.
        } else if text.count == next &+ 6, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            let h1 = base.load(fromByteOffset: next &+ 1, as: UInt8.self) &- 0x30
            let h2 = base.load(fromByteOffset: next &+ 2, as: UInt8.self) &- 0x30
            let m1 = base.load(fromByteOffset: next &+ 4, as: UInt8.self) &- 0x30
            let m2 = base.load(fromByteOffset: next &+ 5, as: UInt8.self) &- 0x30
            guard h1 <= 1, h2 <= 9, m1 <= 5, m2 <= 9,
                base.load(fromByteOffset: next &+ 3, as: UInt8.self) == 0x3A
            else { return nil }
            offset = (Int(h1) &* 10 &+ Int(h2)) &* 60 &+ Int(m1) &* 10 &+ Int(m2)
            guard offset <= offsetMinutesMax else { return nil }
            if sign == UInt8(ascii: "-") { offset = -offset }
        } else {
            return nil
        }
        let days = CivilDay(year: year, month: month, day: day).daysSince1970
        let seconds =
            days &* 86_400 &+ hour &* 3600 &+ (minute &- offset) &* 60 &+ second
        return DatetimeValue(
            instant: Instant(seconds: Int64(seconds), nanoseconds: nanoseconds), zone: .given)
    }

    @inline(__always)
    private static func byte(_ word: UInt64, _ index: UInt64) -> Int {
        Int(truncatingIfNeeded: (word >> (index &* 8)) & 0xFF)
    }

    @inline(__always)
    private static func pair(_ word: UInt64, _ index: UInt64) -> Int {
        byte(word, index) &* 10 &+ byte(word, index &+ 1)
    }

    /// 10 to the power of 0 to 8.
    @inline(__always)
    private static func powerOfTen(_ exponent: Int) -> Int32 {
        var power: Int32 = 1
        for _ in 0..<exponent { power &*= 10 }
        return power
    }
}
