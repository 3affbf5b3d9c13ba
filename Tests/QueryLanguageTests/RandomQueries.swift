import Items
import TestSupport

@testable import QueryLanguage

/// Random filters and documents, repeatable from a seed.
struct RandomQueries {
    var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(0...elements.count - 1)]
    }

    // MARK: Any filter that the parser can make

    mutating func filter(depth: Int = 4) -> Filter {
        switch depth == 0 ? 9 : number(0...9) {
        case 0, 1: .and((0...number(1...3)).map { _ in filter(depth: depth - 1) })
        case 2, 3: .or((0...number(1...3)).map { _ in filter(depth: depth - 1) })
        case 4, 5: .not(filter(depth: depth - 1))
        default: .condition(Located(Condition(Located(operand()), Located(test()))))
        }
    }

    private mutating func operand() -> Operand {
        if number(0...5) == 0 { return .field(pick(ItemField.allCases)) }
        let steps = (0..<pick([0, 0, 0, 1, 2])).map { _ in
            number(0...2) == 0 ? PathStep.element(number(0...20)) : .member(text())
        }
        return .key(text(), steps: steps)
    }

    private mutating func test() -> Condition.Test {
        switch number(0...5) {
        case 0: .isTrue
        case 1: .compare(pick(Comparison.allCases), Located(literal()))
        case 2: .isIn((0...number(0...3)).map { _ in Located(literal()) })
        case 3: .between(Located(literal()), Located(literal()))
        case 4: .text(pick(TextOperator.allCases), Located(literal()))
        default: .state(pick(ValueState.allCases))
        }
    }

    private mutating func literal() -> Literal {
        switch number(0...5) {
        case 0: return .null
        case 1: return .boolean(number(0...1) == 0)
        case 2: return .number(Double(number(-1000...1000)))
        case 3:
            let number = Double(bitPattern: random.next())
            return .number(number.isFinite ? number : 0.1)
        default: return .string(text())
        }
    }

    private mutating func text() -> String {
        switch number(0...3) {
        case 0: return pick(Keyword.allCases).rawValue
        case 1:
            return pick(["a", "weather", "a.b", "_x", "5", "1e3", ".5", "360_view", "größe", ""])
        default:
            let pieces = ["a", "B", "7", " ", "'", "\"", "\\", "-", ">", "é", "e\u{301}", "気", "😀"]
            let rare = ["\n", "\t", "\u{0}", "\u{FEFF}", "\u{202E}", ".", "%", "_", "(", ",", "@"]
            return (0...number(0...6)).map { _ in pick(pieces + rare) }.joined()
        }
    }

    // MARK: Filters that the checker accepts

    mutating func validFilter(depth: Int = 3) -> String {
        switch depth == 0 ? 9 : number(0...9) {
        case 0, 1: "(\(validFilter(depth: depth - 1)) AND \(validFilter(depth: depth - 1)))"
        case 2, 3: "(\(validFilter(depth: depth - 1)) OR \(validFilter(depth: depth - 1)))"
        case 4: "NOT \(validFilter(depth: depth - 1))"
        default: validCondition()
        }
    }

    private mutating func validCondition() -> String {
        let keys = ["weather", "temperature", "captured_at", "is_night", "\"site name\"", "mixed"]
        if number(0...4) == 0 {
            return pick(keys + ["gps -> lat", "clip"]) + " IS "
                + pick(["", "NOT "]) + pick(ValueState.allCases).rawValue
        }
        let ordered = pick(Comparison.allCases).rawValue
        switch number(0...5) {
        case 0:
            return "weather " + pick(["= 'rain'", "!= 'fog'", "IN ('fog', 'clear')", "LIKE '%r%'"])
        case 1: return "temperature \(ordered) \(number(-2...2))"
        case 2: return "captured_at \(ordered) '2025-03-0\(number(1...3))'"
        case 3: return pick(["is_night", "is_night != true", "is_night IN (false)"])
        case 4:
            return "\"site name\" "
                + pick(["\(ordered) 'b'", "CONTAINS 'A'", "STARTS WITH 'a'", "MATCHES 'a b'"])
        default:
            return pick(["mixed", "gps -> lat"]) + " "
                + pick(["\(ordered) 1", "\(ordered) 'a'", "IN (1, 'a', true)", "CONTAINS 'a'"])
        }
    }

    // MARK: Documents

    mutating func document() -> String {
        var members: [String] = []
        for key in [
            "weather", "temperature", "captured_at", "is_night", "site name", "mixed", "gps",
        ]
        where number(0...5) > 0 {
            members.append("\"\(key)\": " + value(of: key))
        }
        return "{" + members.joined(separator: ", ") + "}"
    }

    private mutating func value(of key: String) -> String {
        let odd = ["null", "\"\"", "[]", "{}", "5", "\"x\"", "true", "[1, \"a\"]"]
        if number(0...3) == 0 { return pick(odd) }
        switch key {
        case "weather": return "\"" + pick(["rain", "fog", "clear", "hail"]) + "\""
        case "temperature": return pick(["-2", "-1.0", "0", "1", "1.50", "2e0"])
        case "captured_at": return "\"2025-03-0\(number(1...4))\""
        case "is_night": return pick(["true", "false"])
        case "site name": return "\"" + pick(["a", "b", "A b", "ab", "é"]) + "\""
        case "gps": return "{\"lat\": \(number(-1...2))}"
        default: return pick(["1", "\"a\"", "false", "[\"a\"]"])
        }
    }

    // MARK: Broken text

    mutating func brokenText() -> String {
        if number(0...3) == 0 {
            return String(
                decoding: (0...number(0...40)).map { _ in UInt8.random(in: 0...255, using: &random)
                },
                as: UTF8.self)
        }
        let pieces =
            Keyword.allCases.map(\.rawValue) + [
                "a", "weather", "\"k\"", "'s'", "5", "-1.5e3", "@url", "@x", "=", "!=", "<", ">=",
                "->", "(", ")", ",", ":", "'", "\"", "\\u12", "-", "é", "\u{0}", "01", "==", "\n",
            ]
        return (0...number(0...12)).map { _ in pick(pieces) }.joined(
            separator: pick(["", " ", " "]))
    }
}
