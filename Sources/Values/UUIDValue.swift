import Text

/// A value of a uuid key: 8-4-4-4-12 hexadecimal digits in any case, of any version.
public struct UUIDValue: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The first eight bytes, the first one highest.
    public let high: UInt64
    /// The last eight bytes.
    public let low: UInt64

    /// 36 characters: 32 digits and four dashes.
    @usableFromInline
    package static let length = 36

    /// Makes a uuid of its sixteen bytes.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads a uuid.
    ///
    /// - Parameter text: the UTF-8 bytes of the string, escapes resolved.
    /// - Returns: nil for every other form; ``correction(of:)`` knows some of them.
    public static func parse(_ text: UnsafeRawBufferPointer) -> UUIDValue? {
        isValid(text) ? UUIDValue(valid: text) : nil
    }

    /// Reads a text; nil for every form but 8-4-4-4-12 digits.
    public init?(_ text: some StringProtocol) {
        guard let value = Array(text.utf8).withUnsafeBytes(UUIDValue.parse) else { return nil }
        self = value
    }

    /// The uuid that the 32 hexadecimal digits of a text spell, other characters left out; nil where
    /// there are not as many, or too many others.
    package static func digits(of text: String) -> UUIDValue? {
        let lower = text.lowercased()
        let rest = lower.hasPrefix("urn:uuid:") ? lower.dropFirst(9) : lower[...]
        let digits = rest.unicodeScalars.filter {
            ("0"..."9").contains($0) || ("a"..."f").contains($0)
        }
        guard digits.count == 32, rest.unicodeScalars.count <= 40 else { return nil }
        let text = String(String.UnicodeScalarView(digits))
        return Array(text.utf8).withUnsafeBytes(correction)
    }

    /// Reads a text that ``isValid(_:)`` has judged.
    package init(valid text: UnsafeRawBufferPointer) {
        var halves: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for byte in text where byte != UInt8(ascii: "-") {
            let digit = UInt64(byte & 0x0F &+ (byte >> 6) &* 9)
            if digits < 16 {
                halves.0 = halves.0 << 4 | digit
            } else {
                halves.1 = halves.1 << 4 | digit
            }
            digits &+= 1
        }
        (high, low) = halves
    }

    /// Whether a text is a uuid, eight bytes at a time.
    @inlinable @inline(__always)
    package static func isValid(_ text: UnsafeRawBufferPointer) -> Bool {
        guard text.count == length, let base = text.baseAddress else { return false }
        let dash = UInt8(ascii: "-")
        let dashes =
            (base.load(fromByteOffset: 8, as: UInt8.self) ^ dash)
            | (base.load(fromByteOffset: 13, as: UInt8.self) ^ dash)
            | (base.load(fromByteOffset: 18, as: UInt8.self) ^ dash)
            | (base.load(fromByteOffset: 23, as: UInt8.self) ^ dash)
        // The 32 digits, without regard to their order.
        let four = { (offset: Int) in
            UInt64(base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
        let digits =
            hexadecimalMask(base.loadUnaligned(as: UInt64.self))
            & hexadecimalMask(four(9) << 32 | four(14))
            & hexadecimalMask(four(19) << 32 | four(24))
            & hexadecimalMask(base.loadUnaligned(fromByteOffset: 28, as: UInt64.self))
        return dashes == 0 && digits == 0x8080_8080_8080_8080
    }

    /// The high bit of each byte that is a hexadecimal digit, all bits when all eight are.
    @inlinable @inline(__always)
    package static func hexadecimalMask(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let ascii = word & (0x7F &* ones)
        let lower = ascii | (0x20 &* ones)
        let isDigit = (ascii &+ (0x50 &* ones)) & ~(ascii &+ (0x46 &* ones))
        let isLetter = (lower &+ (0x1F &* ones)) & ~(lower &+ (0x19 &* ones))
        return (isDigit | isLetter) & ~word & 0x8080_8080_8080_8080
    }

    /// The uuid that a text surely means: without braces, `urn:uuid:` or spaces around, with dashes
    /// where there are none.
    public static func correction(of text: UnsafeRawBufferPointer) -> UUIDValue? {
        var inner = text.trimmingSpaces
        if inner.count > 9,
            UnsafeRawBufferPointer(rebasing: inner[..<9]).elementsEqual(
                "urn:uuid:".utf8, by: { $0 == $1 || $0 | 0x20 == $1 })
        {
            inner = UnsafeRawBufferPointer(rebasing: inner[9...])
        }
        if inner.first == UInt8(ascii: "{"), inner.last == UInt8(ascii: "}"), inner.count > 2 {
            inner = UnsafeRawBufferPointer(rebasing: inner[1..<inner.count - 1])
        }
        if let value = parse(inner) { return value }
        guard inner.count == length - 4 else { return nil }
        var dashed: [UInt8] = []
        for (index, byte) in inner.enumerated() {
            if index == 8 || index == 12 || index == 16 || index == 20 {
                dashed.append(UInt8(ascii: "-"))
            }
            dashed.append(byte)
        }
        return dashed.withUnsafeBytes { parse($0) }
    }

    /// The canonical form, in lower case.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(UUIDValue.length)
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends ``description`` as ASCII.
    public func append(to text: inout [UInt8]) {
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 {
                text.append(UInt8(ascii: "-"))
            }
            let half = index < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - index % 16 * 4)) & 0x0F
            text.append(digit < 10 ? digit + 0x30 : digit + 0x57)
        }
    }

    /// The order of the sixteen bytes, which is that of the canonical text.
    @inlinable
    public static func < (a: UUIDValue, b: UUIDValue) -> Bool {
        (a.high, a.low) < (b.high, b.low)
    }
}
