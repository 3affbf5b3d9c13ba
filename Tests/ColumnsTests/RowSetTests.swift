import TestSupport
import Testing

@testable import Columns

@Suite("Rows: sets of slots")
struct RowSetTests {
    /// A set and the same as a plain one.
    static func make(
        _ capacity: Int, using random: inout SeededGenerator
    ) -> (RowSet, Set<Int>) {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return (.none(of: capacity), [])
        case 1: return (.all(of: capacity), Set(0..<capacity))
        default:
            let share = [1, 30, 99].randomElement(using: &random) ?? 1
            let slots = (0..<capacity).filter { _ in
                Int.random(in: 0..<100, using: &random) < share
            }
            return (RowSet(slots, of: capacity), Set(slots))
        }
    }

    @Test("the algebra of sets, against plain sets")
    func algebra() {
        for seed in UInt64(0)..<500 {
            var random = SeededGenerator(seed: seed)
            let capacities = [0, 1, 63, 64, 65, 130, 1_000]
            let (a, plainA) = Self.make(
                capacities.randomElement(using: &random) ?? 1, using: &random)
            let (b, plainB) = Self.make(
                capacities.randomElement(using: &random) ?? 1, using: &random)
            let hint: Comment = "seed \(seed)"
            check(a, plainA, hint)
            check(a.intersection(b), plainA.intersection(plainB), hint)
            check(a.union(b), plainA.union(plainB), hint)
            check(a.subtracting(b), plainA.subtracting(plainB), hint)
            check(a.inverted, Set(0..<a.capacity).subtracting(plainA), hint)
            #expect((a == b) == (plainA == plainB), hint)
        }
    }

    private func check(_ set: RowSet, _ plain: Set<Int>, _ hint: Comment) {
        let sorted = plain.sorted()
        #expect(Array(set) == sorted, hint)
        #expect(set.count == sorted.count, hint)
        #expect(set.isEmpty == sorted.isEmpty, hint)
        #expect(set.first == sorted.first, hint)
        #expect(plain.allSatisfy { $0 < set.capacity }, hint)
        var visited: [Int] = []
        set.forEachSlot { visited.append($0) }
        #expect(visited == sorted, hint)
        for slot in [-1, 0, 5, 63, 64, 999, 65_536] {
            #expect(set.contains(slot) == plain.contains(slot), hint)
        }
        #expect(RowSet(capacity: set.capacity, words: set.words) == set, hint)
    }

    @Test("bits beyond the capacity are left out")
    func strayBits() {
        #expect(Array(RowSet(capacity: 3, words: [~0, ~0])) == [0, 1, 2])
        #expect(Array(RowSet(capacity: 70, words: [1])) == [0])
        #expect(Array(RowSet([-1, 2, 3], of: 3)) == [2])
    }

    @Test("selections of rows in several segments, against plain sets")
    func selections() {
        for seed in UInt64(0)..<200 {
            var random = SeededGenerator(seed: seed)
            func make() -> (RowSelection, Set<Int64>) {
                var (selection, plain) = (RowSelection(), Set<Int64>())
                for segment in (0..<5).shuffled(using: &random)
                where Bool.random(using: &random) {
                    let (rows, slots) = Self.make(
                        Int.random(in: 1...200, using: &random), using: &random)
                    let first = Int64(segment * SegmentRows.countMax)
                    selection.append(rows, firstRow: first)
                    plain.formUnion(slots.map { first + Int64($0) })
                }
                return (selection, plain)
            }
            let ((a, plainA), (b, plainB)) = (make(), make())
            for (selection, plain) in [
                (a, plainA), (a.intersection(b), plainA.intersection(plainB)),
                (a.union(b), plainA.union(plainB)), (a.subtracting(b), plainA.subtracting(plainB)),
            ] {
                #expect(Array(selection) == plain.sorted(), "seed \(seed)")
                #expect(selection.count == plain.count)
                #expect(selection.first == plain.min())
                #expect(selection.isEmpty == plain.isEmpty)
                for row in plain { #expect(selection.contains(row)) }
                #expect(!selection.contains(-1))
                #expect(!selection.contains(Int64(9 * SegmentRows.countMax)))
            }
        }
    }
}
