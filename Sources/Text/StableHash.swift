/// FNV-1a with 64 bits: the hash that store files and baselines contain, so it never changes.
///
/// It finds candidates and notices edited files; it does not protect against anybody. Whoever finds
/// a match by it compares the bytes as well.
public struct StableHash: Hashable, Sendable {
    /// The hash of everything combined so far.
    public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of nothing yet.
    public init() {}

    /// The hash of some bytes.
    public init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { combine(byte) }
    }

    /// Appends one byte to what is hashed.
    @inline(__always)
    public mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    /// Appends bytes to what is hashed.
    public mutating func combine(_ bytes: some Sequence<UInt8>) {
        var hash = value
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        value = hash
    }

    /// The hash as 16 hexadecimal digits.
    public var hexadecimal: String {
        String(value, radix: 16).zeroPadded(to: 16)
    }

    /// The hash of a list of URLs: of the URLs joined with LF, which no URL contains.
    public static func ofURLs(_ urls: some Sequence<String>) -> UInt64 {
        var hash = StableHash()
        var isFirst = true
        for url in urls {
            if !isFirst { hash.combine(0x0A) }
            isFirst = false
            for byte in url.utf8 { hash.combine(byte) }
        }
        return hash.value
    }
}
