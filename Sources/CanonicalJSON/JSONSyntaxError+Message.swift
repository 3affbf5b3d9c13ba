extension JSONSyntaxError {
    /// The fault in one sentence without a full stop: what was expected and what was found.
    public var message: String {
        switch kind {
        case .empty: "expected a JSON value, found nothing"
        case .truncated: "the text ends inside a value"
        case .unexpected(let byte, let expected):
            "expected \(expected.description), found \(JSONSyntaxError.describe(byte))"
        case .trailingText: "expected the end of the text after the value, found more"
        case .trailingComma: "a comma needs another value after it, found the closing bracket"
        case .unknownWord(let word): "expected a JSON value, found the word \(word)"
        case .malformedNumber:
            "expected a number such as 12, -0.5 or 1e3, found digits in another form"
        case .numberOutOfRange:
            "a number holds at most \(DecimalText.integerDigitsMax) digits before the point and "
                + "\(DecimalText.fractionDigitsMax) behind it, found more"
        case .controlCharacter(let byte):
            "\(JSONSyntaxError.describe(byte)) must be escaped inside a string, found it raw"
        case .invalidEscape:
            #"expected \", \\, \/, \b, \f, \n, \r, \t or \u and four digits, found another escape"#
        case .nulCharacter: #"a string cannot hold the character \u0000"#
        case .loneSurrogate: "expected both halves of a surrogate pair, found one"
        case .invalidUTF8: "expected UTF-8, found bytes that are not"
        case .byteOrderMark: "expected a JSON value, found a byte order mark"
        case .tooDeep(let limit): "arrays and objects nest at most \(limit) levels, found more"
        case .tooLong(let limit): "a string or document has at most \(limit) bytes, found more"
        case .tooManyTokens(let limit):
            "a document has at most \(limit) values and keys, found more"
        }
    }

    /// A byte in words.
    private static func describe(_ byte: UInt8) -> String {
        switch byte {
        case 0x00: "a NUL byte"
        case 0x09: "a tab"
        case 0x0A: "a line feed"
        case 0x0D: "a carriage return"
        case UInt8(ascii: "\""): "a double quote"
        case UInt8(ascii: "'"): "a single quote"
        case 0x21..<0x7F: "\"\(Unicode.Scalar(byte))\""
        case 0x80...: "a character that is not ASCII (byte \(hexadecimal(byte)))"
        default: "the control byte \(hexadecimal(byte))"
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 0x10 ? "0x0" : "0x") + String(byte, radix: 16, uppercase: true)
    }
}

extension JSONSyntaxError.Expected: CustomStringConvertible {
    /// What is allowed, in words.
    public var description: String {
        switch self {
        case .value: "a value"
        case .valueOrArrayEnd: "a value or \"]\""
        case .keyOrObjectEnd: "a key in double quotes or \"}\""
        case .key: "a key in double quotes"
        case .colon: "a colon after the key"
        case .commaOrArrayEnd: "a comma or \"]\" after the element"
        case .commaOrObjectEnd: "a comma or \"}\" after the member"
        }
    }
}

extension JSONSyntaxError.Kind {
    /// Whether brackets and quotes behind the fault can still be trusted, so that the rest of the
    /// text can be read on from the end of the value around it.
    public var keepsStructure: Bool {
        switch self {
        case .invalidEscape, .nulCharacter, .loneSurrogate, .invalidUTF8, .malformedNumber,
            .numberOutOfRange, .unknownWord, .trailingComma, .tooDeep,
            .tooManyTokens:
            true
        case .empty, .truncated, .unexpected, .trailingText, .controlCharacter, .byteOrderMark,
            .tooLong:
            false
        }
    }
}
