import Values

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

extension Instant {
    /// The day behind the one of this moment in UTC: `2025-03-06`.
    var nextDay: String {
        let (next, overflow) = seconds.addingReportingOverflow(86_400)
        return overflow ? "" : String(Instant(seconds: next).description.prefix(10))
    }
}
