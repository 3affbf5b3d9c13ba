/// A day of the Gregorian calendar, used for all of history.
package struct CivilDay: Equatable {
    package var year: Int
    package var month: Int
    package var day: Int

    package init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day that lies a number of days behind 1970-01-01, in the years 0 to 10,000.
    ///
    /// The year is counted from March, so that the leap day is its last.
    package init(daysSince1970: Int) {
        let days = daysSince1970 + CivilDay.daysFromMarch0To1970
        let era = days / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days from 1970-01-01 to this day, for the years 1 to 9999.
    package var daysSince1970: Int {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let era = yearFromMarch / 400
        let yearOfEra = yearFromMarch - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - CivilDay.daysFromMarch0To1970
    }

    /// 719,468 days from 0000-03-01 to 1970-01-01.
    private static let daysFromMarch0To1970 = 719_468

    package static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days of a month, 1 to 12.
    package static func daysInMonth(_ month: Int, of year: Int) -> Int {
        month == 2 ? (isLeap(year) ? 29 : 28) : 30 + (month + month >> 3) & 1
    }

    /// Days from 1970-01-01 to the Monday of a year's first ISO week, the one with 4 January.
    package static func firstWeek(of year: Int) -> Int {
        let fourth = CivilDay(year: year, month: 1, day: 4).daysSince1970
        // 1970-01-01 was a Thursday; 7,000,000 is a multiple of 7 that keeps the sum positive.
        return fourth - (fourth + 3 + 7_000_000) % 7
    }

    /// Weeks of an ISO year, 52 or 53.
    package static func weeks(in year: Int) -> Int {
        let fourth = CivilDay(year: year, month: 12, day: 28).daysSince1970
        return (fourth - firstWeek(of: year)) / 7 + 1
    }
}
