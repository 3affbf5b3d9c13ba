/// Limits of one JSON document.
public struct JSONLimits: Sendable {
    /// The deepest nesting of arrays and objects, in levels.
    public var depth: Int
    /// The most values and keys.
    public var tokens: Int

    /// - Parameters:
    ///   - depth: the deepest nesting, in levels.
    ///   - tokens: the most values and keys; without it as many as the text has.
    public init(depth: Int = JSONLimits.depthMax, tokens: Int = .max) {
        self.depth = depth
        self.tokens = tokens
    }

    /// 10,000 levels: PostgreSQL 15 with its default stack refuses somewhere between 6,000 and
    /// 20,000, and no metadata comes near it.
    public static let depthMax = 10_000
    /// 268,435,455 bytes: the longest string, and the largest array or object, that a `jsonb` holds
    /// (28 bits of length in PostgreSQL's `JEntry`).
    public static let jsonbElementBytesMax = 0x0FFF_FFFF
    /// 4 GiB less one byte: tokens keep 32-bit offsets.
    public static let documentBytesMax = Int(UInt32.max) - 1

    /// 8,388,608 values and keys of one item: a tape of 128 MiB, as long as its text may be. 10 MB of
    /// metadata have room for less than half of them, and a million URLs need no more than that.
    public static let itemTokensMax = 1 << 23

    /// The limits of an item of an upload, which strangers write and several threads read at once.
    public static let item = JSONLimits(tokens: itemTokensMax)
    /// The limits used everywhere unless a caller says otherwise.
    public static let standard = JSONLimits()
}
