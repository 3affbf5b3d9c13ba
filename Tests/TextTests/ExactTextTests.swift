import TestSupport
import Testing

@testable import Text

@Suite struct ExactTextTests {
    @Test(arguments: ["", "a", "12345678", "123456789", "天気", String(repeating: "x", count: 99)])
    func equalsItselfAndNothingNear(text: String) {
        #expect(ExactText(text) == ExactText(text.lowercased() + ""))
        #expect(ExactText(text).hashValue == ExactText(text + "").hashValue)
        #expect(ExactText(text) != ExactText(text + "\0"))
        #expect(ExactText(text) != ExactText("\0" + text))
        if !text.isEmpty { #expect(ExactText(text) != ExactText(text.dropLast() + "~")) }
    }

    /// One step of the mixing, to make a collision of it.
    private func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }

    private func text(_ words: [UInt64]) -> String {
        String(
            decoding: words.flatMap { word in (0..<8).map { UInt8(word >> (8 * $0) & 0xFF) } },
            as: UTF8.self)
    }

    /// Two texts of 20 bytes whose hashes are the same are still two texts.
    @Test func textsWithTheSameHashAreCompared() throws {
        let ascii: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        var random = SeededGenerator(seed: 1)
        var found = 0
        while found < 3 {
            let (first, other) = (random.next() & ascii, random.next() & ascii)
            let (second, tail) = (random.next() & ascii, "tail")
            // The second word takes back what the first one changed.
            let change = mix(20, first) ^ mix(20, other)
            guard change & ~ascii == 0 else { continue }
            found += 1
            let a = ExactText(text([first, second]) + tail)
            let b = ExactText(text([other, second ^ change]) + tail)
            #expect(a.hashValue == b.hashValue, "a collision")
            #expect(a != b)
            let last = ExactText(text([first, second]) + "tale")
            #expect(a != last)
        }
    }
}
