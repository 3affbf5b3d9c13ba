import Findings
import Items
import Text

/// Splits the text of a query into tokens, one at a time.
struct QueryLexer {
    let part: QueryPart
    let bytes: [UInt8]
    private(set) var position = 0
    /// Whether the token before was a bare word that ended at ``position``.
    private var wordStart: Int?

    init(_ text: String, part: QueryPart) throws(QueryError) {
        self.part = part
        bytes = Array(text.utf8)
        if bytes.count > QueryLimits.textBytesMax {
            throw QueryError(
                .tooLong, in: part, at: QueryLimits.textBytesMax..<bytes.count,
                expected: "\(QueryLimits.textBytesMax) bytes")
        }
    }

    /// Some bytes of the text, decoded.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// The next token; `.end` again and again at the end of the text.
    mutating func next() throws(QueryError) -> QueryToken {
        let previousWord = wordStart
        let previousEnd = position
        wordStart = nil
        skipWhiteSpace()
        let start = position
        guard let (scalar, length) = scalar(at: start) else { return token(.end, from: start) }
        switch scalar {
        case "'": return try string()
        case "\"": return try quotedKey()
        case "@": return try field()
        case "*" where part == .select: return sign(.star)
        case "(": return sign(.leftParenthesis)
        case ")": return sign(.rightParenthesis)
        case ",": return sign(.comma)
        case ":": return sign(.colon)
        case "=", "!", "<", ">": return try comparison()
        case "-" where byte(start + 1) == UInt8(ascii: ">"): return sign(.arrow, length: 2)
        case "+", "-":
            if let previousWord, start == previousEnd { throw unquotedKey(from: previousWord) }
            guard let next = byte(start + 1), (0x30...0x39).contains(next) else { break }
            return try number()
        case _ where BareWord.allows(scalar): return try word()
        default: break
        }
        throw unexpectedCharacter(at: start, length: length)
    }

    // MARK: Tokens

    private mutating func sign(_ kind: QueryToken.Kind, length: Int = 1) -> QueryToken {
        position += length
        return token(kind, from: position - length)
    }

    private func token(_ kind: QueryToken.Kind, from start: Int) -> QueryToken {
        QueryToken(kind: kind, range: start..<position)
    }

    private mutating func word() throws(QueryError) -> QueryToken {
        let start = position
        let end = endOfWord(from: start)
        let text = text(start..<end)
        if BareWord.looksLikeNumber(text.unicodeScalars) { return try number() }
        position = end
        if let keyword = Keyword(word: text) {
            return token(.keyword(keyword), from: start)
        }
        wordStart = start
        return token(.word(text), from: start)
    }

    private mutating func field() throws(QueryError) -> QueryToken {
        let start = position
        position = endOfWord(from: start + 1)
        let name = text(start + 1..<position)
        if let field = ItemField(word: name) {
            return token(.field(field), from: start)
        }
        let names = ItemField.allCases.map(\.rawValue)
        throw QueryError(
            .unknownField, in: part, at: start..<position,
            expected: names.map { "@" + $0 }.joined(separator: ", "), found: "@" + name,
            suggestion: NearestMatch.match(for: name, in: names).map { "@" + $0 })
    }

    private mutating func comparison() throws(QueryError) -> QueryToken {
        let start = position
        var end = start
        while end < start + 3, let byte = byte(end), "=!<>".utf8.contains(byte) { end += 1 }
        for length in [2, 1] where start + length <= end {
            guard let comparison = Comparison(rawValue: text(start..<start + length)) else {
                continue
            }
            // `==` and `<>` are other languages' spellings; `=!` is nobody's.
            if start + length < end { break }
            return sign(.comparison(comparison), length: length)
        }
        let suggestion: String? =
            switch text(start..<end) {
            case "==", "===": "="
            case "<>", "!==": "!="
            case "=<": "<="
            case "=>": ">="
            case "!": "NOT"
            default: nil
            }
        throw QueryError(
            .unexpected, in: part, at: start..<end, expected: "one of = != < <= > >=",
            found: text(start..<end), suggestion: suggestion)
    }

    // MARK: Characters

    private mutating func skipWhiteSpace() {
        while let (scalar, length) = scalar(at: position), scalar.properties.isWhitespace {
            position += length
        }
    }

    private func endOfWord(from start: Int) -> Int {
        var end = start
        while let (scalar, length) = scalar(at: end), BareWord.allows(scalar) { end += length }
        return end
    }

    func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func advance(to newPosition: Int) { position = newPosition }

    /// The character at an offset and its length in bytes; nil at the end.
    func scalar(at index: Int) -> (Unicode.Scalar, Int)? {
        guard let first = byte(index) else { return nil }
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        let scalar = text(index..<index + length).unicodeScalars.first ?? "\u{FFFD}"
        return (scalar, length)
    }

    private func unquotedKey(from start: Int) -> QueryError {
        if let literal = unquotedLiteral(from: start) { return literal }
        var end = start
        while let (scalar, length) = scalar(at: end), BareWord.allows(scalar) || scalar == "-" {
            end += length
        }
        return QueryError(
            .unquotedKey, in: part, at: start..<end, found: text(start..<end),
            suggestion: BareWord.key(text(start..<end)))
    }

    private func unexpectedCharacter(at start: Int, length: Int) -> QueryError {
        let character = text(start..<start + length)
        let suggestion: String? =
            switch character {
            case "‘", "’", "‚", "`", "´": "a plain single quote '"
            case "“", "”", "„": "a plain double quote \""
            case "&": "AND"
            case "|": "OR"
            case "≠": "!="
            case "≤": "<="
            case "≥": ">="
            default: nil
            }
        return QueryError(
            .unexpectedCharacter, in: part, at: start..<start + length,
            expected: "a key, an operator, a literal or a parenthesis", found: character,
            suggestion: suggestion)
    }
}
