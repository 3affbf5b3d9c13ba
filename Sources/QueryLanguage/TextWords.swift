/// The words of a text, for `MATCHES`.
///
/// A word is a run of letters, digits and other numbers (Unicode categories L, N and Co); marks
/// that follow one belong to it. Case is folded, accents count. The tokenizers of SQLite and of other
/// stores have words of their own: an index of texts has to be made with these.
public enum TextWords {
    /// The words of a text in their order, case folded.
    public static func words(of text: String) -> [UTF8Text] {
        var words: [UTF8Text] = []
        CaseFolding.folded(text).bytes.withUnsafeBytes { folded in
            var index = 0
            while let word = nextWord(in: folded, from: &index) {
                words.append(UTF8Text(bytes: Array(folded[word])))
            }
        }
        return words
    }

    /// Whether every one of some words occurs in a text.
    ///
    /// - Parameters:
    ///   - words: case folded, sorted, each once.
    ///   - text: UTF-8, case folded.
    static func contains(all words: [UTF8Text], in text: UnsafeRawBufferPointer) -> Bool {
        var isFound = [Bool](repeating: false, count: words.count)
        var missing = words.count
        var index = 0
        while missing > 0, let range = nextWord(in: text, from: &index) {
            let word = UnsafeRawBufferPointer(rebasing: text[range])
            var low = 0
            var high = words.count
            while low < high {
                let middle = low + (high - low) / 2
                let order = words[middle].bytes.withUnsafeBytes { UTF8Text.compare($0, word) }
                if order < 0 { low = middle + 1 } else { high = middle }
            }
            if low < words.count, !isFound[low], words[low].equals(word) {
                isFound[low] = true
                missing -= 1
            }
        }
        return missing == 0
    }

    /// The next word at or behind an offset, which moves behind it.
    private static func nextWord(
        in text: UnsafeRawBufferPointer, from index: inout Int
    ) -> Range<Int>? {
        var start: Int?
        while index < text.count {
            let scalar = UTF8Scalars.scalar(text, at: index)
            if !isWordCharacter(scalar, isInside: start != nil) {
                if let start { return start..<index }
            } else if start == nil {
                start = index
            }
            index = min(index + UTF8Scalars.length(leading: text[index]), text.count)
        }
        return start.map { $0..<index }
    }

    private static func isWordCharacter(_ scalar: Unicode.Scalar, isInside: Bool) -> Bool {
        if scalar.value < 0x80 {
            return scalar.value &- 0x30 < 10 || (scalar.value | 0x20) &- 0x61 < 26
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse:
            return true
        case .nonspacingMark, .spacingMark, .enclosingMark: return isInside
        default: return false
        }
    }
}
