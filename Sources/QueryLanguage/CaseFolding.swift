/// Upper and lower case taken as the same: what `ILIKE`, `CONTAINS`, `STARTS WITH`, `MATCHES` do.
///
/// Every character is replaced by its lower-case one (the first character of it, where it has
/// several), and `ς` by `σ`. Accents count. Lengths in characters stay.
public enum CaseFolding {
    /// A text with case folded.
    public static func folded(_ text: String) -> UTF8Text {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var copy = text
        copy.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
        return UTF8Text(bytes: bytes)
    }

    /// Appends the folded form of some UTF-8 text.
    static func append(_ text: UnsafeRawBufferPointer, to folded: inout [UInt8]) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                folded.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
                index += 1
                continue
            }
            let end = min(index + UTF8Scalars.length(leading: byte), text.count)
            let scalar = fold(UTF8Scalars.scalar(text, at: index))
            folded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            index = end
        }
    }

    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        return lower == "ς" ? "σ" : lower
    }
}

/// Characters of UTF-8 text that is known to be valid; broken text gives some character, no trap.
enum UTF8Scalars {
    /// Bytes of the character that begins with a byte.
    static func length(leading byte: UInt8) -> Int {
        byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }

    /// The character that begins at an offset.
    static func scalar(_ text: UnsafeRawBufferPointer, at index: Int) -> Unicode.Scalar {
        let lead = text[index]
        if lead < 0x80 { return Unicode.Scalar(lead) }
        let length = length(leading: lead)
        guard length > 1, index + length <= text.count else { return "\u{FFFD}" }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    /// Number of characters.
    static func count(_ text: UnsafeRawBufferPointer) -> Int {
        var count = 0
        for byte in text where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
