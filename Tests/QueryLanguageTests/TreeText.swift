@testable import QueryLanguage

/// Trees in a form of their own, `(and (= weather 'rain') (true is_night))`, so that the tests of the
/// parser do not lean on the printer.
enum TreeText {
    static func text(_ filter: Filter) -> String {
        switch filter {
        case .and(let operands): "(and " + operands.map(text).joined(separator: " ") + ")"
        case .or(let operands): "(or " + operands.map(text).joined(separator: " ") + ")"
        case .not(let operand): "(not " + text(operand) + ")"
        case .condition(let condition):
            "(" + text(condition.value.test.value, text(condition.value.operand.value)) + ")"
        }
    }

    private static func text(_ test: Condition.Test, _ operand: String) -> String {
        switch test {
        case .isTrue: "true \(operand)"
        case .compare(let comparison, let literal):
            "\(comparison.rawValue) \(operand) \(text(literal.value))"
        case .isIn(let literals):
            "in \(operand) " + literals.map { text($0.value) }.joined(separator: " ")
        case .between(let low, let high):
            "between \(operand) \(text(low.value)) \(text(high.value))"
        case .text(let textOperator, let literal):
            "\(textOperator) \(operand) \(text(literal.value))"
        case .state(let state): "\(state) \(operand)"
        }
    }

    static func text(_ selection: Selection) -> String {
        switch selection {
        case .operand(let operand): text(operand)
        case .everyKey: "every key"
        }
    }

    static func text(_ operand: Operand) -> String {
        switch operand {
        case .field(let field): return "@\(field)"
        case .key(let key, let steps):
            return steps.reduce("<\(key)>") { text, step in
                switch step {
                case .member(let name): text + "<\(name)>"
                case .element(let index): text + "[\(index)]"
                }
            }
        }
    }

    private static func text(_ literal: Literal) -> String {
        switch literal {
        case .string(let string): "'\(string)'"
        case .number(let number): "\(number)"
        case .boolean(let boolean): "\(boolean)"
        case .null: "null"
        }
    }
}
