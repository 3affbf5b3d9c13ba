import TestSupport
import Testing

@testable import Values

@Suite struct NumberValueTests {
    struct Case: Decodable {
        var text: String
        var fault: String?
    }

    private func fault(_ text: String) -> String? {
        withBytes(text) {
            NumberValue.fault(of: $0, hasExponent: text.contains { $0 == "e" || $0 == "E" })
        }.map { "\($0)" }
    }

    @Test func casesHaveTheirFault() throws {
        for entry in try cases("number", as: [Case].self) {
            #expect(fault(entry.text) == entry.fault, "\(entry.text.prefix(60))")
        }
    }

    /// What prints as the shortest text of a float is held exactly.
    @Test func everyFloatIsHeldExactly() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<5000 {
            let float = Double(bitPattern: random.next())
            guard float.isFinite else { continue }
            #expect(fault(float.description) == nil, "\(float), seed \(random.seed)")
        }
    }

    @Test func onlyNumbersOfTheGrammarAreCorrections() {
        for text in ["0", "-0", "12", "1.5", " 7 ", "1e5", "-1.5E+10", "12\n"] {
            #expect(withBytes(text) { NumberValue.correction(of: $0) } != nil, "\(text)")
        }
        for text in [
            "", "-", "007", "1.", ".5", "+1", "1e", "0x1", "1,5", "1 2", "NaN", "12 m", "1_000",
        ] {
            #expect(withBytes(text) { NumberValue.correction(of: $0) } == nil, "\(text)")
        }
    }
}
