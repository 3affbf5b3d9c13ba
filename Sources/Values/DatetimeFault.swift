/// Why a text is not a datetime, and where.
public struct DatetimeFault: Error, Equatable, Sendable {
    /// The part that is wrong.
    public enum Part: String, Sendable, CaseIterable {
        // The form: something is missing, too much, or of the wrong shape.
        case date, monthForm, dayForm, weekForm, separator, timeForm, fraction, offsetForm, trailing
        // The range: a number that no calendar or clock has.
        case year, month, day, dayOfYear, week, weekday, hour, endOfDay, minute, second
        case leapSecond, offset, instant
    }

    /// What is wrong.
    public var part: Part
    /// Bytes of the text before the faulty part.
    public var offset: Int

    /// Names a fault.
    public init(_ part: Part, at offset: Int) {
        self.part = part
        self.offset = offset
    }

    /// Whether the form is right and only a number is out of range.
    public var isRange: Bool {
        switch part {
        case .date, .monthForm, .dayForm, .weekForm, .separator, .timeForm, .fraction, .offsetForm,
            .trailing:
            false
        default: true
        }
    }

    /// What should stand at the place, in words that fit behind "expected".
    public var expected: String {
        "\(words) at character \(offset + 1)"
    }

    private var words: String {
        switch part {
        case .date: "an ISO 8601 date such as 2025-03-01"
        case .monthForm: "a month of two digits, a day of the year of three, or a week"
        case .dayForm: "a day of two digits"
        case .weekForm: "a week such as W09 and a day of the week"
        case .separator: "T or one space between date and time"
        case .timeForm: "a time such as 12:00 or 12:00:00"
        case .fraction: "a fraction of 1 to 9 digits"
        case .offsetForm: "Z or an offset such as +02:00"
        case .trailing: "the end of the text"
        case .year: "a year from 0001 to 9999"
        case .month: "a month from 01 to 12"
        case .day: "a day that the month has"
        case .dayOfYear: "a day of the year from 001 to 365, or 366 in a leap year"
        case .week: "a week that the year has, from 01 to 52 or 53"
        case .weekday: "a day of the week from 1 to 7"
        case .hour: "an hour from 00 to 24"
        case .endOfDay: "nothing but zeros behind hour 24"
        case .minute: "a minute from 00 to 59"
        case .second: "a second from 00 to 59"
        case .leapSecond: "a second from 00 to 59, as UTC had no leap second there"
        case .offset: "an offset of at most 14:00, with minutes from 00 to 59"
        case .instant: "an instant in the years 0001 to 9999 in UTC"
        }
    }
}
