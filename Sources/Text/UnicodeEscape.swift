/// Characters as JSON escapes them by their numbers.
public enum UnicodeEscape {
    /// One `\\uXXXX` for each UTF-16 unit of a character, in lower case.
    public static func text(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { "\\u" + String($0, radix: 16).zeroPadded(to: 4) }.joined()
    }

    /// The short escape of line feed, carriage return and tab, else ``text(_:)``.
    public static func short(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: text(scalar)
        }
    }
}
