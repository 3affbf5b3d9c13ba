import SchemaModel

extension QueryCheck {
    /// Types a test of `LIKE`, `ILIKE`, `CONTAINS`, `STARTS WITH` or `MATCHES`.
    mutating func text(
        _ textOperator: TextOperator, _ literal: Located<Literal>, at range: Range<Int>,
        _ operand: CheckedOperand
    ) -> ValueTest? {
        let options = options(of: operand)
        switch operand.type {
        case .varchar, .text, .user, .enumeration, nil: break
        default: return refuse(textOperator.rawValue, at: range, operand)
        }
        if options != nil, textOperator == .matches {
            return refuse(textOperator.rawValue, at: range, operand)
        }
        if operand.type == nil, textOperator == .contains { return contains(literal, operand) }
        guard case .string(let text) = literal.value else {
            reportNoString(literal, textOperator, operand)
            return nil
        }
        guard let test = test(textOperator, text, at: literal.range) else { return nil }
        guard let options else { return test }
        let passing = options.map { UTF8Text($0) }.filter { option in
            option.bytes.withUnsafeBytes { test.passes(text: $0) }
        }
        if !passing.isEmpty { return .option(passing.sorted()) }
        report(
            .noOptionMatches, at: literal.range, subject: operand.text,
            expected: QueryCheck.listing(options),
            found: "\(textOperator.rawValue) \(FilterPrinter.text(literal.value))")
        return nil
    }

    private mutating func test(
        _ textOperator: TextOperator, _ text: String, at range: Range<Int>
    ) -> ValueTest? {
        switch textOperator {
        case .contains: return .substring(CaseFolding.folded(text))
        case .startsWith: return .prefix(CaseFolding.folded(text))
        case .like, .ilike:
            if let pattern = LikePattern(text, ignoringCase: textOperator == .ilike) {
                return .pattern(pattern)
            }
            report(
                .invalidPattern, at: range, found: FilterPrinter.text(.string(text)),
                suggestion: FilterPrinter.text(.string(text + "\\")))
            return nil
        case .matches:
            let words = TextWords.words(of: text)
            if !words.isEmpty { return .words(words) }
            report(.noWords, at: range, found: FilterPrinter.text(.string(text)))
            return nil
        }
    }

    /// `CONTAINS` on a value that the schema does not know: part of a string, or an element that is
    /// equal.
    private mutating func contains(
        _ literal: Located<Literal>, _ operand: CheckedOperand
    ) -> ValueTest? {
        switch constant(literal, for: operand) {
        case .string(let text):
            .any([
                .substring(CaseFolding.folded(text.description)), .element(.string(.equal(text))),
            ])
        case .number(let number): .element(.number(.equal(number)))
        case .boolean(let boolean): .element(.boolean(boolean))
        default: nil
        }
    }

    private mutating func reportNoString(
        _ literal: Located<Literal>, _ textOperator: TextOperator, _ operand: CheckedOperand
    ) {
        let written = FilterPrinter.text(literal.value)
        report(
            .wrongLiteral, at: literal.range, subject: "\(operand.text) \(textOperator.rawValue)",
            expected: "a string in single quotes", found: written,
            suggestion: FilterPrinter.text(.string(written)))
    }
}
