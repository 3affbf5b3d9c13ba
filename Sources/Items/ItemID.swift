/// The identity of a stored item: the 16 bytes of a UUID.
public struct ItemID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Bytes 0 to 7, big-endian.
    public let high: UInt64
    /// Bytes 8 to 15, big-endian.
    public let low: UInt64

    /// Takes the two halves of a UUID as they are.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes a UUID of version 7 (RFC 9562): its order is the order in time, so that the store's
    /// index grows at its end.
    ///
    /// - Parameters:
    ///   - milliseconds: since 1970-01-01 UTC; the low 48 bits are used.
    ///   - random: two random words; 74 of their bits are used.
    public init(milliseconds: Int64, random: (UInt64, UInt64)) {
        let time = UInt64(bitPattern: milliseconds) << 16
        high = time | 0x7000 | (random.0 & 0x0FFF)
        low = 0x8000_0000_0000_0000 | (random.1 & 0x3FFF_FFFF_FFFF_FFFF)
    }

    /// Reads 8-4-4-4-12 hexadecimal digits, any case; nil for anything else.
    public init?(_ text: some StringProtocol) {
        var halves: (UInt64, UInt64) = (0, 0)
        var digits = 0
        var length = 0
        for byte in text.utf8 {
            length += 1
            if length == 9 || length == 14 || length == 19 || length == 24 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            guard digits < 32 else { return nil }
            if digits < 16 {
                halves.0 = halves.0 << 4 | UInt64(digit)
            } else {
                halves.1 = halves.1 << 4 | UInt64(digit)
            }
            digits += 1
        }
        guard length == 36 else { return nil }
        self.init(high: halves.0, low: halves.1)
    }

    /// Reads 16 bytes; nil for any other number of bytes.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// Hands over the 16 bytes.
    @inlinable
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
        -> Result
    {
        let words = (high.bigEndian, low.bigEndian)
        return try withUnsafeBytes(of: words, body)
    }

    /// The UUID in lower case: `0190b3c2-7e1f-7a44-9d3e-2f1b6c5a4e90`.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        withBytes { bytes in
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    text.append(UInt8(ascii: "-"))
                }
                for digit in [byte >> 4, byte & 0xF] {
                    text.append(
                        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
                }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The order of the sixteen bytes, which is that of the text.
    public static func < (a: ItemID, b: ItemID) -> Bool {
        (a.high, a.low) < (b.high, b.low)
    }
}
