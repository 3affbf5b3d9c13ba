import Testing
import Text

@Suite struct WrappedTextTests {
    @Test(arguments: [
        ("one two three", 7, 5, ["one two", "three"]), ("one two three", 20, 5, ["one two three"]),
        ("", 5, 5, [""]), ("abcdefgh ij k", 4, 4, ["abcdefgh", "ij k"]),
        ("  a b", 3, 3, ["  a", "b"]), ("天気 天気 a", 5, 6, ["天気", "天気 a"]),
        ("a  b", 4, 4, ["a  b"]),
    ])
    func endsLinesAtSpaces(_ text: String, _ first: Int, _ others: Int, _ lines: [String]) {
        #expect(WrappedText.lines(text, first: first, others: others) == lines)
    }

    @Test func numbersHaveGroups() {
        #expect(
            [0, 999, 1_000, -12_345, 1_234_567].map(\.grouped) == [
                "0", "999", "1,000", "-12,345", "1,234,567",
            ])
        #expect(counted(1, "item") == "1 item" && counted(2_000, "item") == "2,000 items")
    }
}
