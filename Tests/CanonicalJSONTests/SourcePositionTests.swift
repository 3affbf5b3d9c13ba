import CanonicalJSON
import TestSupport
import Testing

@Suite struct SourcePositionTests {
    @Test(arguments: [
        ("", 1, 1), ("abc", 1, 4), ("\n", 2, 1), ("a\nb", 2, 2), ("a\r\nb", 2, 2), ("\r", 1, 2),
        ("\t\t", 1, 3), ("é", 1, 2), ("日本", 1, 3), ("😀x", 1, 3), ("é\n日本\n😀", 3, 2),
        ("\n\n\n", 4, 1),
        ("e\u{301}", 1, 3),
    ])
    func countsLinesAndCharacters(_ text: String, _ line: Int, _ column: Int) {
        let place = place(behind: Array(text.utf8))
        #expect(place == SourcePosition(offset: text.utf8.count, line: line, column: column))
    }

    @Test func nothingMovesNothing() {
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        #expect(SourcePosition.start.advanced(over: nothing) == .start)
    }

    @Test func piecesAddUpToWhatCountingEveryByteGives() {
        var generator = SeededGenerator(seed: 7)
        let alphabets: [[UInt8]] = [
            Array("a\n".utf8), Array("abcdefghijklmnopqrstuvw\n".utf8),
            [0x80, 0xBF, 0xC0, 0x7F, 0x0A],
            Array("é日😀\r\n\t ".utf8), [0xA9, 0x61], [0x61], [0x0A],
        ]
        for size in [0, 1, 15, 16, 17, 31, 32, 33, 100, 4_079, 4_080, 4_081, 4_096, 9_000] {
            for alphabet in alphabets {
                let text = (0..<size).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
                var expected = SourcePosition(offset: size, line: 1, column: 1)
                for byte in text {
                    if byte == 0x0A {
                        expected.line += 1
                        expected.column = 1
                    } else if byte < 0x80 || byte >= 0xC0 {
                        expected.column += 1
                    }
                }
                #expect(place(behind: text) == expected, "seed \(generator.seed), size \(size)")
                let cut = Int.random(in: 0...size, using: &generator)
                let first = place(behind: Array(text[..<cut]))
                #expect(place(behind: Array(text[cut...]), from: first) == expected)
            }
        }
    }

    private func place(
        behind bytes: [UInt8], from start: SourcePosition = .start
    ) -> SourcePosition {
        bytes.withUnsafeBytes { start.advanced(over: $0) }
    }
}
