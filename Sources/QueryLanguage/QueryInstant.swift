import CanonicalJSON

/// A moment in time, exact to the nanosecond.
public struct QueryInstant: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z, rounded down.
    public var seconds: Int64
    /// Nanoseconds behind that second, 0 to 999,999,999; within a leap second 1,000,000,000 more.
    public var nanoseconds: Int32

    /// - Parameters:
    ///   - seconds: seconds since 1970-01-01T00:00:00Z, rounded down.
    ///   - nanoseconds: nanoseconds behind that second; in a leap second 1,000,000,000 more.
    public init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Earlier moments first.
    public static func < (a: QueryInstant, b: QueryInstant) -> Bool {
        a.seconds != b.seconds ? a.seconds < b.seconds : a.nanoseconds < b.nanoseconds
    }
}

/// Reads the texts of datetimes, uuids and users, and places, in queries and in documents.
///
/// Validation knows these formats, and a query must read them exactly as it does; so the caller
/// passes its functions in.
public struct LiteralReader: Sendable {
    /// The moment of a datetime text (UTF-8); nil if it is not accepted.
    public var instant: @Sendable (UnsafeRawBufferPointer) -> QueryInstant?
    /// The lower-case form of a uuid text (UTF-8); nil if it is not accepted.
    public var uuid: @Sendable (UnsafeRawBufferPointer) -> String?
    /// Whether a text (UTF-8) names a user.
    public var isUser: @Sendable (UnsafeRawBufferPointer) -> Bool
    /// Whether the value at a token is a place with both coordinates in their ranges.
    public var isPlace: @Sendable (JSONTape, Int) -> Bool

    /// - Parameters:
    ///   - instant: the moment of a datetime text (UTF-8); nil if it is not accepted.
    ///   - uuid: the lower-case form of a uuid text (UTF-8); nil if it is not accepted.
    ///   - isUser: whether a text (UTF-8) names a user.
    ///   - isPlace: whether the value at a token is a place with both coordinates in their ranges.
    public init(
        instant: @escaping @Sendable (UnsafeRawBufferPointer) -> QueryInstant?,
        uuid: @escaping @Sendable (UnsafeRawBufferPointer) -> String?,
        isUser: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool,
        isPlace: @escaping @Sendable (JSONTape, Int) -> Bool
    ) {
        self.instant = instant
        self.uuid = uuid
        self.isUser = isUser
        self.isPlace = isPlace
    }

    func instant(_ text: String) -> QueryInstant? {
        Array(text.utf8).withUnsafeBytes(instant)
    }

    func uuid(_ text: String) -> String? {
        Array(text.utf8).withUnsafeBytes(uuid)
    }
}
