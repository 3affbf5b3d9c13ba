/// Small rules for texts that are shown to people.
enum Text {
    /// Whether a character can be shown as it is, and is seen.
    static func isPrintable(_ character: Unicode.Scalar) -> Bool {
        switch character.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator, .nonspacingMark, .enclosingMark:
            false
        case .spaceSeparator: character == " "
        default: true
        }
    }

    /// A text on one line: characters that cannot be seen are written as `\u{...}`.
    static func oneLine(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            if isPrintable(character) || character.properties.generalCategory == .nonspacingMark {
                result.unicodeScalars.append(character)
            } else {
                result += "\\u{\(String(character.value, radix: 16))}"
            }
        }
        return result
    }

    /// A number and a noun: `1 option`, `3 options`.
    static func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    /// Texts in backquotes, joined by commas; only the first of many.
    static func list(_ texts: [String], showing limit: Int = 5) -> String {
        let shown = texts.prefix(limit).map { "`\(oneLine($0))`" }.joined(separator: ", ")
        return texts.count > limit ? "\(shown) and \(texts.count - limit) more" : shown
    }
}
