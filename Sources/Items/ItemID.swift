public import Values

/// The identity of a stored item: a uuid.
public struct ItemID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The uuid itself.
    public let value: UUIDValue

    /// Bytes 0 to 7, big-endian.
    public var high: UInt64 { value.high }
    /// Bytes 8 to 15, big-endian.
    public var low: UInt64 { value.low }

    /// Takes a uuid as it is.
    public init(_ value: UUIDValue) {
        self.value = value
    }

    /// Takes the two halves of a UUID as they are.
    public init(high: UInt64, low: UInt64) {
        value = UUIDValue(high: high, low: low)
    }

    /// Reads 8-4-4-4-12 hexadecimal digits, any case; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let value = UUIDValue(text) else { return nil }
        self.value = value
    }

    /// Reads 16 bytes; nil for any other number of bytes.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        self.init(
            high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    /// Hands over the 16 bytes.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
        -> Result
    {
        let words = (high.bigEndian, low.bigEndian)
        return try withUnsafeBytes(of: words, body)
    }

    /// The UUID in lower case: `0190b3c2-7e1f-7a44-9d3e-2f1b6c5a4e90`.
    public var description: String { value.description }

    /// The order of the sixteen bytes, which is that of the text.
    public static func < (a: ItemID, b: ItemID) -> Bool { a.value < b.value }
}
