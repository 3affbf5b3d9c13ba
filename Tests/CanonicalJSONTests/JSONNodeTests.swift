import CanonicalJSON
import Testing

@Suite struct JSONNodeTests {
    private let text =
        #"{"a": [1, -2.50, "\u00e9\ud83d\ude00\n/\/"], "b": true, "a": null, "c": {}}"#

    @Test func readsValuesOfEveryKind() throws {
        let root = try JSONTape(copying: text.utf8).root
        #expect(root.members.map { $0.key.string } == ["a", "b", "a", "c"])
        let elements = root.members[0].value.elements
        #expect(elements.map(\.integer) == [1, nil, nil])
        #expect(elements.map(\.double) == [1, -2.5, nil])
        #expect(elements[1].sourceText == "-2.50")
        #expect(elements[2].string == "é😀\n//")
        #expect(root["b"]?.bool == true)
        #expect(root["c"]?.members.count == 0)
        #expect(root["missing"] == nil)
    }

    @Test func theLastOfTwoEqualKeysCounts() throws {
        let root = try JSONTape(copying: text.utf8).root
        #expect(root["a"]?.kind == .null)
        #expect(root["a"]?.offset == 61)
    }

    @Test(
        arguments: [
            ("12", 12), ("-0", 0), ("1.0", 1), ("1e2", 100),
            ("9007199254740992", 9_007_199_254_740_992),
            ("1.5", nil), ("1e300", nil), ("9007199254740994", nil), (#""1""#, nil),
        ] as [(String, Int?)])
    func integersAreExact(_ text: String, _ expected: Int?) throws {
        #expect(try JSONTape(copying: text.utf8).root.integer == expected)
    }
}
