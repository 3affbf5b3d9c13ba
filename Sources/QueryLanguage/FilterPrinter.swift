import Items

/// Filters as text: parsing the text gives the same filter again.
///
/// That holds for every filter whose numbers are finite and whose `AND`, `OR` and `IN` hold as many
/// operands as the parser would give them.
public enum FilterPrinter {
    /// The text of a filter, keywords in capitals.
    public static func text(_ filter: Filter) -> String {
        switch filter {
        case .and(let operands): joined(operands, by: " AND ", alone: "TRUE")
        case .or(let operands): joined(operands, by: " OR ", alone: "FALSE")
        case .not(let operand): "NOT " + text(inside: operand)
        case .condition(let condition): text(condition.value)
        }
    }

    private static func joined(_ operands: [Filter], by separator: String, alone: String) -> String
    {
        operands.isEmpty ? alone : operands.map(text(inside:)).joined(separator: separator)
    }

    /// The text of an operand of `AND`, `OR` or `NOT`.
    private static func text(inside filter: Filter) -> String {
        switch filter {
        case .and, .or: "(" + text(filter) + ")"
        case .not, .condition: text(filter)
        }
    }

    /// The text of one condition.
    public static func text(_ condition: Condition) -> String {
        let operand = text(condition.operand.value)
        switch condition.test.value {
        case .isTrue: return operand
        case .compare(let comparison, let literal):
            return "\(operand) \(comparison.rawValue) \(text(literal.value))"
        case .isIn(let literals):
            let list = literals.map { text($0.value) }.joined(separator: ", ")
            return "\(operand) IN (\(list))"
        case .between(let low, let high):
            return "\(operand) BETWEEN \(text(low.value)) AND \(text(high.value))"
        case .text(let textOperator, let literal):
            return "\(operand) \(textOperator.rawValue) \(text(literal.value))"
        case .state(let state): return "\(operand) IS \(state.rawValue)"
        }
    }

    /// The text of a field, or of a key with its steps.
    public static func text(_ operand: Operand) -> String {
        switch operand {
        case .field(let field): return "@" + field.rawValue
        case .key(let key, let steps): return BareWord.key(key) + text(steps)
        }
    }

    /// The text of steps, from the first arrow on.
    static func text(_ steps: [PathStep]) -> String {
        steps.map { step in
            switch step {
            case .member(let name): " -> " + BareWord.key(name)
            case .element(let index): " -> " + String(index)
            }
        }.joined()
    }

    /// The text of a literal; a whole number without a fraction where it is exact.
    public static func text(_ literal: Literal) -> String {
        switch literal {
        case .string(let string):
            var text = "'"
            for scalar in string.unicodeScalars {
                if scalar == "'" { text += "'" }
                text.unicodeScalars.append(scalar)
            }
            return text + "'"
        case .number(let number):
            if let integer = Int(exactly: number), number.magnitude < 0x1p53,
                number != 0 || number.sign == .plus
            {
                return String(integer)
            }
            return String(number)
        case .boolean(let boolean): return boolean ? "true" : "false"
        case .null: return "null"
        }
    }
}
