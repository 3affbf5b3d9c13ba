/// A value and where its text stands.
///
/// The place is a note for messages: it takes no part in equality, so a filter that is printed and
/// parsed again equals the first one.
public struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
    /// The value.
    public var value: Value
    /// The bytes (UTF-8 offsets) of the text it was read from; empty for a value made by code.
    public var range: Range<Int>

    /// - Parameters:
    ///   - value: the value.
    ///   - range: where it was read, in UTF-8 bytes.
    public init(_ value: Value, at range: Range<Int> = 0..<0) {
        self.value = value
        self.range = range
    }

    /// Whether the values are equal, wherever they stand.
    public static func == (a: Located, b: Located) -> Bool { a.value == b.value }

    /// Hashes the value alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
