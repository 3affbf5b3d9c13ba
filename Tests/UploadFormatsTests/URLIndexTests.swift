import CanonicalJSON
import TestSupport
import Testing

@testable import UploadFormats

@Suite struct URLIndexTests {
    private func place(_ number: Int) -> SourcePosition {
        SourcePosition(offset: number * 1_000_003, line: number + 1, column: 7)
    }

    @Test func remembersTheFirstItem() {
        var index = URLIndex()
        var random = SeededGenerator(seed: 8)
        var first: [UInt64: Int] = [:]
        for number in 0..<2_000 {
            // Few high bits differ, so that slots collide.
            let hash = UInt64.random(in: 0..<1_500, using: &random) << 40 | 5
            let found = index.insert(hash, item: number, at: place(number))
            #expect(found?.item == first[hash])
            if let earlier = first[hash] { #expect(found?.position == place(earlier)) }
            if first[hash] == nil { first[hash] = number }
        }
    }

    @Test func isBounded() {
        var index = URLIndex()
        var found = 0
        for number in 0..<URLIndex.entriesMax + 5 {
            let hash = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
            if index.insert(hash, item: number, at: .start) != nil { found += 1 }
        }
        #expect(found == 0)
        // The allocator rounds up by a page or so.
        #expect(index.bytes < 16 << 20 + 65_536)
        let beyond = UInt64(URLIndex.entriesMax) &* 0x9E37_79B9_7F4A_7C15
        #expect(index.insert(beyond, item: 1, at: .start) == nil)
        #expect(index.insert(0x9E37_79B9_7F4A_7C15, item: 9, at: .start)?.item == 1)
    }

    @Test func largeNumbersAreCut() {
        var index = URLIndex()
        let far = SourcePosition(offset: .max, line: .max, column: .max)
        #expect(index.insert(1, item: .max, at: far) == nil)
        let found = index.insert(1, item: 2, at: .start)
        #expect(found?.item == 1 << 24 - 1)
        #expect(found?.position.offset == 1 << 40 - 1)
    }
}
