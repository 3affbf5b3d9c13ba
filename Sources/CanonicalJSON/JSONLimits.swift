/// Limits of one JSON document.
public struct JSONLimits: Sendable {
    /// The deepest nesting of arrays and objects, in levels.
    public var depth: Int

    /// - Parameter depth: the deepest nesting, in levels.
    public init(depth: Int = JSONLimits.depthMax) {
        self.depth = depth
    }

    /// 10,000 levels: PostgreSQL 15 with its default stack refuses somewhere between 6,000 and
    /// 20,000, and no metadata comes near it.
    public static let depthMax = 10_000
    /// 268,435,455 bytes: the longest string, and the largest array or object, that a `jsonb` holds
    /// (28 bits of length in PostgreSQL's `JEntry`).
    public static let jsonbElementBytesMax = 0x0FFF_FFFF
    /// 4 GiB less one byte: tokens keep 32-bit offsets.
    public static let documentBytesMax = Int(UInt32.max) - 1

    /// The limits used everywhere unless a caller says otherwise.
    public static let standard = JSONLimits()
}
