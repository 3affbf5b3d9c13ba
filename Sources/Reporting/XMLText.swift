import Text

/// Text inside XML 1.0 elements and attributes.
enum XMLText {
    /// A text with the characters of markup as entities, and with visible escapes (`\u001b`) in place
    /// of those that XML 1.0 forbids even as entities, or that a terminal would obey.
    ///
    /// - Parameter isAttribute: whether line ends and tabs are kept as entities, which attributes
    ///   need.
    static func escaped(_ text: String, isAttribute: Bool = false) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += isAttribute ? "&quot;" : "\""
            case "\n": result += isAttribute ? "&#10;" : "\n"
            case "\t": result += isAttribute ? "&#9;" : "\t"
            case "\r": result += "&#13;"
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            case _ where TerminalText.isUnsafe(scalar):
                result += TerminalText.escaped(String(scalar))
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
