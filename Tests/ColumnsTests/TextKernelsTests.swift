import TestSupport
import Testing

@testable import Columns

/// Texts as codes and texts as they are: the same conditions, the same rows.
@Suite("Kernels: texts")
struct TextKernelsTests {
    private static func isLess(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.lexicographicallyPrecedes(b)
    }

    private static func holds(_ comparison: ValueComparison, _ a: [UInt8], _ b: [UInt8]) -> Bool {
        comparison.holds(a == b ? 0 : isLess(a, b) ? -1 : 1, 0)
    }

    @Test("comparisons and sets, against each row alone", arguments: RandomCells.shapes(of: .text))
    func comparisons(shape: String) throws {
        for seed in UInt64(0)..<16 {
            var random = SeededGenerator(seed: seed)
            let count = SegmentRoundTripTests.counts.randomElement(using: &random) ?? 1
            let cells = RandomCells.make(.text, shape, count, using: &random)
            let column = try CellColumn(.text, shape, cells)
            let (among, plain) = RowSetTests.make(count, using: &random)
            var constants = cells.compactMap(\.bytes).shuffled(using: &random).prefix(4).map { $0 }
            constants += [[], Array("rain".utf8), Array("site-1".utf8), [0xC3, 0xA9]]
            for constant in constants {
                for comparison in ValueComparison.allCases {
                    let expected = column.slots {
                        $0.bytes.map { Self.holds(comparison, $0, constant) } ?? false
                    }.filter(plain.contains)
                    let found: RowSet
                    switch column.segment.values {
                    case .text(let texts):
                        found = texts.rows(comparison, constant, among: among)
                    case .code(let codes):
                        let set = column.dictionary?.codes {
                            Self.holds(comparison, Array($0), constant)
                        }
                        found = codes.rows(in: set ?? CodeSet([]), among: among)
                    default:
                        Issue.record("no texts")
                        return
                    }
                    #expect(
                        Array(found) == expected,
                        "\(shape), seed \(seed): \(comparison) \(constant)")
                }
            }
        }
    }

    @Test("sets of codes of all sizes, and counts by code")
    func codes() throws {
        for seed in UInt64(0)..<16 {
            var random = SeededGenerator(seed: seed)
            let distinct = [1, 3, 200, 700].randomElement(using: &random) ?? 1
            let cells: [Cell] = (0..<3_000).map { _ in
                let number = Int.random(in: -1..<distinct, using: &random)
                return number < 0 ? .null : .text("\(number)")
            }
            let column = try CellColumn(.text, cells)
            let (among, plain) = RowSetTests.make(cells.count, using: &random)
            guard case .code(let codes) = column.segment.values, let own = column.dictionary else {
                Issue.record("no codes, seed \(seed)")
                return
            }
            for share in [0, 1, 20, 60, 100] {
                let wanted = Set(
                    (0..<own.count).filter { _ in Int.random(in: 0..<100, using: &random) < share })
                let set = CodeSet(wanted.map { UInt32($0) } + [70_000])
                let expected = cells.indices.filter { slot in
                    plain.contains(slot)
                        && (cells[slot].bytes.flatMap { own.code(of: $0) }.map {
                            wanted.contains(Int($0))
                        }
                            ?? false)
                }
                #expect(
                    Array(codes.rows(in: set, among: among)) == expected,
                    "seed \(seed), \(share) %")
            }
            var counts: [Int] = []
            codes.addCounts(to: &counts, among: among)
            for code in 0..<own.count {
                let text = own.text(UInt32(code)) ?? []
                let expected = cells.indices.count { plain.contains($0) && cells[$0].bytes == text }
                #expect((code < counts.count ? counts[code] : 0) == expected, "seed \(seed)")
            }
            var states = StateTally()
            states.add(column.segment, among: among)
            #expect(states.null == cells.indices.count { plain.contains($0) && cells[$0] == .null })
            #expect(states.present + states.null == among.count)
        }
    }

    @Test("every row has its place when texts are sorted")
    func ranks() {
        var dictionary = KeyDictionary()
        let texts = ["rain", "", "r", "rai", "ra\u{0}", "\u{10FFFF}", "é", "e\u{301}", "rainy day"]
        for text in texts { _ = dictionary.add(Array(text.utf8)) }
        let sorted = texts.map { Array($0.utf8) }.sorted(by: Self.isLess)
        for (code, rank) in dictionary.ranks().enumerated() {
            #expect(sorted[Int(rank)] == dictionary.text(UInt32(code)))
        }
    }
}
