import CanonicalJSON
import TestSupport
import Testing

@Suite struct JSONStringWriterTests {
    @Test(arguments: [
        ("", #""""#), ("plain", #""plain""#), (#"a"b\c/"#, #""a\"b\\c/""#),
        ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
        ("\0\u{1}\u{B}\u{1F}\u{7F}", "\"\\u0000\\u0001\\u000b\\u001f\u{7F}\""),
        ("é日😀\"", #""é日😀\"""#), ("\"", #""\"""#),
    ])
    func escapesWhatMustBeEscaped(_ text: String, _ expected: String) {
        var bytes: [UInt8] = [0]
        JSONStringWriter.append(text, to: &bytes)
        #expect(String(decoding: bytes.dropFirst(), as: UTF8.self) == expected)
    }

    @Test func aWrittenStringIsReadAgain() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            var text = ""
            for _ in 0..<Int.random(in: 0...40, using: &generator) {
                let scalar = UInt32.random(in: 1...0x300, using: &generator)
                text.unicodeScalars.append(Unicode.Scalar(scalar) ?? " ")
            }
            var bytes: [UInt8] = []
            JSONStringWriter.append(text, to: &bytes)
            let string = try JSONTape(copying: bytes).string(at: 0)
            #expect(Array(string.utf8) == Array(text.utf8), "seed \(generator.seed)")
            #expect(canonicalText(bytes) == bytes, "seed \(generator.seed)")
        }
    }
}
