/// Writes JSON string literals with the escapes of the canonical form: `\"`, `\\`, `\b`, `\f`,
/// `\n`, `\r`, `\t`, and `\u00xx` for the other control bytes.
public enum JSONStringWriter {
    /// Appends a text as a JSON string literal, quotes included.
    ///
    /// - Parameters:
    ///   - text: any text.
    ///   - bytes: what the literal is appended to, in UTF-8.
    public static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { append(utf8: UnsafeRawBufferPointer($0), to: &bytes) }
    }

    /// Appends the bytes of a text as a JSON string literal, quotes included.
    ///
    /// - Parameters:
    ///   - utf8: UTF-8 text; it is not checked.
    ///   - bytes: what the literal is appended to.
    public static func append(utf8: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        for i in 0..<utf8.count {
            let byte = utf8[i]
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
            bytes.append(contentsOf: utf8[start..<i])
            bytes.append(contentsOf: escape(byte))
            start = i + 1
        }
        bytes.append(contentsOf: utf8[start...])
        bytes.append(UInt8(ascii: "\""))
    }

    /// A text as a JSON string literal, quotes included.
    public static func literal(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func escape(_ byte: UInt8) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 6) { buffer, count in
            count = buffer.baseAddress.map { StringEscapes.escape(byte, to: $0) } ?? 0
        }
    }
}
