/// The tokens of one text with the current one at hand, and what all grammars share.
struct TokenReader {
    private var lexer: QueryLexer
    private(set) var current: QueryToken
    /// The end of the token before the current one.
    private(set) var previousEnd = 0

    var part: QueryPart { lexer.part }

    init(_ text: String, part: QueryPart) throws(QueryError) {
        lexer = try QueryLexer(text, part: part)
        current = try lexer.next()
    }

    mutating func advance() throws(QueryError) {
        previousEnd = current.range.upperBound
        current = try lexer.next()
    }

    /// Goes on if the current token is a keyword.
    mutating func skip(_ keyword: Keyword) throws(QueryError) -> Bool {
        guard current.isKeyword(keyword) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ keyword: Keyword) throws(QueryError) {
        guard try skip(keyword) else { throw unexpected(keyword.rawValue) }
    }

    func refuseEmptyText(expected: String) throws(QueryError) {
        if case .end = current.kind {
            throw QueryError(.emptyText, in: part, at: 0..<0, expected: expected)
        }
    }

    func expectEnd(_ expected: String) throws(QueryError) {
        guard case .end = current.kind else { throw unexpected(expected) }
    }

    // MARK: What is shared

    /// Reads a field, or a key with the steps behind it.
    mutating func operand() throws(QueryError) -> Located<Operand> {
        let start = current.range.lowerBound
        if case .field(let field) = current.kind {
            try advance()
            return Located(.field(field), at: start..<previousEnd)
        }
        let key = try name(expected: "a key")
        var steps: [PathStep] = []
        while case .arrow = current.kind {
            if steps.count == QueryLimits.pathStepsMax {
                throw QueryError(
                    .tooLong, in: part, at: current.range,
                    expected: "\(QueryLimits.pathStepsMax) steps")
            }
            try advance()
            steps.append(try step())
        }
        return Located(.key(key, steps: steps), at: start..<previousEnd)
    }

    /// Reads a part of a selection.
    mutating func selection() throws(QueryError) -> Located<Selection> {
        let start = current.range.lowerBound
        if case .star = current.kind {
            try advance()
            return Located(.everyKey, at: start..<previousEnd)
        }
        let operand = try operand()
        return Located(.operand(operand.value), at: operand.range)
    }

    private mutating func step() throws(QueryError) -> PathStep {
        if case .number = current.kind {
            let written = lexer.text(current.range)
            if let index = Int(written), index >= 0, !written.hasPrefix("+") {
                try advance()
                return .element(index)
            }
            throw unexpected("the number of an element, from 0, or a key")
        }
        return .member(try name(expected: "a key or the number of an element"))
    }

    private mutating func name(expected: String) throws(QueryError) -> String {
        switch current.kind {
        case .word(let name), .quotedKey(let name):
            try advance()
            return name
        case .keyword, .number:
            let written = lexer.text(current.range)
            throw unexpected(
                expected, suggestion: BareWord.key(written) + " if it is the name of a key")
        default: throw unexpected(expected)
        }
    }

    /// Reads `:asc` or `:desc` if it is there.
    mutating func direction(after operand: Located<Operand>) throws(QueryError) -> Bool {
        let hasColon = if case .colon = current.kind { true } else { false }
        if hasColon { try advance() }
        guard case .word(let word) = current.kind else {
            if hasColon { throw unexpected("asc or desc") }
            return false
        }
        let direction = word.lowercased()
        guard direction == "asc" || direction == "desc", hasColon else {
            let written = lexer.text(operand.range)
            let isDirection = direction == "asc" || direction == "desc"
            throw unexpected(
                hasColon ? "asc or desc" : "a comma, :asc, :desc or the end",
                suggestion: isDirection ? "\(written):\(direction)" : nil)
        }
        try advance()
        return direction == "desc"
    }

    /// Reads a constant.
    mutating func literal() throws(QueryError) -> Located<Literal> {
        let literal: Literal
        switch current.kind {
        case .string(let text): literal = .string(text)
        case .number(let value): literal = .number(value)
        case .keyword(.true): literal = .boolean(true)
        case .keyword(.false): literal = .boolean(false)
        case .keyword(.null): literal = .null
        case .word(let text), .quotedKey(let text):
            if let fault = lexer.unquotedLiteral(from: current.range.lowerBound) { throw fault }
            let quoted = FilterPrinter.text(.string(text))
            if case .word = current.kind, let number = BareWord.leadingNumber(of: text) {
                // `100km`: a number has no unit.
                throw unexpected("a number, or the string \(quoted)", suggestion: number)
            }
            throw unexpected("a literal (a string goes in single quotes)", suggestion: quoted)
        default: throw unexpected("a literal such as 'text', 25, true")
        }
        let range = current.range
        try advance()
        return Located(literal, at: range)
    }

    // MARK: Faults

    /// The current token is not what the grammar allows.
    func unexpected(_ expected: String, suggestion: String? = nil) -> QueryError {
        QueryError(
            .unexpected, in: part, at: current.range, expected: expected, found: found,
            suggestion: suggestion)
    }

    /// A key is followed by another word: perhaps one key with a space in it.
    func twoWords(from start: Int) -> QueryError {
        let range = start..<current.range.upperBound
        return QueryError(
            .unquotedKey, in: part, at: range, expected: "an operator", found: found,
            suggestion: BareWord.key(lexer.text(range)))
    }

    private var found: String {
        if case .end = current.kind { return "the end" }
        let text = lexer.text(current.range)
        return text.count <= 60 ? text : text.prefix(57) + "..."
    }
}
