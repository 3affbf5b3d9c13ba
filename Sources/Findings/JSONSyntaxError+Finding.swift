public import CanonicalJSON

extension FindingBuffer {
    /// Reports why a text is not JSON.
    ///
    /// - Parameters:
    ///   - error: what the scanner found; its offset counts from ``baseOffset``.
    ///   - key: the metadata key in whose value the fault is, where known.
    ///   - pointer: the way from the item to the value with the fault.
    ///   - endsReading: whether nothing behind it is read; the finding then says so.
    public mutating func report(
        _ error: JSONSyntaxError, key: String? = nil, pointer: String = "",
        endsReading: Bool = false
    ) {
        let value: String? =
            switch error.kind {
            case .nulCharacter: #"\u0000"#
            case .loneSurrogate: "half of a surrogate pair"
            case .invalidUTF8, .byteOrderMark, .empty, .numberOutOfRange, .tooDeep, .tooLong,
                .tooManyTokens:
                nil
            default: error.message
            }
        let expected: FindingWord? =
            switch error.kind {
            case .tooDeep(let limit): .amount(limit, .levels, isGrouped: false)
            case .tooLong(let limit): .amount(limit, .bytes, isGrouped: false)
            case .tooManyTokens(let limit): .amount(limit, .tokens)
            default: nil
            }
        report(
            error.kind.rule, atOffset: error.offset, pointer: pointer, key: key,
            value: value.map {
                .text(endsReading ? $0 + "; the rest of the file was not checked" : $0)
            }, expected: expected, suggestion: error.kind.suggestion.map(FindingWord.text),
            fix: error.kind.fix)
    }
}

extension JSONSyntaxError.Kind {
    /// The rule that a fault breaks.
    public var rule: RuleID {
        switch self {
        case .empty: .fileEmpty
        case .truncated, .unexpected, .trailingText, .trailingComma, .unknownWord,
            .malformedNumber, .controlCharacter, .invalidEscape:
            .jsonSyntax
        case .numberOutOfRange: .jsonNumberRange
        case .nulCharacter, .loneSurrogate: .jsonUnstorableText
        case .invalidUTF8: .jsonInvalidUTF8
        case .byteOrderMark: .jsonByteOrderMark
        case .tooDeep: .jsonTooDeep
        case .tooLong, .tooManyTokens: .itemTooLong
        }
    }

    /// What JSON has for a word of other languages.
    private var word: String? {
        guard case .unknownWord(let word) = self else { return nil }
        return switch word.lowercased() {
        case "true": "true"
        case "false": "false"
        case "none", "nil", "null", "undefined", "nan", "infinity": "null"
        default: nil
        }
    }

    /// The word of JSON in place of another: certain for true and false, while a word for "no number"
    /// or "nothing" may stand for something else.
    var fix: FindingFix? {
        guard case .unknownWord(let found) = self, let word else { return nil }
        return FindingFix(word, word == "null" ? .unsafe : .safe, range: 0..<found.utf8.count)
    }

    /// What to write in place of a fault that other languages allow.
    var suggestion: String? {
        switch self {
        case .unknownWord: word.map { "write \($0)" }
        case .controlCharacter(0x09): #"a tab in a string is \t"#
        case .controlCharacter(0x0A): #"a line end in a string is \n"#
        case .controlCharacter(0x0D): #"a carriage return in a string is \r"#
        default: nil
        }
    }
}
