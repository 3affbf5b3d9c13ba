import CanonicalJSON
import TestSupport
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
        let evaluator = DocumentEvaluator(query)
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
        let like = try LikePattern(pattern, ignoringCase: false)
        let text = Array(repeating: UInt8(ascii: "a"), count: 20_000)
        #expect(!text.withUnsafeBytes { like.matches($0) })
    }

    /// A text and a pattern that repeat themselves: what takes their product would not end in the
    /// time that a test has, what takes their sum needs milliseconds.
    @Test(arguments: ["LIKE '%", "CONTAINS '"]) func longPatternsInLongTexts(
        _ start: String
    ) throws {
        let pattern = String(repeating: "a", count: 500_000) + "b"
        let text = String(repeating: "a", count: 5_000_000)
        let filter = "operator.notes \(start)\(pattern)\(start.contains("%") ? "%" : "")'"
        #expect(try !QueryFixture.matches(filter, #"{"operator.notes": "\#(text)"}"#))
        #expect(try QueryFixture.matches(filter, #"{"operator.notes": "\#(text)b"}"#))
    }

    @Test func manyWordsInALongText() throws {
        let words = (0..<60_000).map { "w\($0)" }
        let filter = "operator.notes MATCHES '\(words.joined(separator: " ")) last'"
        let text = words.reversed().joined(separator: " ")
        #expect(try !QueryFixture.matches(filter, #"{"operator.notes": "\#(text)"}"#))
        #expect(try QueryFixture.matches(filter, #"{"operator.notes": "last \#(text)"}"#))
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func patternsFitAsANaiveMatcherSays(
        _ seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        func text(_ letters: [Character], _ most: Int) -> String {
            String(
                (0..<Int.random(in: 0...most, using: &random)).map { _ in
                    letters.randomElement(using: &random) ?? "a"
                })
        }
        var passes = 0
        for _ in 0..<3_000 {
            let pattern = text(["a", "a", "b", "é", "%", "%", "_"], 9)
            let text = text(["a", "a", "b", "é", "😀"], 12)
            let like = try LikePattern(pattern, ignoringCase: false)
            let expected = Self.fits(
                Array(text.unicodeScalars)[...], Array(pattern.unicodeScalars)[...])
            if expected { passes += 1 }
            let fits = Array(text.utf8).withUnsafeBytes { like.matches($0) }
            #expect(fits == expected, "seed \(seed): \(text) LIKE \(pattern)")
            let part = pattern.filter { $0 != "%" && $0 != "_" }
            let place = Array(text.utf8).withUnsafeBytes {
                TextSearch(UTF8Text(part)).first(in: $0)
            }
            #expect(place == Self.place(of: part, in: text), "seed \(seed): \(part) in \(text)")
        }
        #expect(passes > 300)
    }

    private static func fits(
        _ text: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>
    ) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "%" {
            return (text.startIndex...text.endIndex).contains {
                fits(text[$0...], pattern.dropFirst())
            }
        }
        guard let scalar = text.first, first == "_" || first == scalar else { return false }
        return fits(text.dropFirst(), pattern.dropFirst())
    }

    private static func place(of part: String, in text: String) -> Int? {
        let (part, text) = (Array(part.utf8), Array(text.utf8))
        guard part.count <= text.count else { return nil }
        return (0...text.count - part.count).first { Array(text[$0..<$0 + part.count]) == part }
    }
}
