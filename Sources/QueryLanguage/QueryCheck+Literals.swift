import Findings
import Items
import SchemaModel
import Text
import Values

/// A constant of a type that values are compared in.
enum TypedConstant {
    case boolean(Bool)
    case number(Double)
    case datetime(Instant)
    case uuid(UUIDValue)
    case string(UTF8Text)
    case option(UTF8Text)
}

extension QueryCheck {
    /// Reads a literal as a constant of the operand's type; nil after noting why it is none.
    mutating func constant(
        _ literal: Located<Literal>, for operand: CheckedOperand
    ) -> TypedConstant? {
        if isFull { return nil }
        if case .null = literal.value {
            report(.nullComparison, at: literal.range, subject: operand.text, found: "null")
            return nil
        }
        if let options = options(of: operand) {
            return option(literal, of: operand, options: options)
        }
        switch (operand.type, literal.value) {
        case (.boolean, .boolean(let boolean)), (nil, .boolean(let boolean)):
            return .boolean(boolean)
        case (.number, .number(let number)), (nil, .number(let number)): return .number(number)
        case (.varchar, .string(let text)), (.text, .string(let text)), (.user, .string(let text)),
            (nil, .string(let text)):
            return .string(UTF8Text(text))
        case (.datetime, .string(let text)): return datetime(text, at: literal.range)
        case (.uuid, .string(let text)): return uuid(text, at: literal.range)
        default:
            reportWrong(literal, for: operand)
            return nil
        }
    }

    /// The options of an enum, or of `@kind` where they are known; nil for every other operand.
    func options(of operand: CheckedOperand) -> [String]? {
        if case .field(.kind) = operand, !checker.itemKinds.isEmpty { return checker.itemKinds }
        if case .enumeration(let options) = operand.type { return options }
        return nil
    }

    /// Whether a literal can be what an operand equals; notes it when it is no folder of the store.
    mutating func canEqual(_ literal: Located<Literal>, _ operand: CheckedOperand) -> Bool {
        guard case .field(.folder) = operand, case .string(let name) = literal.value,
            let folders = checker.folders,
            !folders.contains(where: { UTF8Text($0) == UTF8Text(name) }), !isFull
        else { return true }
        report(
            .unknownFolder, at: literal.range,
            expected: folders.isEmpty ? "" : QueryCheck.listing(folders),
            found: FilterPrinter.text(.string(name)),
            suggestion: NearestMatch.match(for: name, in: folders).map {
                FilterPrinter.text(.string($0))
            })
        return false
    }

    /// Notes that a day where a moment is compared means its first moment only.
    mutating func noticeDay(
        _ literal: Located<Literal>, _ constant: TypedConstant, _ operand: CheckedOperand
    ) {
        guard case .datetime(let instant) = constant, case .string(let text) = literal.value,
            !text.utf8.contains(where: { "Tt ".utf8.contains($0) })
        else { return }
        notices.append(
            QueryNotice(
                .dayIsItsMidnight(key: operand.text, day: text, next: instant.nextDay),
                at: literal.range))
    }

    // MARK: Types

    private mutating func option(
        _ literal: Located<Literal>, of operand: CheckedOperand, options: [String]
    ) -> TypedConstant? {
        guard case .string(let text) = literal.value else {
            reportWrong(literal, for: operand)
            return nil
        }
        if options.contains(where: { ExactText.isSame($0, text) }) {
            return .option(UTF8Text(text))
        }
        report(
            .unknownOption, at: literal.range, subject: operand.text,
            expected: QueryCheck.listing(options), found: FilterPrinter.text(literal.value),
            suggestion: NearestMatch.match(for: text, in: options).map {
                FilterPrinter.text(.string($0))
            })
        return nil
    }

    private mutating func datetime(_ text: String, at range: Range<Int>) -> TypedConstant? {
        if let value = try? Array(text.utf8).withUnsafeBytes({ try DatetimeValue.parse($0) }) {
            return .datetime(value.instant)
        }
        report(
            .invalidDatetime, at: range,
            expected: "a day or a moment in ISO 8601, such as '2025-03-01T12:00:00Z'",
            found: FilterPrinter.text(.string(text)))
        return nil
    }

    private mutating func uuid(_ text: String, at range: Range<Int>) -> TypedConstant? {
        if let uuid = UUIDValue(text) { return .uuid(uuid) }
        report(
            .invalidUUID, at: range, expected: "8-4-4-4-12 hexadecimal digits",
            found: FilterPrinter.text(.string(text)),
            suggestion: UUIDValue.digits(of: text).map {
                FilterPrinter.text(.string($0.description))
            })
        return nil
    }

    // MARK: Wrong types

    /// Notes that a literal is not of the operand's type.
    mutating func reportWrong(_ literal: Located<Literal>, for operand: CheckedOperand) {
        let (expected, suggestion) = expectation(of: operand, instead: literal.value)
        report(
            .wrongLiteral, at: literal.range, subject: operand.text, expected: expected,
            found: FilterPrinter.text(literal.value), suggestion: suggestion)
    }

    private func expectation(
        of operand: CheckedOperand, instead literal: Literal
    ) -> (expected: String, suggestion: String?) {
        let quoted = FilterPrinter.text(.string(FilterPrinter.text(literal)))
        if let options = options(of: operand) {
            let written = FilterPrinter.text(literal)
            let isOption = options.contains { ExactText.isSame($0, written) }
            let suggestion = isOption ? quoted : nil
            return ("one of its options " + QueryCheck.listing(options), suggestion)
        }
        switch (operand.type, literal) {
        case (.boolean, .string(let text)):
            let word = text.lowercased()
            return ("true or false", word == "true" || word == "false" ? word : nil)
        case (.boolean, .number(let number)):
            return ("true or false", number == 1 ? "true" : number == 0 ? "false" : nil)
        case (.boolean, _): return ("true or false", nil)
        case (.number, .string(let text)):
            let filter = try? QueryParser.filter("x = " + text)
            if case .condition(let condition) = filter,
                case .compare(_, let number) = condition.value.test.value,
                case .number = number.value
            {
                return ("a number", FilterPrinter.text(number.value))
            }
            return ("a number", nil)
        case (.number, _): return ("a number", nil)
        case (.datetime, _): return ("a datetime such as '2025-03-01T12:00:00Z'", nil)
        case (.uuid, _): return ("a uuid in single quotes", nil)
        default: return ("a string in single quotes", quoted)
        }
    }

    /// Options for a sentence, at most ten of them.
    static func listing(_ options: [String]) -> String {
        let shown = options.prefix(10).map { FilterPrinter.text(.string($0)) }
        let more = options.count - shown.count
        return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}
