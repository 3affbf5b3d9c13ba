/// The grammar of filters: `OR` of `AND` of `NOT` of conditions and parentheses.
extension TokenReader {
    /// Reads conditions joined by `OR`.
    ///
    /// - Parameter depth: levels of parentheses and `NOT` around it.
    mutating func disjunction(depth: Int) throws(QueryError) -> Filter {
        let first = try conjunction(depth: depth)
        guard current.isKeyword(.or) else { return first }
        var operands = [first]
        while try skip(.or) { operands.append(try conjunction(depth: depth)) }
        return .or(operands)
    }

    private mutating func conjunction(depth: Int) throws(QueryError) -> Filter {
        let first = try negation(depth: depth)
        guard current.isKeyword(.and) else { return first }
        var operands = [first]
        while try skip(.and) { operands.append(try negation(depth: depth)) }
        return .and(operands)
    }

    private mutating func negation(depth: Int) throws(QueryError) -> Filter {
        if depth > QueryLimits.nestingDepthMax {
            throw QueryError(
                .tooDeep, in: part, at: current.range,
                expected: String(QueryLimits.nestingDepthMax))
        }
        if try skip(.not) { return .not(try negation(depth: depth + 1)) }
        guard case .leftParenthesis = current.kind else { return try condition() }
        try advance()
        let inner = try disjunction(depth: depth + 1)
        guard case .rightParenthesis = current.kind else {
            throw unexpected("AND, OR or a closing parenthesis")
        }
        try advance()
        return inner
    }

    // MARK: Conditions

    private mutating func condition() throws(QueryError) -> Filter {
        let start = current.range.lowerBound
        if case .string = current.kind {
            throw unexpected("a key: the key comes first, then the operator, then the literal")
        }
        let operand = try operand()
        let operatorStart = current.range.lowerBound
        if try skip(.is) { return try stateTest(of: operand, operatorStart: operatorStart) }
        let isNegated = try skip(.not)
        let test = try test(isNegated: isNegated, of: operand, operatorStart: operatorStart)
        let condition = Filter.condition(
            Located(Condition(operand, test), at: start..<previousEnd))
        return isNegated ? .not(condition) : condition
    }

    private mutating func stateTest(
        of operand: Located<Operand>, operatorStart: Int
    ) throws(QueryError) -> Filter {
        let isNegated = try skip(.not)
        guard let state = currentState else {
            throw unexpected(
                isNegated ? "MISSING, NULL, EMPTY or SET" : "MISSING, NULL, EMPTY, SET or NOT")
        }
        try advance()
        let condition = Filter.condition(
            Located(
                Condition(operand, Located(.state(state), at: operatorStart..<previousEnd)),
                at: operand.range.lowerBound..<previousEnd))
        return isNegated ? .not(condition) : condition
    }

    /// `SET` is a word of this place only, so that a key may have that name.
    private var currentState: ValueState? {
        switch current.kind {
        case .keyword(let keyword): ValueState(rawValue: keyword.rawValue)
        case .word(let word): BareWord.ascii(word)?.uppercased() == "SET" ? .set : nil
        default: nil
        }
    }

    private mutating func test(
        isNegated: Bool, of operand: Located<Operand>, operatorStart: Int
    ) throws(QueryError) -> Located<Condition.Test> {
        switch current.kind {
        case .comparison(let comparison) where !isNegated:
            try advance()
            let range = operatorStart..<previousEnd
            return Located(.compare(comparison, try literal()), at: range)
        case .keyword(.in):
            try advance()
            let range = operatorStart..<previousEnd
            return Located(.isIn(try literals()), at: range)
        case .keyword(.between):
            try advance()
            let range = operatorStart..<previousEnd
            let low = try literal()
            try expect(.and)
            return Located(.between(low, try literal()), at: range)
        case .keyword(let keyword):
            if let textOperator = try textOperator(keyword) {
                let range = operatorStart..<previousEnd
                return Located(.text(textOperator, try literal()), at: range)
            }
            if !isNegated, keyword == .and || keyword == .or {
                return Located(.isTrue, at: operand.range)
            }
        case .end where !isNegated, .rightParenthesis where !isNegated:
            return Located(.isTrue, at: operand.range)
        case .word where !isNegated: throw twoWords(from: operand.range.lowerBound)
        default: break
        }
        throw unexpected(
            isNegated
                ? "IN, BETWEEN, LIKE, ILIKE, CONTAINS, STARTS WITH or MATCHES after NOT"
                : "an operator such as =, <, IN, BETWEEN, LIKE, CONTAINS, MATCHES or IS")
    }

    /// Reads the rest of an operator on text if the current keyword begins one.
    private mutating func textOperator(_ keyword: Keyword) throws(QueryError) -> TextOperator? {
        if keyword == .starts {
            try advance()
            try expect(.with)
            return .startsWith
        }
        guard let textOperator = TextOperator(rawValue: keyword.rawValue) else { return nil }
        try advance()
        return textOperator
    }

    private mutating func literals() throws(QueryError) -> [Located<Literal>] {
        guard case .leftParenthesis = current.kind else {
            throw unexpected("an opening parenthesis and a list, as in ('a', 'b')")
        }
        try advance()
        var literals = [try literal()]
        while case .comma = current.kind {
            try advance()
            literals.append(try literal())
        }
        guard case .rightParenthesis = current.kind else {
            throw unexpected("a comma or a closing parenthesis")
        }
        try advance()
        return literals
    }
}
