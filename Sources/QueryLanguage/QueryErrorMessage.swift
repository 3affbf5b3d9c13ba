import Text

extension QueryError {
    /// One sentence that says what is wrong, what was expected, and what to write instead.
    ///
    /// What was found is cut to 80 characters; control characters are written as `\u0007`.
    public var message: String {
        var text = ""
        for scalar in (sentence + hint).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                text += UnicodeEscape.text(scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func cut(_ text: String) -> String {
        text.unicodeScalars.count <= 80
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(77))) + "..."
    }

    private var sentence: String {
        let found = QueryError.cut(found)
        let subject = QueryError.cut(subject)
        return switch kind {
        case .emptyText: "the \(part.rawValue) text is empty; expected \(expected)"
        case .unexpected: "expected \(expected), found \(found)"
        case .unexpectedCharacter: "\(found) has no meaning here; expected \(expected)"
        case .unquotedKey:
            "a key with other characters than letters, digits, _ and . goes in double quotes"
        case .unterminatedString: "the string has no closing single quote"
        case .unterminatedKey: "the key has no closing double quote"
        case .unquotedLiteral: "\(expected) goes in single quotes"
        case .invalidEscape: "\(found) is not an escape; expected \(expected)"
        case .malformedNumber: "\(found) is not a number; expected \(expected)"
        case .numberOutOfRange: "\(found) is beyond the range of 64-bit floats"
        case .unknownField: "there is no item field \(found); the fields are \(expected)"
        case .tooDeep: "parentheses and NOT are nested deeper than \(expected) levels"
        case .tooLong: "the text is longer than \(expected)"
        case .unknownKey: "there is no key \(subject) in \(expected)"
        case .deletedKey:
            expected.isEmpty
                ? "key \(subject) was deleted for good"
                : "key \(subject) is deleted; bring it back with: \(expected)"
        case .unknownOption: "\(found) is not an option of \(subject); the options are \(expected)"
        case .unknownFolder:
            "there is no folder \(found)"
                + (expected.isEmpty ? "; the store has none" : "; the folders are \(expected)")
        case .noOptionMatches:
            "no option of \(subject) fits \(found); the options are \(expected)"
        case .wrongLiteral: "\(subject) takes \(expected), found \(found)"
        case .invalidDatetime: "\(found) is not a datetime; expected \(expected)"
        case .invalidUUID: "\(found) is not a uuid; expected \(expected)"
        case .nullComparison: "no comparison with null is ever true; IS NULL asks for it"
        case .wrongOrder: "no value is between \(found): the smaller end comes first"
        case .wrongOperator: "\(found) does not work on \(subject); expected \(expected)"
        case .notBoolean: "a key alone must be boolean, but \(subject) is \(found)"
        case .noSteps: "\(subject) is \(found) and has nothing inside to step into"
        case .unknownMember: "\(subject) has no \(found); expected \(expected)"
        case .invalidPattern: "the pattern ends with a lone backslash"
        case .patternTooLong:
            "a part of the pattern that has a _ between two % is longer than \(expected)"
        case .noWords: "\(found) has no word to search for"
        case .notSortable: "\(subject) is \(found), which has no order"
        case .notCountable: "\(subject) is \(found), whose values cannot be counted"
        case .noKeys: "* stands for the keys of the schema, which has none"
        case .unknownPath: "no document has \(subject)"
        case .arrayOnPath:
            "\(subject) is an array"
                + (found.isEmpty ? "" : " of \(found)")
                + ": a name finds nothing in it, a number one of its elements"
        case .objectOnPath:
            "\(subject) is an object: a number finds nothing in it, a name in quotes its member"
        case .otherValues: "\(subject) holds \(found), never \(expected)"
        case .negative: "the \(part.rawValue) is \(found); expected 0 or more"
        }
    }

    private var hint: String {
        guard let suggestion = suggestion.map(QueryError.cut) else { return "" }
        switch kind {
        case .unknownKey, .unknownField, .unknownMember, .unknownOption, .unknownFolder,
            .unknownPath:
            return "; did you mean \(suggestion)?"
        case .unquotedKey, .unquotedLiteral: return ": \(suggestion)"
        case .nullComparison, .unexpected, .unexpectedCharacter, .wrongLiteral, .wrongOperator,
            .unterminatedString, .unterminatedKey, .invalidEscape, .malformedNumber,
            .numberOutOfRange, .invalidPattern, .invalidDatetime, .invalidUUID, .notBoolean,
            .wrongOrder, .arrayOnPath, .objectOnPath, .otherValues:
            return "; write \(suggestion)"
        default: return ""
        }
    }
}
