import TestSupport
import Testing

@testable import Values

@Suite struct DatetimeValueTests {
    struct Cases: Decodable {
        struct Valid: Decodable {
            var text: String
            var instant: String
            var zone: String
        }
        struct Invalid: Decodable {
            var text: String
            var fault: String
            var at: Int
            var suggestion: String?
        }
        var valid: [Valid]
        var invalid: [Invalid]
    }

    @Test func acceptedFormsHaveTheirInstant() throws {
        for entry in try cases("datetime", as: Cases.self).valid {
            let value = withBytes(entry.text) { try? DatetimeValue.parse($0) }
            #expect(value?.instant.description == entry.instant, "\(entry.text)")
            #expect(value.map { "\($0.zone)" } == entry.zone, "\(entry.text)")
        }
    }

    @Test func refusedFormsNameThePartAndItsPlace() throws {
        for entry in try cases("datetime", as: Cases.self).invalid {
            var fault: DatetimeFault?
            withBytes(entry.text) { text in
                do throws(DatetimeFault) {
                    _ = try DatetimeValue.parse(text)
                } catch { fault = error }
            }
            #expect(fault?.part.rawValue == entry.fault, "\(entry.text)")
            #expect(fault?.offset == entry.at, "\(entry.text)")
            let suggestion = withBytes(entry.text) { DatetimeSuggestion.correction(of: $0) }
            #expect(suggestion == entry.suggestion, "\(entry.text)")
        }
    }

    @Test func everyPartHasItsWords() {
        for part in DatetimeFault.Part.allCases {
            #expect(DatetimeFault(part, at: 4).expected.hasSuffix(" at character 5"))
        }
    }

    /// Every day of the calendar in three spellings, counted one by one.
    @Test func everyDayFollowsTheDayBefore() throws {
        var days = -719_162
        var weekday = 0
        var week = 1
        var weekYear = 1
        for year in 1...9999 where year % 97 == 1 || year % 400 < 2 || (1968...2032).contains(year)
        {
            if year > 1, CivilDay(year: year, month: 1, day: 1).daysSince1970 != days {
                // Years between were skipped: take up the count from the calendar's own rule.
                let before = year - 1
                days = before * 365 + before / 4 - before / 100 + before / 400 - 719_162
            }
            weekday = (days + 719_162) % 7
            // The week of 1 January, by the rule that Thursday decides.
            let firstThursday = (3 - weekday + 7) % 7 + 1
            (weekYear, week) = firstThursday <= 4 ? (year, 1) : (year - 1, 0)
            var dayOfYear = 0
            let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (month, length) in lengths.enumerated() {
                for day in 1...length {
                    dayOfYear += 1
                    let y = padded(year, 4)
                    let expected = Int64(days) * 86_400
                    try expectDay("\(y)-\(padded(month + 1, 2))-\(padded(day, 2))", expected)
                    try expectDay("\(y)-\(padded(dayOfYear, 3))", expected)
                    if week > 0, weekYear == year, month < 11 {
                        try expectDay("\(y)-W\(padded(week, 2))-\(weekday + 1)", expected)
                    }
                    days += 1
                    weekday += 1
                    if weekday == 7 {
                        weekday = 0
                        week += 1
                        weekYear = year
                    }
                }
            }
        }
    }

    private func expectDay(_ text: String, _ seconds: Int64) throws {
        let value = try? withBytes(text) { try DatetimeValue.parse($0) }
        guard value?.instant == Instant(seconds: seconds, nanoseconds: 0) else {
            Issue.record("\(text): \(String(describing: value)), expected \(seconds)")
            throw CancellationError()
        }
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// The quick way and the general way agree, and printing is the way back.
    @Test func randomDatetimesKeepTheirInstant() {
        var random = SeededGenerator(seed: 20_250_301)
        for _ in 0..<5000 {
            let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
            let digits = Int.random(in: 0...9, using: &random)
            var scale: Int32 = 1
            for _ in digits..<9 { scale *= 10 }
            let nanoseconds = Int32.random(in: 0...999_999_999, using: &random) / scale * scale
            let instant = Instant(seconds: seconds, nanoseconds: nanoseconds)
            let text = instant.description
            let value = withBytes(text) { try? DatetimeValue.parse($0) }
            #expect(value?.instant == instant, "\(text), seed \(random.seed)")
            let offset = Int64.random(in: -840...840, using: &random)
            let local = Instant(seconds: seconds + offset * 60, nanoseconds: nanoseconds)
            guard (-62_135_596_800...253_402_300_799).contains(local.seconds) else { continue }
            let minutes = Int(abs(offset))
            let shifted =
                local.description.dropLast()
                + "\(offset < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
            let other = withBytes(String(shifted)) { try? DatetimeValue.parse($0) }
            #expect(other?.instant == instant, "\(shifted), seed \(random.seed)")
        }
    }

    /// One changed byte: both ways of reading must agree on accepted or refused.
    @Test func theQuickWayAcceptsNothingThatTheGeneralWayRefuses() {
        var random = SeededGenerator(seed: 11)
        let seeds = [
            "2025-03-01T12:00:00Z", "2025-03-01 12:34:56.789+05:30", "2024-02-29t23:59:59,1-14:00",
        ]
        for _ in 0..<30_000 {
            var bytes = Array(seeds[Int.random(in: 0..<seeds.count, using: &random)].utf8)
            for _ in 0...Int.random(in: 0...1, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] =
                    Array("0123456789:-+TtZz., \u{7F}\u{0}/;@".utf8).randomElement(
                        using: &random) ?? 0
            }
            bytes.withUnsafeBytes { text in
                guard let quick = DatetimeValue.parseCommon(text) else { return }
                var reader = DatetimeReader(text)
                let general = try? { () throws(DatetimeFault) -> DatetimeValue in
                    try reader.read()
                    return try reader.value()
                }()
                #expect(general == quick, "\(String(decoding: text, as: UTF8.self))")
            }
        }
    }

    @Test func instantsOfLeapSecondsLieBetweenTheirNeighbours() throws {
        let texts = [
            "2016-12-31T23:59:59.999999999Z", "2016-12-31T23:59:60Z", "2016-12-31T23:59:60.5Z",
            "2017-01-01T00:00:00Z",
        ]
        let instants = try texts.map { text in try withBytes(text) { try DatetimeValue.parse($0) } }
        #expect(instants.map(\.instant) == instants.map(\.instant).sorted())
        #expect(Set(instants.map(\.instant)).count == 4)
    }

    @Test func epochNumbersAreRecognised() {
        let known = [
            ("1740830400", "2025-03-01T12:00:00Z", "seconds"),
            ("1740830400.25", "2025-03-01T12:00:00.25Z", "seconds"),
            ("1740830400123", "2025-03-01T12:00:00.123Z", "milliseconds"),
            ("1740830400123456", "2025-03-01T12:00:00.123456Z", "microseconds"),
            ("9999999999999999999", "2286-11-20T17:46:39.999999999Z", "nanoseconds"),
            ("1740830400123456789", "2025-03-01T12:00:00.123456789Z", "nanoseconds"),
        ]
        for (text, datetime, unit) in known {
            let epoch = withBytes(text) { DatetimeSuggestion.epoch($0) }
            #expect(epoch?.datetime == datetime)
            #expect(epoch?.unit == unit)
        }
        for text in [
            "", "0", "20250301", "0740830400", "17408304000", "1740830400x", "1740830400.",
        ] {
            #expect(withBytes(text) { DatetimeSuggestion.epoch($0) } == nil, "\(text)")
        }
    }
}
