import TestSupport
import Testing

@testable import CanonicalJSON

@Suite struct LineIndexTests {
    /// Places asked for in any order are those of one walk from the start.
    @Test(arguments: 1...20 as ClosedRange<UInt64>) func placesAreThoseOfAWalk(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = ["a", "\n", "é", "\r\n", "🙂", String(repeating: "x", count: 900)]
        var text = ""
        while text.utf8.count < 3 * LineIndex.stepBytes {
            text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }
        let start = SourcePosition(offset: 100, line: 7, column: 3)
        Array(text.utf8).withUnsafeBytes { bytes in
            var lines = LineIndex(bytes, from: start)
            for _ in 0..<300 {
                let at = Int.random(in: 0...bytes.count, using: &random)
                let walked = start.advanced(over: UnsafeRawBufferPointer(rebasing: bytes[..<at]))
                #expect(lines.position(ofOffset: 100 + at) == walked, "seed \(seed)")
            }
            #expect(lines.end == start.advanced(over: bytes))
            #expect(lines.position(ofOffset: 0) == start)
            #expect(lines.position(ofOffset: 1 << 40) == lines.end)
            var known = SourcePosition(offset: 101, line: 4, column: 4)
            lines.resolve(&known)
            #expect(known.line == 4)
        }
    }
}
