/// The leap seconds that were added to UTC.
enum LeapSecond {
    /// Whether a leap second came before a midnight.
    ///
    /// - Parameter midnight: seconds since 1970-01-01T00:00:00Z, a multiple of 86,400.
    static func precedes(midnight: Int64) -> Bool {
        midnights.contains(midnight)
    }

    /// The midnights behind all 27 leap seconds. Source: IERS Bulletin C and its list of leap
    /// seconds; the last one so far is that of 2016-12-31, and none is announced.
    private static let midnights: Set<Int64> = {
        let june = [1972, 1981, 1982, 1983, 1985, 1992, 1993, 1994, 1997, 2012, 2015]
        let december = [
            1972, 1973, 1974, 1975, 1976, 1977, 1978, 1979, 1987, 1989, 1990, 1995, 1998, 2005,
            2008, 2016,
        ]
        let days =
            june.map { CivilDay(year: $0, month: 7, day: 1) }
            + december.map { CivilDay(year: $0 + 1, month: 1, day: 1) }
        return Set(days.map { Int64($0.daysSince1970) * 86_400 })
    }()
}
