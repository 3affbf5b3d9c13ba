/// Something that a query means and that may not be what was meant: it runs all the same.
public struct QueryNotice: Sendable, Hashable {
    /// What may surprise.
    public enum Kind: Sendable, Hashable {
        /// A day where moments are compared with `=`, `!=` or `IN`: it is its midnight in UTC.
        ///
        /// - Parameters:
        ///   - key: the operand as it is written.
        ///   - day: the day as it is written.
        ///   - next: the day after, `2025-03-06`.
        case dayIsItsMidnight(key: String, day: String, next: String)
        /// `IS NOT NULL`, which missing values pass as well.
        case missingIsNotNull(key: String)
    }

    /// What may surprise.
    public let kind: Kind
    /// The bytes (UTF-8 offsets) of the filter that are meant.
    public let range: Range<Int>

    init(_ kind: Kind, at range: Range<Int>) {
        self.kind = kind
        self.range = range
    }

    /// Whether it is told only to those who ask how a query is read.
    public var isDetail: Bool {
        switch kind {
        case .dayIsItsMidnight: false
        case .missingIsNotNull: true
        }
    }

    /// One sentence, and what to write instead.
    public var message: String {
        switch kind {
        case .dayIsItsMidnight(let key, let day, let next):
            let day = FilterPrinter.text(.string(day))
            let next = FilterPrinter.text(.string(next))
            return "\(day) is the first moment of that day in UTC; the whole day is "
                + "\(key) >= \(day) AND \(key) < \(next)"
        case .missingIsNotNull(let key):
            return "\(key) IS NOT NULL is also true where \(key) is missing; "
                + "where there is a value is \(key) IS SET"
        }
    }
}

extension QueryInstant {
    /// The day behind the one of this moment in UTC: `2025-03-06`.
    var nextDay: String {
        // Days since 0000-03-01: years that begin in March end with the leap day.
        let (days, overflow) = seconds.addingReportingOverflow(86_400 + 719_468 * 86_400)
        guard !overflow, days >= 0 else { return "" }
        let number = Int(days / 86_400)
        let era = number / 146_097
        let day = number % 146_097
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let parts = (
            year: year + era * 400 + (month >= 10 ? 1 : 0),
            month: month < 10 ? month + 3 : month - 9,
            day: dayOfYear - (153 * month + 2) / 5 + 1
        )
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(width - digits.count, 0)) + digits
        }
        return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
    }
}
