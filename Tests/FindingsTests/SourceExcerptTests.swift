import Foundation
import Testing

@testable import Findings

@Suite struct SourceExcerptTests {
    private func excerpt(_ text: String, fault: String) -> SourceExcerpt {
        let bytes = Array(text.utf8)
        guard let range = text.range(of: fault) else {
            Issue.record("\(fault) is not in the text")
            return SourceExcerpt(
                text: "", column: 0, length: 0, cutBefore: false, cutBehind: false)
        }
        let offset = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        return bytes.withUnsafeBytes { SourceExcerpt(of: $0, at: offset, length: fault.utf8.count) }
    }

    @Test func takesTheLineOfTheFault() {
        let excerpt = excerpt("first\n  \"é\": bad,\r\nlast", fault: "bad")
        #expect(excerpt.text == "  \"é\": bad,")
        #expect(excerpt.column == 7)
        #expect(excerpt.length == 3)
        #expect(!excerpt.cutBefore && !excerpt.cutBehind)
    }

    @Test func cutsALongLineAroundTheFault() {
        let side = String(repeating: "é", count: 500)
        let excerpt = excerpt(side + "bad" + side, fault: "bad")
        #expect(excerpt.column == SourceExcerpt.beforeMax)
        #expect(excerpt.text.unicodeScalars.count == SourceExcerpt.lengthMax)
        #expect(
            excerpt.text.unicodeScalars.dropFirst(excerpt.column).starts(with: "bad".unicodeScalars)
        )
        #expect(excerpt.cutBefore && excerpt.cutBehind)
    }

    @Test(arguments: [(90, 3), (3, 90), (46, 47)])
    func aLineThatFitsIsWhole(before: Int, behind: Int) {
        let line =
            String(repeating: "a", count: before) + "bad" + String(repeating: "b", count: behind)
        let excerpt = excerpt("x\n\(line)\ny", fault: "bad")
        #expect(excerpt.text == line)
        #expect(excerpt.column == before)
        #expect(!excerpt.cutBefore && !excerpt.cutBehind)
    }

    @Test func aFaultNearTheEndOfALongLineShowsMoreBeforeIt() {
        let excerpt = excerpt(String(repeating: "a", count: 500) + "bad", fault: "bad")
        #expect(excerpt.text.count == SourceExcerpt.lengthMax)
        #expect(excerpt.column == SourceExcerpt.lengthMax - 3)
        #expect(excerpt.cutBefore && !excerpt.cutBehind)
    }

    @Test func aFaultOfManyLinesEndsWithItsFirst() {
        let excerpt = excerpt("x {\n1\n}", fault: "{\n1\n}")
        #expect(excerpt.text == "x {")
        #expect(excerpt.length == 1)
    }

    @Test func endOfTheTextHasNoCharacters() {
        let bytes = Array("abc".utf8)
        let excerpt = bytes.withUnsafeBytes { SourceExcerpt(of: $0, at: 3, length: 0) }
        #expect(
            excerpt
                == SourceExcerpt(
                    text: "abc", column: 3, length: 1, cutBefore: false, cutBehind: false))
        let empty = SourceExcerpt(
            of: UnsafeRawBufferPointer(start: nil, count: 0), at: 0, length: 5)
        #expect(empty.text == "")
    }

    @Test func bytesThatAreNotUTF8DoNoHarm() {
        let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x0A, 0x62]
        let excerpt = bytes.withUnsafeBytes { SourceExcerpt(of: $0, at: 1, length: 1) }
        #expect(excerpt.column == 1)
        #expect(excerpt.text.hasPrefix("a\u{FFFD}"))
    }
}
