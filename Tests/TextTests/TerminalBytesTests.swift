import Testing

@testable import Text

@Suite struct TerminalBytesTests {
    private func written(_ bytes: [UInt8], _ kept: TerminalBytes.Kept) -> [UInt8] {
        var result: [UInt8] = []
        bytes.withUnsafeBytes { TerminalBytes.append($0, keeping: kept, to: &result) }
        return result
    }

    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a\u{1B}[31mb", "a\\u001b[31mb"),
        ("tab\tend\n", "tab\tend\n"), ("a\r\nb\rc\r", "a\r\nb\\rc\\r"), ("\u{7F}", "\\u007f"),
        ("\u{9B}1m", "\\u009b1m"), ("\u{202E}txt\u{61C}", "\\u202etxt\\u061c"),
        ("\u{A0}天気 😀 é", "\u{A0}天気 😀 é"), ("\u{2028}\u{FEFF}", "\\u2028\\ufeff"),
    ])
    func linesKeepTheirLayout(text: String, expected: String) {
        #expect(String(decoding: written(Array(text.utf8), .layout), as: UTF8.self) == expected)
    }

    @Test func inJSONSpacesBetweenValuesStay() {
        var text = Array("{\"a\": \"\u{9B}\u{7F}\u{2066}é\",\r\n\t\"b\": 1}".utf8)
        TerminalBytes.escape(json: &text)
        let expected = "{\"a\": \"\\u009b\\u007f\\u2066é\",\r\n\t\"b\": 1}"
        #expect(text == Array(expected.utf8))
    }

    @Test func bytesThatAreNotUTF8StayAsTheyAre() {
        for bytes: [UInt8] in [
            [0x9B], [0xC2], [0xC2, 0x41], [0xE2, 0x80], [0xE2, 0x80, 0x41], [0xFF, 0xC0, 0x80],
            [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80],
        ] {
            #expect(written(bytes, .layout) == bytes)
        }
    }

    @Test func everyCharacterIsTreatedAsInALine() {
        for value in UInt32(0)...0x3000 {
            guard let scalar = Unicode.Scalar(value), scalar != "\n", scalar != "\t" else {
                continue
            }
            let text = "a\(scalar)b"
            #expect(
                written(Array(text.utf8), .layout) == Array(TerminalText.escaped(text).utf8),
                "U+\(String(value, radix: 16))")
        }
    }
}
