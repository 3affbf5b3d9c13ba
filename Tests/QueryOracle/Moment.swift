/// A moment as the oracle counts it.
package struct Moment: Hashable, Comparable, Sendable {
    /// Whole seconds since the first of January of the year 1, leap seconds left out.
    var seconds: Int
    /// Whether it lies in the leap second that follows that second.
    var isLeap: Bool
    /// 0 to 999,999,999 billionths of a second.
    var nanoseconds: Int

    /// Days from 0001-01-01 to 1970-01-01.
    private static let daysBefore1970 = 719_162

    /// A moment as stores count it.
    ///
    /// - Parameters:
    ///   - unixSeconds: seconds since 1970-01-01, leap seconds left out.
    ///   - nanoseconds: from 1,000,000,000 on for the leap second that follows.
    package init(unixSeconds: Int64, nanoseconds: Int32) {
        seconds = Int(unixSeconds) + Moment.daysBefore1970 * 86_400
        isLeap = nanoseconds >= 1_000_000_000
        self.nanoseconds = Int(nanoseconds) % 1_000_000_000
    }

    package static func < (a: Moment, b: Moment) -> Bool {
        (a.seconds, a.isLeap ? 1 : 0, a.nanoseconds) < (b.seconds, b.isLeap ? 1 : 0, b.nanoseconds)
    }

    /// Reads a datetime by the rules of the value types: the shape of its parts first, each digit
    /// written as `d`, then what the digits say.
    ///
    /// - Returns: nil for every text that is not accepted.
    package init?(_ text: [Unicode.Scalar]) {
        let split = text.firstIndex { "Tt ".unicodeScalars.contains($0) }
        let date = Array(text[..<(split ?? text.endIndex)])
        guard let (days, isBasic) = Moment.days(date) else { return nil }
        self.init(days: days, seconds: 0, isLeap: false, nanoseconds: 0)
        if let split {
            let rest = Array(text[(split + 1)...])
            guard let moment = Moment(days, isBasic, time: rest) else { return nil }
            self = moment
        }
        let last = Moment.days(before: 10_000) * 86_400
        guard seconds >= 0, seconds < last else { return nil }
    }

    private init(days: Int, seconds: Int, isLeap: Bool, nanoseconds: Int) {
        self.seconds = days * 86_400 + seconds
        self.isLeap = isLeap
        self.nanoseconds = nanoseconds
    }

    // MARK: Days

    static func isLeapYear(_ year: Int) -> Bool {
        year % 400 == 0 || year % 4 == 0 && year % 100 != 0
    }

    /// Days from the first of January of the year 1 to that of a year.
    static func days(before year: Int) -> Int {
        let years = year - 1
        return years * 365 + years / 4 - years / 100 + years / 400
    }

    private static func monthLengths(_ year: Int) -> [Int] {
        [31, isLeapYear(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    }

    /// The Monday of the week that has the fourth of January in it.
    private static func firstMonday(_ year: Int) -> Int {
        let fourth = days(before: year) + 3
        return fourth - fourth % 7
    }

    private static func days(_ date: [Unicode.Scalar]) -> (days: Int, isBasic: Bool)? {
        let digits = numbers(date)
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        let shape = shape(date)
        guard shape.hasPrefix("dddd") else { return nil }
        let year = number(0..<4)
        guard year >= 1 else { return nil }
        switch shape {
        case "dddd-dd-dd", "dddddddd":
            let (month, day) = (number(4..<6), number(6..<8))
            guard (1...12).contains(month), day >= 1, day <= monthLengths(year)[month - 1] else {
                return nil
            }
            let before = monthLengths(year)[..<(month - 1)].reduce(0, +)
            return (days(before: year) + before + day - 1, shape == "dddddddd")
        case "dddd-Wdd-d", "ddddWddd":
            let (week, day) = (number(4..<6), number(6..<7))
            let monday = firstMonday(year) + (week - 1) * 7
            guard week >= 1, monday < firstMonday(year + 1), (1...7).contains(day) else {
                return nil
            }
            return (monday + day - 1, shape == "ddddWddd")
        case "dddd-ddd", "ddddddd":
            let day = number(4..<7)
            guard day >= 1, day <= (isLeapYear(year) ? 366 : 365) else { return nil }
            return (days(before: year) + day - 1, shape == "ddddddd")
        default: return nil
        }
    }

    // MARK: Times

    private init?(_ days: Int, _ isBasic: Bool, time text: [Unicode.Scalar]) {
        let end = text.firstIndex { "Zz+-".unicodeScalars.contains($0) } ?? text.endIndex
        let point = text[..<end].firstIndex { ".,".unicodeScalars.contains($0) }
        let clock = Array(text[..<(point ?? end)])
        let fraction = point.map { Array(text[($0 + 1)..<end]) }
        guard let offset = Moment.offset(Array(text[end...])) else { return nil }
        let digits = Moment.numbers(clock)
        switch Moment.shape(clock) {
        case "dd:dd": if fraction != nil { return nil }
        case "dd:dd:dd": break
        case "dddd": if !isBasic || fraction != nil { return nil }
        case "dddddd": if !isBasic { return nil }
        default: return nil
        }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        let second = digits.count > 4 ? digits[4] * 10 + digits[5] : 0
        var nanoseconds = 0
        if let fraction {
            let places = Moment.numbers(fraction)
            guard (1...9).contains(fraction.count), places.count == fraction.count else {
                return nil
            }
            for place in 0..<9 {
                nanoseconds = nanoseconds * 10 + (place < places.count ? places[place] : 0)
            }
        }
        guard minute < 60, second <= 60, hour <= 24 else { return nil }
        if hour == 24, minute + second + nanoseconds > 0 { return nil }
        self.init(
            days: days, seconds: hour * 3600 + (minute - offset) * 60 + min(second, 59),
            isLeap: second == 60, nanoseconds: nanoseconds)
        if isLeap {
            guard seconds % 86_400 == 86_399, Moment.leapDays.contains(seconds / 86_400) else {
                return nil
            }
        }
    }

    /// Minutes east of Greenwich; 0 for no text.
    private static func offset(_ text: [Unicode.Scalar]) -> Int? {
        guard let sign = text.first else { return 0 }
        let rest = Array(text.dropFirst())
        if "Zz".unicodeScalars.contains(sign) { return rest.isEmpty ? 0 : nil }
        guard ["dd", "dddd", "dd:dd"].contains(shape(rest)) else { return nil }
        let digits = numbers(rest) + [0, 0]
        let (hours, minutes) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard minutes < 60, hours * 60 + minutes <= 14 * 60 else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
    }

    /// The days that ended with a leap second.
    private static let leapDays: Set<Int> = {
        let june = [1972, 1981, 1982, 1983, 1985, 1992, 1993, 1994, 1997, 2012, 2015]
        let december =
            Array(1972...1979) + [1987, 1989, 1990, 1995, 1998, 2005, 2008, 2016]
        return Set(
            june.map { days(before: $0) + (isLeapYear($0) ? 182 : 181) - 1 }
                + december.map { days(before: $0 + 1) - 1 })
    }()

    // MARK: Characters

    private static func shape(_ text: [Unicode.Scalar]) -> String {
        String(String.UnicodeScalarView(text.map { ("0"..."9").contains($0) ? "d" : $0 }))
    }

    private static func numbers(_ text: [Unicode.Scalar]) -> [Int] {
        text.filter { ("0"..."9").contains($0) }.map { Int($0.value) - 48 }
    }
}
