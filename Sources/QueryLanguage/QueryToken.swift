import Items

/// A word with a meaning of its own, in any case. To use it as a key, put it in double quotes.
enum Keyword: String, CaseIterable {
    case and = "AND"
    case or = "OR"
    case not = "NOT"
    case `in` = "IN"
    case between = "BETWEEN"
    case like = "LIKE"
    case ilike = "ILIKE"
    case contains = "CONTAINS"
    case starts = "STARTS"
    case with = "WITH"
    case matches = "MATCHES"
    case `is` = "IS"
    case missing = "MISSING"
    case null = "NULL"
    case empty = "EMPTY"
    case `true` = "TRUE"
    case `false` = "FALSE"

    /// The keyword that a word is; nil for every other word.
    init?(word: String) {
        guard let ascii = BareWord.ascii(word) else { return nil }
        self.init(rawValue: ascii.uppercased())
    }
}

/// One word or sign of a query.
struct QueryToken {
    enum Kind {
        /// A bare key.
        case word(String)
        case quotedKey(String)
        case keyword(Keyword)
        case string(String)
        case number(Double)
        case field(ItemField)
        case comparison(Comparison)
        case arrow, leftParenthesis, rightParenthesis, comma, colon, star, end
    }

    var kind: Kind
    /// UTF-8 offsets.
    var range: Range<Int>

    func isKeyword(_ keyword: Keyword) -> Bool {
        if case .keyword(keyword) = kind { true } else { false }
    }
}

/// Which characters make bare words, and which words can stand bare.
enum BareWord {
    /// Letters, digits, `_` and `.`; also letters, digits and marks of other alphabets.
    static func allows(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 {
            return scalar == "_" || scalar == "." || isDigit(scalar)
                || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
            return true
        default: return false
        }
    }

    /// A word of ASCII alone; nil for any other: `ı` and the Kelvin sign are no letters of a keyword,
    /// though their upper and lower case is.
    static func ascii(_ word: String) -> String? {
        word.utf8.allSatisfy { $0 < 0x80 } ? word : nil
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// Whether a word is read as a number, be it a malformed one: `5`, `01`, `.5`, `1e`.
    static func looksLikeNumber(_ word: some Sequence<Unicode.Scalar>) -> Bool {
        var isFirst = true
        var hasDigit = false
        for scalar in word {
            if isDigit(scalar) {
                hasDigit = true
            } else if scalar == "e" || scalar == "E" {
                if isFirst { return false }
            } else if scalar != "." {
                return false
            }
            isFirst = false
        }
        return hasDigit
    }

    /// The number in front of the letters of `100km`; nil where no number or nothing else stands.
    static func leadingNumber(of word: String) -> String? {
        let number = word.unicodeScalars.prefix { isDigit($0) || $0 == "." }
        guard number.count < word.unicodeScalars.count, number.first.map(isDigit) ?? false,
            number.last.map(isDigit) ?? false, number.count(where: { $0 == "." }) <= 1,
            number.first != "0" || number.dropFirst().first == "."
        else { return nil }
        return String(String.UnicodeScalarView(number))
    }

    /// A key as it is written in a query: bare if possible, otherwise in double quotes.
    static func key(_ name: String) -> String {
        if !name.isEmpty, name.unicodeScalars.allSatisfy(allows),
            Keyword(word: name) == nil, !looksLikeNumber(name.unicodeScalars)
        {
            return name
        }
        var text = "\""
        for scalar in name.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text + "\""
    }
}
