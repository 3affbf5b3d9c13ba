/// Why a query cannot run, and where its text is wrong.
///
/// It is data; ``message`` makes the sentence and ``excerpt(of:)`` the two lines with the caret.
public struct QueryError: Error, Sendable, Hashable {
    /// What is wrong. The raw value is the word in JSON output.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        // Grammar.
        case emptyText = "empty-text"
        case unexpected = "unexpected"
        case unexpectedCharacter = "unexpected-character"
        case unquotedKey = "unquoted-key"
        case unterminatedString = "unterminated-string"
        case unterminatedKey = "unterminated-key"
        case unquotedLiteral = "unquoted-literal"
        case invalidEscape = "invalid-escape"
        case malformedNumber = "malformed-number"
        case numberOutOfRange = "number-out-of-range"
        case unknownField = "unknown-field"
        case tooDeep = "too-deep"
        case tooLong = "too-long"
        // Meaning.
        case unknownKey = "unknown-key"
        case deletedKey = "deleted-key"
        case unknownOption = "unknown-option"
        case unknownFolder = "unknown-folder"
        case noOptionMatches = "no-option-matches"
        case wrongLiteral = "wrong-literal"
        case invalidDatetime = "invalid-datetime"
        case invalidUUID = "invalid-uuid"
        case nullComparison = "null-comparison"
        case wrongOrder = "wrong-order"
        case wrongOperator = "wrong-operator"
        case notBoolean = "not-boolean"
        case noSteps = "no-steps"
        case unknownMember = "unknown-member"
        case invalidPattern = "invalid-pattern"
        case patternTooLong = "pattern-too-long"
        case noWords = "no-words"
        case notSortable = "not-sortable"
        case notCountable = "not-countable"
        case noKeys = "no-keys"
        case negative = "negative"
        // Contents: what the documents of a store hold.
        case unknownPath = "unknown-path"
        case arrayOnPath = "array-on-path"
        case objectOnPath = "object-on-path"
        case otherValues = "other-values"
    }

    /// What is wrong.
    public var kind: Kind
    /// The text that ``range`` counts in.
    public var part: QueryPart
    /// The faulty bytes (UTF-8 offsets); empty at the end of the text when something lacks there.
    public var range: Range<Int>
    /// What the sentence is about: a key, an operator.
    public var subject: String
    /// What would be right, in words.
    public var expected: String
    /// What stands there, as written.
    public var found: String
    /// Text that may stand in the place of the range and would be right, if one is near.
    public var suggestion: String?

    init(
        _ kind: Kind, in part: QueryPart, at range: Range<Int>, subject: String = "",
        expected: String = "", found: String = "", suggestion: String? = nil
    ) {
        self.kind = kind
        self.part = part
        self.range = range
        self.subject = subject
        self.expected = expected
        self.found = found
        self.suggestion = suggestion
    }

    /// The fault in two lines, the text and a caret line below it.
    ///
    /// - Parameter request: the request that was read.
    public func excerpt(of request: QueryRequest) -> String {
        CaretExcerpt(text: request.text(of: part), range: range).description
    }
}

/// All the faults of one query.
public struct QueryErrors: Error, Sendable, Hashable {
    /// 20 faults of a query are told: whoever mends those sees the others.
    public static let errorsMax = 20

    /// The faults in the order of the parts and of the text, the first ``errorsMax`` of them; never
    /// empty.
    public var errors: [QueryError]

    init(_ errors: [QueryError]) {
        self.errors = errors
    }
}
