import CanonicalJSON

extension FindingBuffer {
    /// Reports why a text is not JSON.
    ///
    /// - Parameters:
    ///   - error: what the scanner found; its offset counts from ``baseOffset``.
    ///   - key: the metadata key in whose value the fault is, where known.
    public mutating func report(_ error: JSONSyntaxError, key: String? = nil) {
        let value: String? =
            switch error.kind {
            case .nulCharacter: #"\u0000"#
            case .loneSurrogate: "half of a surrogate pair"
            case .invalidUTF8, .byteOrderMark, .empty, .numberOutOfRange, .tooDeep, .tooLong: nil
            default: error.message
            }
        let expected: String? =
            switch error.kind {
            case .tooDeep(let limit): "\(limit) levels"
            case .tooLong(let limit): "\(limit) bytes"
            default: nil
            }
        report(
            error.kind.rule, atOffset: error.offset, key: key, value: value, expected: expected,
            suggestion: error.kind.suggestion)
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
        case .tooLong: .itemTooLong
        }
    }

    /// What to write in place of a fault that other languages allow.
    var suggestion: String? {
        switch self {
        case .unknownWord(let word):
            switch word.lowercased() {
            case "true": "write true"
            case "false": "write false"
            case "none", "nil", "null", "undefined", "nan", "infinity": "write null"
            default: nil
            }
        case .controlCharacter(0x09): #"a tab in a string is \t"#
        case .controlCharacter(0x0A): #"a line end in a string is \n"#
        case .controlCharacter(0x0D): #"a carriage return in a string is \r"#
        default: nil
        }
    }
}
