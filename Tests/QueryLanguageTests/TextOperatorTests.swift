import CanonicalJSON
import Testing

@testable import QueryLanguage

struct TextCase: Decodable, Sendable, CustomTestStringConvertible {
    var `operator`: TextOperator
    var literal: String
    var text: String
    var result: Bool

    var testDescription: String { "\(text) \(self.operator.rawValue) \(literal)" }
}

extension TextOperator: Decodable {}

@Suite struct TextOperatorTests {
    @Test(arguments: QueryFixture.cases("text", as: TextCase.self))
    func text(_ example: TextCase) throws {
        let filter = Filter.condition(
            Located(
                Condition(
                    Located(.key("operator.notes")),
                    Located(.text(example.operator, Located(.string(example.literal)))))))
        let query = try QueryFixture.checker.check(Query(filter: filter))
        let evaluator = DocumentEvaluator(query, literals: QueryFixture.literals)
        for document in [plain(example.text), escaped(example.text)] {
            let tape = try JSONTape(copying: Array("{\"operator.notes\": \(document)}".utf8))
            #expect(evaluator.matches(tape, QueryFixture.item) == example.result)
        }
    }

    /// A string with as few escapes as JSON allows.
    private func plain(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { json += "\\" }
            json += scalar == "\n" ? "\\n" : String(scalar)
        }
        return json + "\""
    }

    /// A string of nothing but escapes.
    private func escaped(_ text: String) -> String {
        let units = text.utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        return "\"" + units.joined() + "\""
    }

    @Test func longPatternsTakeNoExponentialTime() throws {
        let pattern = String(repeating: "%a", count: 200) + "%b"
        let like = try #require(LikePattern(pattern, ignoringCase: false))
        let text = Array(repeating: UInt8(ascii: "a"), count: 20_000)
        #expect(!text.withUnsafeBytes { like.matches($0) })
    }
}
