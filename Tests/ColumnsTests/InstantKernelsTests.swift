import TestSupport
import Testing

@testable import Columns

@Suite("Kernels: instants")
struct InstantKernelsTests {
    private static func constants(
        _ column: CellColumn, using random: inout SeededGenerator
    ) -> [ColumnInstant] {
        let own = column.cells.compactMap(\.instant).shuffled(using: &random).prefix(4)
        return own.flatMap { [$0, $0.next ?? $0, $0.previous ?? $0] }
            + [
                ColumnInstant(seconds: 0), ColumnInstant(seconds: .min),
                ColumnInstant(seconds: .max, nanoseconds: .max), ColumnInstant(seconds: .max),
                ColumnInstant(seconds: 1_483_228_799, nanoseconds: 1_000_000_000),
            ]
    }

    @Test(
        "comparisons, ranges and lists, against each row alone",
        arguments: RandomCells.shapes(of: .instant))
    func comparisons(shape: String) throws {
        for seed in UInt64(0)..<20 {
            var random = SeededGenerator(seed: seed)
            let count = SegmentRoundTripTests.counts.randomElement(using: &random) ?? 1
            let cells = RandomCells.make(.instant, shape, count, using: &random)
            let column = try CellColumn(.instant, cells)
            let (among, plain) = RowSetTests.make(count, using: &random)
            guard case .instant(let instants) = column.segment.values else {
                Issue.record("no instants")
                return
            }
            let constants = Self.constants(column, using: &random)
            func expect(
                _ rows: RowSet, _ hint: String, _ passes: (ColumnInstant) -> Bool
            ) {
                let expected = column.slots { $0.instant.map(passes) ?? false }
                #expect(
                    Array(rows) == expected.filter(plain.contains),
                    "\(shape), seed \(seed): \(hint)")
            }
            for constant in constants {
                for comparison in ValueComparison.allCases {
                    expect(
                        instants.rows(comparison, constant, among: among),
                        "\(comparison) \(constant)"
                    ) { comparison.holds($0, constant) }
                }
                let high = constants.randomElement(using: &random) ?? constant
                expect(
                    instants.rows(from: constant, through: high, among: among),
                    "\(constant) to \(high)"
                ) { constant <= $0 && $0 <= high }
            }
            for count in [0, 1, 30] {
                let list = Array((constants + constants).shuffled(using: &random).prefix(count))
                expect(
                    instants.rows(equalToOneOf: list, among: among), "\(list)", list.contains)
            }
        }
    }

    @Test(
        "counts and histograms, against each row alone",
        arguments: RandomCells.shapes(of: .instant))
    func aggregates(shape: String) throws {
        for seed in UInt64(0)..<12 {
            var random = SeededGenerator(seed: seed)
            let cells = RandomCells.make(.instant, shape, 300, using: &random)
            let column = try CellColumn(.instant, cells)
            let (among, plain) = RowSetTests.make(300, using: &random)
            guard case .instant(let instants) = column.segment.values else {
                Issue.record("no instants")
                return
            }
            let values = cells.indices.filter(plain.contains).compactMap { cells[$0].instant }
            var tally = ValueTally()
            instants.addCounts(to: &tally, among: among)
            let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
            #expect(tally.distinctCount == counts.count)
            for (key, count) in zip(tally.keys, tally.counts) {
                let instant = ColumnInstant(
                    seconds: Int64(bitPattern: key.high), nanoseconds: Int32(key.low))
                #expect(counts[instant] == count, "\(shape), seed \(seed)")
            }
            let edges = Self.constants(column, using: &random).sorted()
            var histogram = Histogram(edges: edges)
            instants.addCounts(to: &histogram, among: among)
            #expect(histogram.counts.reduce(0, +) == values.count, "\(shape), seed \(seed)")
        }
    }
}
