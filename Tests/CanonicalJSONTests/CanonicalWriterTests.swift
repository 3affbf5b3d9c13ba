import CanonicalJSON
import TestSupport
import Testing

/// The canonical form of a text; nil when it has none.
func canonicalText(_ text: some Collection<UInt8>, limit: Int = JSONLimits.jsonbElementBytesMax)
    -> [UInt8]?
{
    var writer = CanonicalWriter(limit: limit)
    var bytes: [UInt8] = []
    do {
        try writer.append(JSONTape(copying: text), to: &bytes)
        return bytes
    } catch {
        return nil
    }
}

@Suite struct CanonicalWriterTests {
    struct Pair: Decodable, CustomTestStringConvertible {
        var text: String
        var canonical: String

        var testDescription: String { String(text.prefix(60)) }
    }

    /// The expected texts are what a PostgreSQL 15 server printed.
    @Test(arguments: CaseFiles.load("canonical.json", as: Pair.self))
    func writesWhatJsonbPrints(_ pair: Pair) {
        #expect(canonicalText(pair.text.utf8) == Array(pair.canonical.utf8))
    }

    @Test func theCanonicalFormIsAFixedPoint() {
        var documents = RandomDocuments(seed: 15)
        var written = 0
        for number in 0..<1_500 {
            let text = documents.next()
            guard let canonical = canonicalText(text) else { continue }
            written += 1
            #expect(canonicalText(canonical) == canonical, "document \(number) of seed 15")
        }
        #expect(written > 1_300)
    }

    @Test func theTextComesInPiecesOfBoundedSize() throws {
        var documents = RandomDocuments(seed: 21)
        var texts = (0..<300).map { _ in documents.next() }
        texts.append(Array("[\(String(repeating: "1e9000,", count: 200))\"é\"]".utf8))
        texts.append(Array("{\"a\":\(String(repeating: "[", count: 9_000))".utf8))
        var writer = CanonicalWriter()
        for text in texts {
            guard let canonical = canonicalText(text), let tape = try? JSONTape(copying: text)
            else {
                continue
            }
            var pieces: [UInt8] = []
            var largest = 0
            try writer.write(tape) { piece in
                largest = max(largest, piece.count)
                pieces += piece
            }
            #expect(pieces == canonical)
            #expect(largest <= 200_000)
            #expect(try writer.length(of: tape) == canonical.count)
        }
    }

    /// 900 KB that would be 13 GB.
    @Test func aTextThatExpandsWithoutEndIsRefusedInLittleMemory() throws {
        let text = "[" + String(repeating: "1e131000,", count: 100_000) + "1]"
        let tape = try JSONTape(copying: text.utf8)
        var writer = CanonicalWriter()
        let limit = JSONLimits.jsonbElementBytesMax
        #expect(throws: CanonicalError.tooLong(limit: limit)) {
            try writer.write(tape) { _ in Issue.record("nothing is written") }
        }
    }

    @Test func theUpperBoundHolds() throws {
        var documents = RandomDocuments(seed: 99)
        for number in 0..<400 {
            guard let tape = try? JSONTape(copying: documents.next()) else { continue }
            var writer = CanonicalWriter()
            for index in 0..<tape.count where tape[index].kind != .key {
                var bytes: [UInt8] = []
                try writer.append(tape, at: index, to: &bytes)
                let bound = CanonicalWriter.upperBound(of: index, in: tape)
                #expect(bytes.count <= bound, "token \(index) of document \(number) of seed 99")
            }
        }
    }

    @Test func theUpperBoundIsTightWithoutSpacesAndExponents() throws {
        let text = #"{"a":[1,2,3],"b":{"c":"d"}}"#
        let tape = try JSONTape(copying: text.utf8)
        let canonical = try #require(canonicalText(text.utf8))
        #expect(CanonicalWriter.upperBound(of: 0, in: tape) <= canonical.count + 5)
    }

    @Test func aPartOfADocumentCanBeWritten() throws {
        let tape = try JSONTape(copying: #"{"b":{"d":[1,2],"c":"x"},"a":3}"#.utf8)
        var writer = CanonicalWriter()
        var bytes = Array("-> ".utf8)
        try writer.append(tape, at: 2, to: &bytes)
        try writer.append(tape, at: 1, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == #"-> {"c": "x", "d": [1, 2]}"b""#)
    }

    @Test func exactlyTheLimitIsAllowed() throws {
        var documents = RandomDocuments(seed: 3)
        for _ in 0..<300 {
            let text = documents.next()
            guard let canonical = canonicalText(text) else { continue }
            #expect(canonicalText(text, limit: canonical.count) == canonical)
            #expect(canonicalText(text, limit: canonical.count - 1) == nil)
            #expect(canonicalText(text, limit: 0) == nil)
        }
    }

    @Test func expansionStopsAtTheLimit() throws {
        // 2,000 numbers of 8 bytes that expand to 131,072 bytes each.
        let text = "[" + Array(repeating: "1e131071", count: 2_000).joined(separator: ",") + "]"
        let tape = try JSONTape(copying: text.utf8)
        var writer = CanonicalWriter(limit: 1_000_000)
        var bytes: [UInt8] = [1, 2, 3]
        #expect(throws: CanonicalError.tooLong(limit: 1_000_000)) {
            try writer.append(tape, to: &bytes)
        }
        #expect(bytes == [1, 2, 3])
        // The writer still works.
        try writer.append(JSONTape(copying: Array("[1]".utf8)), to: &bytes)
        #expect(bytes == [1, 2, 3] + Array("[1]".utf8))
    }

    @Test(arguments: ["[]", #"{"a":1}"#])
    func deepNestingNeedsNoStack(_ innermost: String) {
        let levels = JSONLimits.depthMax - 1
        for (open, close) in [("[", "]"), (#"{"k": "#, "}")] {
            let text =
                String(repeating: open, count: levels) + innermost
                + String(repeating: close, count: levels)
            let expected = text.replacing(innermost, with: innermost.replacing(":", with: ": "))
            #expect(canonicalText(text.utf8) == Array(expected.utf8))
        }
    }

    @Test func aLongStringStaysAsItIs() {
        var text = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_002)
        text[0] = UInt8(ascii: "\"")
        text[20_000_001] = UInt8(ascii: "\"")
        let canonical = canonicalText(text)
        #expect(canonical == text)
    }

    /// What a writer keeps of one document changes nothing in the next ones: neither the order of keys
    /// nor which of some equal ones was dropped.
    @Test func oneWriterWritesAsManyDo() throws {
        let seed: UInt64 = 41
        var random = RandomDocuments(seed: seed)
        var generator = SeededGenerator(seed: seed)
        var writer = CanonicalWriter()
        var duplicates = 0
        for number in 0..<3_000 {
            var text = random.next()
            if number % 2 == 0 {
                // Few names and sizes, so that many objects meet with the order of another.
                let names = (0..<Int.random(in: 2...6, using: &generator)).map { _ in
                    ["a", "b", "cc", "dd", "\\u0061"][Int.random(in: 0..<5, using: &generator)]
                }
                if Set(names).count < names.count { duplicates += 1 }
                let members = names.enumerated().map { "\"\($1)\":\($0)" }
                text = Array("{\(members.joined(separator: ","))}".utf8)
            }
            guard let tape = try? JSONTape(copying: text) else { continue }
            var canonical: [UInt8] = []
            var other = CanonicalWriter()
            var expected: [UInt8] = []
            try writer.append(tape, to: &canonical)
            try other.append(tape, to: &expected)
            #expect(
                canonical == expected, "seed \(seed), \(String(decoding: text, as: UTF8.self))")
        }
        #expect(duplicates > 500)
    }

    @Test func manyKeysAreSortedOnce() throws {
        var generator = SeededGenerator(seed: 8)
        for count in [23, 24, 25, 26, 300] {
            var last: [String: Int] = [:]
            let members = (0..<count).map { number in
                let key = String(Int.random(in: 0..<count * 2, using: &generator), radix: 36)
                last[key] = number
                return "\"\(key)\":\(number)"
            }
            let sorted = last.sorted {
                ($0.key.utf8.count, $0.key) < ($1.key.utf8.count, $1.key)
            }
            let expected = sorted.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
            let canonical = try #require(canonicalText("{\(members.joined(separator: ","))}".utf8))
            #expect(String(decoding: canonical, as: UTF8.self) == "{\(expected)}")
        }
    }
}
