/// How bad a finding is.
public enum Severity: String, Sendable, Comparable, CaseIterable {
    /// Worth knowing, nothing to change.
    case notice
    /// Probably a mistake; the upload would go through.
    case warning
    /// The upload, or a part of it, would fail or be stored wrongly.
    case error

    /// A notice is less than a warning, a warning less than an error.
    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    /// 0 for a notice, 1 for a warning, 2 for an error.
    var rank: Int {
        switch self {
        case .notice: 0
        case .warning: 1
        case .error: 2
        }
    }
}
