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
        case .contains: return .substring(TextSearch(CaseFolding.folded(text)))
        case .startsWith: return .prefix(CaseFolding.folded(text))
        case .like, .ilike:
            do throws(LikePattern.Fault) {
                return .pattern(try LikePattern(text, ignoringCase: textOperator == .ilike))
            } catch {
                report(error, of: text, at: range)
                return nil
            }
        case .matches:
            var words: [UTF8Text] = []
            for word in TextWords.words(of: text).sorted() where word != words.last {
                words.append(word)
            }
            if !words.isEmpty { return .words(words) }
            report(.noWords, at: range, found: FilterPrinter.text(.string(text)))
            return nil
        }
    }

    private mutating func report(
        _ fault: LikePattern.Fault, of text: String, at range: Range<Int>
    ) {
        let found = FilterPrinter.text(.string(text))
        switch fault {
        case .loneBackslash:
            report(
                .invalidPattern, at: range, found: found,
                suggestion: FilterPrinter.text(.string(text + "\\")))
        case .looseTooLong:
            report(
                .patternTooLong, at: range, expected: "\(LikePattern.looseBytesMax) bytes",
                found: found)
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
                .substring(TextSearch(CaseFolding.folded(text.description))),
                .element(.string(.equal(text))),
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
