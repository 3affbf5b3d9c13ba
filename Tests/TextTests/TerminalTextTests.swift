import Testing

@testable import Text

@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("a\u{1B}[31mb", "a\\u001b[31mb"), ("tab\tend", "tab\\tend"),
        ("line\r\nend", "line\\r\\nend"), ("\u{202E}txt", "\\u202etxt"), ("\u{9B}1m", "\\u009b1m"),
        ("天気 😀 é", "天気 😀 é"), ("\u{7F}", "\\u007f"),
    ])
    func escapesWhatATerminalWouldObey(text: String, expected: String) {
        #expect(TerminalText.escaped(text) == expected)
    }

    @Test(arguments: [
        ("abc", 3), ("天気", 4), ("e\u{301}", 1), ("😀", 2), ("\t", 4), ("ab\tc", 5), ("\u{1B}", 6),
        ("a\u{200D}b", 2),
    ])
    func measuresColumns(text: String, width: Int) {
        #expect(TerminalText(text).width == width)
    }

    @Test(arguments: [
        ("https://bkt.example/i/1.png", 40, "https://bkt.example/i/1.png"),
        ("https://bkt.example/folder/1.png", 16, "https…lder/1.png"),
        ("天気天気天気天気", 9, "天…気天気"),
    ])
    func fitsByCuttingTheMiddle(text: String, columns: Int, expected: String) {
        let fitted = TerminalText.fitted(text, to: columns)
        #expect(TerminalText(fitted).width <= columns)
        #expect(fitted == expected)
    }
}
