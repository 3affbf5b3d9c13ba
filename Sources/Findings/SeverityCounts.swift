/// How many findings there are of each severity.
public struct SeverityCounts: Sendable, Equatable {
    /// Number of errors.
    public var errors = 0
    /// Number of warnings.
    public var warnings = 0
    /// Number of notices.
    public var notices = 0

    /// No findings.
    public init() {}

    /// All findings.
    public var total: Int { errors + warnings + notices }

    /// The number of findings of one severity.
    public subscript(severity: Severity) -> Int {
        get {
            switch severity {
            case .error: errors
            case .warning: warnings
            case .notice: notices
            }
        }
        set {
            switch severity {
            case .error: errors = newValue
            case .warning: warnings = newValue
            case .notice: notices = newValue
            }
        }
    }

    /// Adds the counts of another.
    public static func += (a: inout SeverityCounts, b: SeverityCounts) {
        a.errors += b.errors
        a.warnings += b.warnings
        a.notices += b.notices
    }
}
