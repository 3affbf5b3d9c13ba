/// Text inside XML 1.0 elements and attributes.
enum XMLText {
    /// A text with the characters of markup as entities, and with U+FFFD in place of those that
    /// XML 1.0 forbids even as entities.
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
            case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
