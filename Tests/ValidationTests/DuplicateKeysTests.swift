import CanonicalJSON
import Findings
import TestSupport
import Testing

@testable import Validation

@Suite struct DuplicateKeysTests {
    /// Any document: as many findings as keys that have another one like them before.
    @Test func duplicatesAreFoundAtEveryDepth() throws {
        var random = SeededGenerator(seed: 31)
        let validator = Validator(schema: makeSchema(["a": "number", "where": "geospatial"]))
        var total = 0
        for _ in 0..<1500 {
            let text = object(depth: 4, &random)
            let tape = try JSONTape(copying: text.utf8)
            var buffer = FindingBuffer(file: "test.json")
            validator.check(tape, metadata: 0, isVideo: true, into: &buffer)
            let found = buffer.findings.filter { $0.rule == .keyDuplicate }
            let expected = duplicates(in: tape.root)
            #expect(
                found.map(\.location.position.offset).sorted() == expected.sorted(),
                "\(text), seed \(random.seed)")
            total += expected.count
        }
        #expect(total > 1000)
    }

    /// The offsets of all keys that repeat an earlier one, found the simple way.
    private func duplicates(in node: JSONNode) -> [Int] {
        var found = node.elements.flatMap { duplicates(in: $0) }
        var seen: Set<[UInt8]> = []
        for (key, value) in node.members {
            var text: [UInt8] = []
            key.tape.appendText(of: key.index, to: &text)
            if !seen.insert(text).inserted { found.append(key.offset) }
            found += duplicates(in: value)
        }
        return found
    }

    private func object(depth: Int, _ random: inout SeededGenerator) -> String {
        let count = Int.random(in: 0...(depth == 4 ? 30 : 5), using: &random)
        let keys = ["a", "b", "where", "$encord", "\\u0061", "k\\n", "é", "e\u{301}", "latitude"]
        let members = (0..<count).map { number in
            let key =
                Int.random(in: 0..<3, using: &random) > 0
                ? "k\(number)"
                : keys.randomElement(
                    using: &random) ?? ""
            return "\"\(key)\":\(value(depth: depth - 1, &random))"
        }
        return "{\(members.joined(separator: ","))}"
    }

    private func value(depth: Int, _ random: inout SeededGenerator) -> String {
        switch depth > 0 ? Int.random(in: 0..<6, using: &random) : 5 {
        case 0, 1: return object(depth: depth, &random)
        case 2:
            let count = Int.random(in: 0...3, using: &random)
            let elements = (0..<count).map { _ in value(depth: depth - 1, &random) }
            return "[\(elements.joined(separator: ","))]"
        default:
            let scalars = [
                "1", "\"x\"", "null", "true", "-1e400", "\"\\ud83d\\ude00\"", "{}", "[]",
            ]
            return scalars.randomElement(using: &random) ?? "0"
        }
    }
}
