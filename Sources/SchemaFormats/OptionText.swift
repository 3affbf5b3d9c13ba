import Text

/// What is odd about the text of an option, whatever the others are.
enum OptionText {
    /// What is odd in words that fit behind "the option", and the text that was probably meant; nil
    /// for an ordinary option.
    static func fault(of option: String) -> (words: String, correction: String?)? {
        if option.isEmpty { return ("is empty", nil) }
        if Likeness(option).isBlank { return ("has nothing that can be seen", nil) }
        let scalars = Array(option.unicodeScalars)
        if scalars.count > 2, let last = quotes[scalars[0]],
            last.contains(scalars[scalars.count - 1])
        {
            return ("stands in quotes", text(scalars[1..<scalars.count - 1]))
        }
        let isSpace = scalars.map(\.properties.isWhitespace)
        guard let first = isSpace.firstIndex(of: false), let end = isSpace.lastIndex(of: false)
        else { return nil }
        if first > 0 || end < scalars.count - 1 {
            return ("has white space around it", text(scalars[first...end]))
        }
        guard scalars.contains(where: isOdd) else { return nil }
        let plain = scalars.filter { $0.properties.isWhitespace || !isOdd($0) }
            .map { $0.properties.isWhitespace ? " " : $0 }
        return ("holds characters that cannot be seen", text(plain[...]))
    }

    /// Closing quotes by the opening one.
    private static let quotes: [Unicode.Scalar: [Unicode.Scalar]] = [
        "\"": ["\""], "'": ["'"], "`": ["`", "'", "\u{B4}"], "\u{AB}": ["\u{BB}"],
        "\u{BB}": ["\u{AB}"], "\u{2018}": ["\u{2019}", "\u{2018}"], "\u{2019}": ["\u{2019}"],
        "\u{201A}": ["\u{2018}", "\u{2019}"], "\u{201C}": ["\u{201D}", "\u{201C}"],
        "\u{201D}": ["\u{201D}"], "\u{201E}": ["\u{201C}", "\u{201D}"], "\u{2039}": ["\u{203A}"],
        "\u{203A}": ["\u{2039}"], "\u{300C}": ["\u{300D}"],
    ]

    /// Invisible, or white space other than a plain space. Joiners and variation selectors belong to
    /// the spelling of some scripts and to emoji.
    private static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0020...0xE007F, 0xE0100...0xE01EF: false
        default: scalar.properties.isWhitespace || Likeness.isInvisible(scalar)
        }
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
