/// UTF-8 text of which nothing can steer a terminal: what would is written as JSON escapes it.
///
/// In JSON the escapes mean the same characters, so that a JSON text stays what it is.
public enum TerminalBytes {
    /// The control characters of a text that stay as they are.
    public enum Kept: Sendable {
        /// Those below the space: in JSON they only ever stand between values.
        case spacesOfJSON
        /// Line ends, with a carriage return or without, and tabs: what lays out text of several lines.
        case layout
    }

    /// Appends a text with its unsafe characters escaped.
    ///
    /// - Parameters:
    ///   - utf8: the text; bytes that are not UTF-8 stay as they are.
    ///   - kept: the control characters that are no danger where the text goes.
    ///   - bytes: what the text is appended to.
    public static func append(
        _ utf8: UnsafeRawBufferPointer, keeping kept: Kept, to bytes: inout [UInt8]
    ) {
        var start = 0
        var index = 0
        while index < utf8.count {
            if (0x20..<0x7F).contains(utf8[index]) {
                index += 1
                continue
            }
            let (scalar, length) = scalar(at: index, in: utf8)
            if let scalar, TerminalText.isUnsafe(scalar), !keeps(scalar, at: index, in: utf8, kept)
            {
                bytes.append(contentsOf: utf8[start..<index])
                bytes.append(contentsOf: UnicodeEscape.short(scalar).utf8)
                start = index + length
            }
            index += length
        }
        bytes.append(contentsOf: utf8[start...])
    }

    /// A JSON text with escapes for what would steer a terminal.
    public static func escape(json text: inout [UInt8]) {
        // Nearly every text has nothing to escape, and most of them are ASCII.
        guard text.contains(where: { $0 >= 0x7F }) else { return }
        var safe: [UInt8] = []
        safe.reserveCapacity(text.count)
        text.withUnsafeBytes { append($0, keeping: .spacesOfJSON, to: &safe) }
        text = safe
    }

    private static func keeps(
        _ scalar: Unicode.Scalar, at index: Int, in utf8: UnsafeRawBufferPointer, _ kept: Kept
    ) -> Bool {
        switch (kept, scalar) {
        case (.spacesOfJSON, _): scalar.value < 0x20
        case (.layout, "\n"), (.layout, "\t"): true
        case (.layout, "\r"): index + 1 < utf8.count && utf8[index + 1] == UInt8(ascii: "\n")
        case (.layout, _): false
        }
    }

    /// The character at a place, and its bytes; none of more than three bytes is unsafe.
    private static func scalar(
        at index: Int, in utf8: UnsafeRawBufferPointer
    ) -> (Unicode.Scalar?, length: Int) {
        let first = UInt32(utf8[index])
        func continuation(_ distance: Int) -> UInt32? {
            guard index + distance < utf8.count else { return nil }
            let byte = UInt32(utf8[index + distance])
            return byte & 0xC0 == 0x80 ? byte & 0x3F : nil
        }
        switch first {
        case ..<0x80: return (Unicode.Scalar(first), 1)
        case 0xC2..<0xE0:
            guard let second = continuation(1) else { return (nil, 1) }
            return (Unicode.Scalar((first & 0x1F) << 6 | second), 2)
        case 0xE0..<0xF0:
            guard let second = continuation(1), let third = continuation(2) else { return (nil, 1) }
            return (Unicode.Scalar((first & 0x0F) << 12 | second << 6 | third), 3)
        default: return (nil, 1)
        }
    }
}
