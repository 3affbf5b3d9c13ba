import SchemaModel
import Values

@testable import QueryLanguage

/// Checked predicates in a few words, such as `weather (enum): option fog, rain`.
enum CheckedText {
    static func predicates(_ filter: CheckedFilter) -> [String] {
        switch filter {
        case .and(let operands), .or(let operands): operands.flatMap(predicates)
        case .not(let operand): predicates(operand).map { "not " + $0 }
        case .predicate(let predicate):
            [
                "\(predicate.operand.text) (\(predicate.operand.type?.word ?? "any")): "
                    + text(predicate.test)
            ]
        }
    }

    private static func text(_ test: ValueTest) -> String {
        switch test {
        case .state(let state): "state \(state)"
        case .boolean(let boolean): "boolean \(boolean)"
        case .number(let test): "number " + text(test) { "\($0)" }
        case .datetime(let test): "datetime " + text(test) { "\($0.seconds)+\($0.nanoseconds)" }
        case .uuid(let test): "uuid " + text(test) { $0.description }
        case .string(let test): "string " + text(test) { $0.description }
        case .option(let options): "option " + options.map(\.description).joined(separator: ", ")
        case .pattern(let pattern):
            "pattern \(pattern.elements.count) pieces" + (pattern.ignoresCase ? ", any case" : "")
        case .substring(let part): "substring \(part.text)"
        case .prefix(let start): "prefix \(start)"
        case .words(let words): "words " + words.map(\.description).joined(separator: " ")
        case .element(let test): "element " + text(test)
        case .any(let tests): "any (" + tests.map(text).joined(separator: "; ") + ")"
        }
    }

    private static func text<Value>(
        _ test: OrderedTest<Value>, _ word: (Value) -> String
    ) -> String {
        switch test {
        case .equal(let value): "= " + word(value)
        case .notEqual(let value): "!= " + word(value)
        case .less(let value): "< " + word(value)
        case .lessOrEqual(let value): "<= " + word(value)
        case .greater(let value): "> " + word(value)
        case .greaterOrEqual(let value): ">= " + word(value)
        case .between(let low, let high): "\(word(low)) to \(word(high))"
        case .oneOf(let values): "of " + values.map(word).joined(separator: ", ")
        }
    }
}
