/// Case, words and patterns as the language describes them, for the letters that the random texts
/// are made of.
enum Letters {
    /// Each upper-case letter that occurs and what takes its place where case is ignored.
    private static let lower: [Unicode.Scalar: Unicode.Scalar] = [
        "É": "é", "Α": "α", "Ä": "ä", "Σ": "σ", "ς": "σ", "İ": "i", "ẞ": "ß", "\u{212A}": "k",
        "Ж": "ж",
        "ǅ": "ǆ", "Ǆ": "ǆ", "Ⅷ": "ⅷ", "Ⓐ": "ⓐ", "𐐀": "𐐨",
    ]
    /// Other letters and numbers that occur.
    private static let inWords = Set("αéäσißkжǆⅷ𐐨½٣気ª".unicodeScalars)
    /// Accents, which belong to a word that they follow.
    private static let marks: Set<Unicode.Scalar> = ["\u{301}", "\u{903}"]

    static func folded(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        text.map { letter in
            if ("A"..."Z").contains(letter) { return Unicode.Scalar(letter.value + 32) ?? letter }
            return lower[letter] ?? letter
        }
    }

    static func words(_ text: [Unicode.Scalar]) -> Set<[Unicode.Scalar]> {
        var words: Set<[Unicode.Scalar]> = []
        var word: [Unicode.Scalar] = []
        for letter in folded(text) + [" "] {
            let isLetter =
                ("a"..."z").contains(letter) || ("0"..."9").contains(letter)
                || inWords.contains(letter)
            if isLetter || !word.isEmpty && marks.contains(letter) {
                word.append(letter)
            } else if !word.isEmpty {
                words.insert(word)
                word = []
            }
        }
        return words
    }

    static func contains(_ text: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
        part.count <= text.count
            && (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    /// Whether a whole text fits a pattern of `%`, `_` and `\`.
    static func fits(_ text: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>)
        -> Bool
    {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        if first == "%" {
            return (text.startIndex...text.endIndex).contains { fits(text[$0...], rest) }
        }
        guard let letter = text.first else { return false }
        if first == "\\", let literal = rest.first {
            return letter == literal && fits(text.dropFirst(), rest.dropFirst())
        }
        return (first == "_" || first == letter) && fits(text.dropFirst(), rest)
    }
}
