import Text

/// Strings as YAML text.
enum YAMLString {
    /// 1,000 characters: the parser takes only keys of up to 1,024 without a question mark.
    static let keyLengthMax = 1000

    /// A text as it can stand anywhere in YAML: without quotes when every reader takes it for that
    /// text, otherwise in double quotes.
    static func written(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    /// A text in double quotes; JSON's escapes, and those for characters that YAML does not allow
    /// or takes for line ends.
    static func quoted(_ text: String) -> String {
        escaped(JSONString.quoted(text))
    }

    /// JSON text with an escape for every character that YAML would not take as it is, or that a
    /// terminal would obey. Such characters only ever stand in strings.
    static func escaped(_ json: String) -> String {
        var result = ""
        for scalar in json.unicodeScalars {
            if isAllowed(scalar), scalar.value < 0x20 || !TerminalText.isUnsafe(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += UnicodeEscape.text(scalar)
            }
        }
        return result
    }

    /// Whether a character may stand in a YAML text (section 5.1 of YAML 1.1).
    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
            0x10000...0x10FFFF:
            true
        default: false
        }
    }

    /// Letters, digits and a few signs, beginning with a letter and not with a word that YAML
    /// knows.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, isLetter(first), bytes.last != UInt8(ascii: " ") else {
            return false
        }
        let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
        return !words.contains(text.lowercased())
            && bytes.allSatisfy { isLetter($0) || " -._/0123456789".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
