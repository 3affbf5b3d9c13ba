import CanonicalJSON
import TestSupport
import Testing

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
}
