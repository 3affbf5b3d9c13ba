import TestSupport
import Testing

@testable import Columns

@Suite("Dictionaries of texts")
struct KeyDictionaryTests {
    @Test("codes are given in order and never change, whatever is added")
    func codesStay() {
        var random = SeededGenerator(seed: 4)
        var dictionary = KeyDictionary()
        var known: [[UInt8]: UInt32] = [:]
        for _ in 0..<20_000 {
            let text = Array("\(random.next() % 9_000)".utf8)
            let code = dictionary.add(text)
            #expect(code == known[text, default: UInt32(known.count)])
            known[text] = code
        }
        #expect(dictionary.count == known.count)
        for (text, code) in known {
            #expect(dictionary.code(of: text) == code)
            #expect(dictionary.text(code) == text)
        }
        #expect(dictionary.code(of: Array("9000".utf8)) == nil)
        #expect(dictionary.text(UInt32(known.count)) == nil)
    }

    @Test("texts are compared by their bytes")
    func exactTexts() {
        var dictionary = KeyDictionary()
        let texts = ["é", "e\u{301}", "", "\u{0}", "É"]
        for (index, text) in texts.enumerated() {
            #expect(dictionary.add(Array(text.utf8)) == UInt32(index))
        }
        #expect(dictionary.count == texts.count)
    }

    @Test("what was added last can be taken back")
    func takingBack() {
        for seed in UInt64(0)..<50 {
            var random = SeededGenerator(seed: seed)
            var dictionary = KeyDictionary()
            let texts = (0..<500).map { _ in Array("\(random.next() % 300)".utf8) }
            let split = Int.random(in: 0...500, using: &random)
            for text in texts[..<split] { _ = dictionary.add(text) }
            let kept = dictionary
            for text in texts[split...] { _ = dictionary.add(text) }
            dictionary.removeLast(keeping: kept.count)
            #expect(dictionary.count == kept.count)
            #expect(dictionary.byteCount == kept.byteCount)
            for text in texts {
                #expect(dictionary.code(of: text) == kept.code(of: text), "seed \(seed)")
            }
        }
    }

    @Test("a full dictionary takes no new text and knows the old ones")
    func full() {
        var dictionary = KeyDictionary()
        for number in 0..<KeyDictionary.countMax {
            #expect(dictionary.add(Array("\(number)".utf8)) == UInt32(number))
        }
        #expect(dictionary.add(Array("more".utf8)) == nil)
        #expect(dictionary.add(Array("77".utf8)) == 77)
        var long = KeyDictionary()
        let text = [UInt8](repeating: 1, count: KeyDictionary.byteCountMax)
        #expect(long.add(text) == 0)
        #expect(long.add([2]) == nil)
        #expect(long.add([]) == 1)
    }

    @Test("chunks add up to the dictionary")
    func chunks() throws {
        var random = SeededGenerator(seed: 8)
        var (dictionary, copy) = (KeyDictionary(), KeyDictionary())
        for _ in 0..<20 {
            let known = dictionary.count
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                _ = dictionary.add(Array("\(random.next() % 500)".utf8))
            }
            try copy.append(chunk: dictionary.chunk(from: known))
            #expect(copy.count == dictionary.count)
            for code in 0..<UInt32(dictionary.count) {
                #expect(copy.text(code) == dictionary.text(code))
            }
        }
        let next = dictionary.chunk(from: dictionary.count)
        try copy.append(chunk: next)
        #expect(throws: ColumnFault(.rows, at: 8)) {
            try copy.append(chunk: dictionary.chunk(from: 1))
        }
        #expect(copy.count == dictionary.count)
    }

    @Test("a copy does not see what is added later")
    func snapshots() {
        var dictionary = KeyDictionary()
        _ = dictionary.add(Array("a".utf8))
        let snapshot = dictionary
        _ = dictionary.add(Array("b".utf8))
        #expect(snapshot.count == 1)
        #expect(snapshot.code(of: Array("b".utf8)) == nil)
    }

    @Test("texts that are nearly all different are stored as they are, and add nothing")
    func uniqueTexts() throws {
        let cells = (0..<600).map { Cell.text("text \($0)") }
        let column = try CellColumn(.text, cells)
        guard case .text = column.segment.values else {
            Issue.record("codes")
            return
        }
        #expect(column.dictionary?.count == 0)
        let twice = try CellColumn(.text, cells + cells)
        guard case .code = twice.segment.values else {
            Issue.record("no codes")
            return
        }
        #expect(twice.dictionary?.count == 600)
    }
}
