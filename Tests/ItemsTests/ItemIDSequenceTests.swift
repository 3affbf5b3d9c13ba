import Items
import TestSupport
import Testing

@Suite("New ids")
struct ItemIDSequenceTests {
    @Test("time, counter and random bits have their places")
    func layout() {
        // The time is that of the example in RFC 9562, appendix A.6.
        var full = ItemIDSequence(milliseconds: 1_645_557_742_000)
        #expect(
            full.next(random: (.max, .max)).description == "017f22e2-79b0-77ff-bfff-ffffffffffff")
        var empty = ItemIDSequence(milliseconds: 1_645_557_742_001)
        #expect(empty.next(random: (0, 0)).description == "017f22e2-79b1-7000-8000-000000000000")
        #expect(empty.next(random: (.max, 0)).description == "017f22e2-79b1-7000-8000-100000000000")
    }

    @Test("the ids of a sequence ascend, and are of version 7", arguments: [1, 2, 3] as [UInt64])
    func ascending(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let time = Int64(generator.next() >> 17)
            var sequence = ItemIDSequence(milliseconds: time)
            var last: ItemID?
            for _ in 0..<2_000 {
                let id = sequence.next(random: (generator.next(), generator.next()))
                if let last { #expect(last < id, "seed \(seed)") }
                #expect(id.high >> 16 == UInt64(time) && id.high >> 12 & 0xF == 7)
                #expect(id.low >> 62 == 2)
                last = id
            }
        }
    }

    @Test("at the end of the counter the time goes on")
    func overflow() {
        var sequence = ItemIDSequence(milliseconds: 5, counter: (1 << 30) - 2)
        let last = sequence.next(random: (0, .max))
        let next = sequence.next(random: (0, 0))
        #expect(last.description == "00000000-0005-7fff-bfff-ffffffffffff")
        #expect(next.description == "00000000-0006-7000-8000-000000000000")
        #expect(last < next)
    }

    @Test("two sequences of one millisecond share nothing but the time")
    func twoSequences() {
        var generator = SeededGenerator(seed: 4)
        var ids: Set<ItemID> = []
        for _ in 0..<100 {
            var sequence = ItemIDSequence(milliseconds: 7)
            for _ in 0..<100 {
                ids.insert(sequence.next(random: (generator.next(), generator.next())))
            }
        }
        #expect(ids.count == 10_000)
    }
}
