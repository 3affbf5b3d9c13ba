import QueryLanguage
import Validation
import Values

extension QueryInstant {
    /// The moment in UTC, `2025-03-01T12:00:00Z`, with as many fraction digits as it has.
    public var text: String { Instant(seconds: seconds, nanoseconds: nanoseconds).description }
}
