import TestSupport
import Testing

@testable import CanonicalJSON

@Suite struct JSONPointerTests {
    struct Example: Decodable, CustomTestStringConvertible {
        var text: String
        var token: Int
        var pointer: String

        var testDescription: String { "token \(token) of \(text)" }
    }

    @Test(arguments: CaseFiles.load("pointers.json", as: Example.self))
    func leadsToTheToken(_ example: Example) throws {
        let tape = try JSONTape(copying: example.text.utf8)
        #expect(tape.pointer(to: example.token).description == example.pointer)
    }

    @Test func aDeepPointerNeedsNoStack() throws {
        let levels = JSONLimits.depthMax
        let text = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        let tape = try JSONTape(copying: text.utf8)
        #expect(tape.pointer(to: levels - 1).steps.count == levels - 1)
    }

    /// A document of twice the members costs twice the steps.
    @Test(arguments: [1_000, 2_000, 50_000])
    func manyPointersIntoOneObjectTakeStepsInProportion(_ members: Int) throws {
        let text = "{" + (0..<members).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}"
        let tape = try JSONTape(copying: text.utf8)
        for index in 1..<tape.count {
            let pointer = tape.pointerText(to: index, limit: 100)
            #expect(pointer == "/k\((index - 1) / 2)")
        }
        #expect(tape.walked <= 3 * tape.count)
    }

    /// The ways that are walked and those that are looked up are the same.
    @Test func pointersDoNotDependOnHowManyAreAskedFor() {
        let seed = UInt64.random(in: 0..<1_000_000)
        var documents = RandomDocuments(seed: seed)
        for _ in 0..<200 {
            guard let tape = try? JSONTape(copying: documents.next()) else { continue }
            let walked = (0..<tape.count).map { index -> String in
                tape.walked = 0
                return tape.pointer(to: index).description
            }
            tape.walked = tape.count + 1
            let lookedUp = (0..<tape.count).map { tape.pointer(to: $0).description }
            #expect(walked == lookedUp, "seed \(seed)")
            let texts = (0..<tape.count).map { tape.pointerText(to: $0, limit: .max) }
            #expect(texts == walked, "seed \(seed)")
        }
    }

    @Test(arguments: ["k", "é", "🎈", "\\n"]) func aLongPointerIsCut(_ character: String) throws {
        let key = String(repeating: character, count: 500)
        let tape = try JSONTape(copying: #"{"a":{"\#(key)":{"b":1}}}"#.utf8)
        let text = tape.pointerText(to: tape.count - 1, limit: 100)
        #expect(text.utf8.count <= 103 && text.hasPrefix("/a/") && text.hasSuffix("…"))
        #expect(!text.contains("\u{FFFD}"))
    }

    @Test func memoryOfALargeTextIsGivenBack() throws {
        var scanner = JSONScanner()
        let tape = JSONTape()
        let large = Array("[\(String(repeating: "1,", count: 600_000))1]".utf8)
        try large.withUnsafeBytes { try scanner.scan($0, into: tape) }
        #expect(tape.capacity > JSONTape.keptTokensMax)
        try Array("[1]".utf8).withUnsafeBytes { try scanner.scan($0, into: tape) }
        #expect(tape.capacity == JSONTape.keptTokensMax && tape.count == 2)
    }
}
