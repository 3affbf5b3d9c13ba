import CanonicalJSON
import TestSupport
import Testing

@Suite struct JSONSpanFinderTests {
    @Test(arguments: [
        ("{}", 2), ("[]", 2), ("[1,2] ", 5), ("{}{}", 2), (#"{"a":"}"}]"#, 9), (#"["\"]"]"#, 7),
        (#"["\\"]"#, 6), (#"["\\\"]"]"#, 9), ("[[[]]]]", 6), (#"[{"a":[{}]}],"#, 12),
    ])
    func findsTheEnd(_ text: String, _ end: Int) {
        #expect(ends(of: Array(text.utf8), pieces: [text.utf8.count]).first == end)
    }

    @Test(arguments: ["", "[", "[1,2", #"["]"#, #"["\"]"#, #"{"a":{}"#])
    func anOpenSpanHasNoEnd(_ text: String) {
        #expect(ends(of: Array(text.utf8), pieces: [text.utf8.count]) == [])
    }

    @Test func aFinderCanStartAgain() {
        var finder = JSONSpanFinder()
        let begun = Array(#"[["\"#.utf8)
        let whole = Array("[]".utf8)
        #expect(begun.withUnsafeBytes { finder.end(in: $0) } == nil)
        finder.reset()
        #expect(whole.withUnsafeBytes { finder.end(in: $0) } == 2)
    }

    @Test func piecesOfEverySizeGiveTheSameEnds() {
        var generator = SeededGenerator(seed: 20)
        for _ in 0..<24 {
            let text = randomText(using: &generator)
            let expected = plainEnds(of: text)
            for size in 1...140 {
                #expect(ends(of: text, pieces: [size]) == expected, "seed \(generator.seed)")
            }
            let sizes = (0..<20).map { _ in Int.random(in: 1...200, using: &generator) }
            #expect(ends(of: text, pieces: sizes) == expected, "seed \(generator.seed)")
        }
    }

    /// Some spans, one right behind the other, of any quotes, backslashes and brackets.
    private func randomText(using generator: inout SeededGenerator) -> [UInt8] {
        let alphabets = [#"[]{}"\"#, #"[]{}"\ab"#, #"[{ab]}"#, #""\\\\\"]"#, #"abcdefghijklm"\[]"#]
        let alphabet = Array((alphabets.randomElement(using: &generator) ?? "").utf8)
        var text: [UInt8] = [UInt8(ascii: "[")]
        for _ in 0..<Int.random(in: 0...700, using: &generator) {
            text.append(alphabet.randomElement(using: &generator) ?? 0)
        }
        return text
    }

    /// The offsets behind every span, found byte by byte; the finder starts again at each.
    private func plainEnds(of text: [UInt8]) -> [Int] {
        var ends: [Int] = []
        var depth = 0
        var isInside = false
        var isEscaped = false
        for (offset, byte) in text.enumerated() {
            if isEscaped {
                isEscaped = false
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { continue }
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInside.toggle()
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += isInside ? 0 : 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= isInside ? 0 : 1
                if !isInside, depth <= 0 {
                    ends.append(offset + 1)
                    depth = 0
                }
            default: break
            }
        }
        return ends
    }

    /// The same with a finder that gets the text in pieces, of each of some sizes in turn.
    private func ends(of text: [UInt8], pieces sizes: [Int]) -> [Int] {
        var finder = JSONSpanFinder()
        var ends: [Int] = []
        var start = 0
        var turn = 0
        text.withUnsafeBytes { bytes in
            while start < bytes.count {
                let stop = min(bytes.count, start + sizes[turn % sizes.count])
                turn += 1
                while start < stop {
                    let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<stop])
                    guard let end = finder.end(in: piece) else {
                        start = stop
                        continue
                    }
                    start += end
                    ends.append(start)
                }
            }
        }
        return ends
    }
}
