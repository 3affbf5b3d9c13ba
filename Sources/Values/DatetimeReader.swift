/// Reads any accepted form of a datetime: first the form, then the ranges.
struct DatetimeReader {
    /// A number of the text and where it stands.
    private struct Number {
        var value = 0
        var offset = 0
    }

    private enum DateForm { case calendar, week, ordinal }

    private let text: UnsafeRawBufferPointer
    private var position = 0

    private var form = DateForm.calendar
    private var isBasic = false
    private var year = Number()
    /// The month, or the week.
    private var month = Number()
    /// The day of the month, week or year.
    private var day = Number()
    private var hasTime = false
    private var hour = Number()
    private var minute = Number()
    private var second = Number()
    private var nanoseconds = 0
    private var hasOffset = false
    private var offsetIsNegative = false
    private var offsetHours = Number()
    private var offsetMinutes = Number()

    init(_ text: UnsafeRawBufferPointer) {
        self.text = text
    }

    // MARK: Form

    /// Reads the parts; their ranges are judged by ``value()``.
    mutating func read() throws(DatetimeFault) {
        try readDate()
        guard position < text.count else { return }
        switch text[position] {
        case UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " "): position += 1
        default: throw DatetimeFault(.separator, at: position)
        }
        hasTime = true
        try readTime()
        try readOffset()
        if position < text.count {
            throw DatetimeFault(hasOffset ? .trailing : .offsetForm, at: position)
        }
    }

    private mutating func readDate() throws(DatetimeFault) {
        switch digitCount(from: 0) {
        case 4:
            year = number(4)
            if take(UInt8(ascii: "W")) {
                isBasic = true
                try readWeek()
            } else if take(UInt8(ascii: "-")) {
                try readExtendedDate()
            } else {
                throw DatetimeFault(.date, at: 0)
            }
        case 7:
            isBasic = true
            form = .ordinal
            year = number(4)
            day = number(3)
        case 8:
            isBasic = true
            year = number(4)
            month = number(2)
            day = number(2)
        default: throw DatetimeFault(.date, at: 0)
        }
    }

    private mutating func readExtendedDate() throws(DatetimeFault) {
        if take(UInt8(ascii: "W")) { return try readWeek() }
        switch digitCount(from: position) {
        case 2:
            month = number(2)
            guard take(UInt8(ascii: "-")), digitCount(from: position) == 2 else {
                throw DatetimeFault(.dayForm, at: position)
            }
            day = number(2)
        case 3:
            form = .ordinal
            day = number(3)
        default: throw DatetimeFault(.monthForm, at: position)
        }
    }

    /// Reads what follows the `W`.
    private mutating func readWeek() throws(DatetimeFault) {
        form = .week
        let start = position
        let digits = digitCount(from: position)
        guard digits == (isBasic ? 3 : 2) else { throw DatetimeFault(.weekForm, at: start) }
        month = number(2)
        if !isBasic {
            guard take(UInt8(ascii: "-")), digitCount(from: position) == 1 else {
                throw DatetimeFault(.weekForm, at: start)
            }
        }
        day = number(1)
    }

    private mutating func readTime() throws(DatetimeFault) {
        let start = position
        let digits = digitCount(from: position)
        if isBasic, digits == 4 || digits == 6 {
            hour = number(2)
            minute = number(2)
            guard digits == 6 else { return }
            second = number(2)
            return try readFraction()
        }
        guard digits == 2 else { throw DatetimeFault(.timeForm, at: start) }
        hour = number(2)
        guard take(UInt8(ascii: ":")), digitCount(from: position) == 2 else {
            throw DatetimeFault(.timeForm, at: start)
        }
        minute = number(2)
        guard take(UInt8(ascii: ":")) else { return }
        guard digitCount(from: position) == 2 else { throw DatetimeFault(.timeForm, at: start) }
        second = number(2)
        try readFraction()
    }

    private mutating func readFraction() throws(DatetimeFault) {
        guard take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) else { return }
        let digits = digitCount(from: position)
        guard (1...9).contains(digits) else { throw DatetimeFault(.fraction, at: position) }
        nanoseconds = number(digits).value
        for _ in digits..<9 { nanoseconds *= 10 }
    }

    private mutating func readOffset() throws(DatetimeFault) {
        guard position < text.count else { return }
        if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) {
            hasOffset = true
            return
        }
        let start = position
        offsetIsNegative = take(UInt8(ascii: "-"))
        guard offsetIsNegative || take(UInt8(ascii: "+")) else {
            throw DatetimeFault(.offsetForm, at: start)
        }
        hasOffset = true
        switch digitCount(from: position) {
        case 2:
            offsetHours = number(2)
            if take(UInt8(ascii: ":")) {
                guard digitCount(from: position) == 2 else {
                    throw DatetimeFault(.offsetForm, at: start)
                }
                offsetMinutes = number(2)
            }
        case 4:
            offsetHours = number(2)
            offsetMinutes = number(2)
        default: throw DatetimeFault(.offsetForm, at: start)
        }
    }

    // MARK: Range

    /// The value of the parts that were read.
    func value() throws(DatetimeFault) -> DatetimeValue {
        let days = try self.days()
        guard hour.value <= 24 else { throw DatetimeFault(.hour, at: hour.offset) }
        if hour.value == 24, minute.value != 0 || second.value != 0 || nanoseconds != 0 {
            throw DatetimeFault(.endOfDay, at: hour.offset)
        }
        guard minute.value <= 59 else { throw DatetimeFault(.minute, at: minute.offset) }
        guard second.value <= 60 else { throw DatetimeFault(.second, at: second.offset) }
        var offset = offsetHours.value * 60 + offsetMinutes.value
        guard offsetMinutes.value <= 59, offset <= DatetimeValue.offsetMinutesMax else {
            throw DatetimeFault(.offset, at: offsetHours.offset - 1)
        }
        if offsetIsNegative { offset = -offset }

        let isLeapSecond = second.value == 60
        let seconds =
            days * 86_400 + hour.value * 3600 + (minute.value - offset) * 60
            + (isLeapSecond ? 59 : second.value)
        if isLeapSecond, !LeapSecond.precedes(midnight: Int64(seconds) + 1) {
            throw DatetimeFault(.leapSecond, at: second.offset)
        }
        guard DatetimeReader.seconds.contains(seconds) else {
            throw DatetimeFault(.instant, at: 0)
        }
        let second = isLeapSecond ? Int(Instant.nanosecondsPerSecond) : 0
        return DatetimeValue(
            instant: Instant(seconds: Int64(seconds), nanoseconds: Int32(nanoseconds + second)),
            zone: hasOffset ? .given : hasTime ? .missing : .dateOnly)
    }

    /// Days from 1970-01-01 to the date.
    private func days() throws(DatetimeFault) -> Int {
        guard year.value >= 1 else { throw DatetimeFault(.year, at: year.offset) }
        switch form {
        case .calendar:
            guard (1...12).contains(month.value) else {
                throw DatetimeFault(.month, at: month.offset)
            }
            let daysInMonth = CivilDay.daysInMonth(month.value, of: year.value)
            guard day.value >= 1, day.value <= daysInMonth else {
                throw DatetimeFault(.day, at: day.offset)
            }
            return CivilDay(year: year.value, month: month.value, day: day.value).daysSince1970
        case .week:
            guard month.value >= 1, month.value <= CivilDay.weeks(in: year.value) else {
                throw DatetimeFault(.week, at: month.offset)
            }
            guard (1...7).contains(day.value) else { throw DatetimeFault(.weekday, at: day.offset) }
            return CivilDay.firstWeek(of: year.value) + (month.value - 1) * 7 + day.value - 1
        case .ordinal:
            let daysInYear = CivilDay.isLeap(year.value) ? 366 : 365
            guard day.value >= 1, day.value <= daysInYear else {
                throw DatetimeFault(.dayOfYear, at: day.offset)
            }
            return CivilDay(year: year.value, month: 1, day: 1).daysSince1970 + day.value - 1
        }
    }

    /// The seconds since 1970 of the years 0001 to 9999.
    private static let seconds =
        CivilDay(year: 1, month: 1, day: 1).daysSince1970
        * 86_400..<(CivilDay(year: 9999, month: 12, day: 31).daysSince1970 + 1) * 86_400

    // MARK: Bytes

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < text.count, text[position] == byte else { return false }
        position += 1
        return true
    }

    private func digitCount(from start: Int) -> Int {
        var end = start
        while end < text.count, text[end] &- 0x30 <= 9 { end += 1 }
        return end - start
    }

    /// Takes digits that ``digitCount(from:)`` has seen, at most 9.
    private mutating func number(_ digits: Int) -> Number {
        var number = Number(value: 0, offset: position)
        for _ in 0..<digits {
            number.value = number.value * 10 + Int(text[position] &- 0x30)
            position += 1
        }
        return number
    }
}
