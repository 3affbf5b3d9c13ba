import SchemaModel
import Values

extension QueryCheck {
    /// Types the test of a condition; nil after noting what is wrong with it.
    mutating func test(_ condition: Located<Condition>, of operand: CheckedOperand) -> ValueTest? {
        let test = condition.value.test
        switch test.value {
        case .state(let state): return .state(state)
        case .isTrue:
            guard let type = operand.type, type != .boolean else { return .boolean(true) }
            report(
                .notBoolean, at: condition.range, subject: operand.text, found: type.phrase)
            return nil
        case .compare(let comparison, let literal):
            if case .null = literal.value, !comparison.needsOrder {
                report(
                    .nullComparison, at: condition.range, subject: operand.text, found: "null",
                    suggestion: operand.text
                        + (comparison == .equal ? " IS NULL" : " IS NOT NULL"))
                return nil
            }
            let needed: Need = comparison.needsOrder ? .order : .equality
            guard allows(needed, comparison.rawValue, at: test.range, operand),
                comparison.needsOrder || canEqual(literal, operand),
                let constant = constant(literal, for: operand)
            else { return nil }
            if !comparison.needsOrder { noticeDay(literal, constant, operand) }
            return compared(comparison, constant, options: options(of: operand) ?? [])
                ?? refuse(comparison.rawValue, at: test.range, operand)
        case .isIn(let literals):
            guard allows(.equality, "IN", at: test.range, operand) else { return nil }
            let constants = literals.compactMap { literal in
                canEqual(literal, operand) ? constant(literal, for: operand) : nil
            }
            guard constants.count == literals.count else { return nil }
            for (literal, constant) in zip(literals, constants) {
                noticeDay(literal, constant, operand)
            }
            return isIn(constants)
        case .between(let low, let high):
            guard allows(.order, "BETWEEN", at: test.range, operand) else { return nil }
            let ends = [low, high].compactMap { constant($0, for: operand) }
            guard ends.count == 2 else { return nil }
            guard let between = between(ends[0], ends[1]) else {
                reportWrong(ends: (low, high), at: test.range, operand)
                return nil
            }
            if between.isInOrder { return between.test }
            report(
                .wrongOrder,
                at: low.range.lowerBound..<max(low.range.lowerBound, high.range.upperBound),
                found: "\(FilterPrinter.text(low.value)) and \(FilterPrinter.text(high.value))",
                suggestion: "\(FilterPrinter.text(high.value)) AND \(FilterPrinter.text(low.value))"
            )
            return nil
        case .text(let textOperator, let literal):
            return text(textOperator, literal, at: test.range, operand)
        }
    }

    // MARK: Which operators a type has

    /// What an operator needs of a type.
    private enum Need {
        case equality, order
    }

    /// Whether the operand's type has an operator; notes it when not.
    private mutating func allows(
        _ need: Need, _ name: String, at range: Range<Int>, _ operand: CheckedOperand
    ) -> Bool {
        let isAllowed: Bool =
            switch operand.type {
            case .embedding, .geospatial: false
            case .boolean, .enumeration: need == .equality
            default: need == .equality || options(of: operand) == nil
            }
        if !isAllowed { _ = refuse(name, at: range, operand) }
        return isAllowed
    }

    /// Notes that the operand's type lacks an operator.
    mutating func refuse(
        _ name: String, at range: Range<Int>, _ operand: CheckedOperand
    ) -> ValueTest? {
        let phrase = options(of: operand) == nil ? operand.type?.phrase : "an enum"
        let subject = operand.text + (phrase.map { ", which is " + $0 } ?? "")
        report(
            .wrongOperator, at: range, subject: subject, expected: operators(of: operand),
            found: name)
        return nil
    }

    private func operators(of operand: CheckedOperand) -> String {
        if options(of: operand) != nil { return "= != IN LIKE ILIKE CONTAINS STARTS WITH or IS" }
        switch operand.type {
        case .boolean: return "= != IN IS or the key alone"
        case .number, .datetime, .uuid: return "= != < <= > >= IN BETWEEN or IS"
        case .embedding: return "IS MISSING, IS NULL or IS EMPTY"
        case .geospatial:
            let coordinates = QueryCheck.coordinates.map { "\(operand.text) -> \($0)" }
            return "IS, or a comparison of " + coordinates.joined(separator: " or ")
        default:
            return "= != < <= > >= IN BETWEEN LIKE ILIKE CONTAINS STARTS WITH MATCHES or IS"
        }
    }

    // MARK: Typed tests

    /// nil when the constant's type has no order and the comparison needs one.
    private func compared(
        _ comparison: Comparison, _ constant: TypedConstant, options: [String]
    ) -> ValueTest? {
        switch constant {
        case .number(let value): return .number(OrderedTest(comparison, value))
        case .datetime(let value): return .datetime(OrderedTest(comparison, value))
        case .uuid(let value): return .uuid(OrderedTest(comparison, value))
        case .string(let value): return .string(OrderedTest(comparison, value))
        case .boolean(let value):
            return comparison.needsOrder ? nil : .boolean((comparison == .equal) == value)
        case .option(let value):
            if comparison.needsOrder { return nil }
            if comparison == .equal { return .option([value]) }
            return .option(options.map { UTF8Text($0) }.filter { $0 != value }.sorted())
        }
    }

    private func isIn(_ constants: [TypedConstant]) -> ValueTest {
        var numbers: [Double] = []
        var datetimes: [Instant] = []
        var uuids: [UUIDValue] = []
        var strings: [UTF8Text] = []
        var booleans: Set<Bool> = []
        var options: Set<UTF8Text> = []
        for constant in constants {
            switch constant {
            case .number(let value): numbers.append(value)
            case .datetime(let value): datetimes.append(value)
            case .uuid(let value): uuids.append(value)
            case .string(let value): strings.append(value)
            case .boolean(let value): booleans.insert(value)
            case .option(let value): options.insert(value)
            }
        }
        var tests: [ValueTest] = []
        if !numbers.isEmpty { tests.append(.number(OrderedTest(oneOf: numbers))) }
        if !datetimes.isEmpty { tests.append(.datetime(OrderedTest(oneOf: datetimes))) }
        if !uuids.isEmpty { tests.append(.uuid(OrderedTest(oneOf: uuids))) }
        if !strings.isEmpty { tests.append(.string(OrderedTest(oneOf: strings))) }
        if booleans.contains(false) { tests.append(.boolean(false)) }
        if booleans.contains(true) { tests.append(.boolean(true)) }
        if !options.isEmpty { tests.append(.option(options.sorted())) }
        return tests.count == 1 ? tests[0] : .any(tests)
    }

    /// nil when the ends are of two types, or of one without an order.
    private func between(
        _ low: TypedConstant, _ high: TypedConstant
    ) -> (test: ValueTest, isInOrder: Bool)? {
        switch (low, high) {
        case (.number(let low), .number(let high)): (.number(.between(low, high)), low <= high)
        case (.datetime(let low), .datetime(let high)):
            (.datetime(.between(low, high)), low <= high)
        case (.uuid(let low), .uuid(let high)): (.uuid(.between(low, high)), low <= high)
        case (.string(let low), .string(let high)): (.string(.between(low, high)), low <= high)
        default: nil
        }
    }

    /// The ends of a `BETWEEN` on an undeclared value are of two types, or booleans.
    private mutating func reportWrong(
        ends: (Located<Literal>, Located<Literal>), at range: Range<Int>, _ operand: CheckedOperand
    ) {
        if case .boolean = ends.0.value, case .boolean = ends.1.value {
            _ = refuse("BETWEEN with booleans", at: range, operand)
            return
        }
        report(
            .wrongLiteral, at: ends.1.range, subject: operand.text,
            expected: "two ends of one type", found: FilterPrinter.text(ends.1.value))
    }
}
