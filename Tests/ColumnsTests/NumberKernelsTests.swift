import TestSupport
import Testing

@testable import Columns

@Suite("Kernels: numbers")
struct NumberKernelsTests {
    /// A random column of numbers, and rows to look at.
    static func make(_ shape: String, _ seed: UInt64) throws -> (
        CellColumn, NumberSegment, RowSet, Set<Int>, SeededGenerator
    ) {
        var random = SeededGenerator(seed: seed)
        let count = SegmentRoundTripTests.counts.randomElement(using: &random) ?? 1
        let cells = RandomCells.make(.number, shape, count, using: &random)
        let column = try CellColumn(.number, cells)
        let (among, plain) = RowSetTests.make(count, using: &random)
        guard case .number(let numbers) = column.segment.values else {
            throw ColumnFault(.encoding, at: 6)
        }
        return (column, numbers, among, plain, random)
    }

    /// Numbers that a condition may name: those of the column, their neighbours and others.
    static func constants(_ column: CellColumn, using random: inout SeededGenerator) -> [Double] {
        let own = column.cells.compactMap(\.number).shuffled(using: &random).prefix(4)
        return own.flatMap { [$0, $0.nextUp, $0.nextDown, $0 + 0.5] }
            + [0, -0.0, .infinity, -.infinity, 1e300, .leastNonzeroMagnitude]
    }

    @Test("comparisons, against each row alone", arguments: RandomCells.shapes(of: .number))
    func comparisons(shape: String) throws {
        for seed in UInt64(0)..<16 {
            var (column, numbers, among, plain, random) = try Self.make(shape, seed)
            for constant in Self.constants(column, using: &random) {
                for comparison in ValueComparison.allCases {
                    let expected = column.slots {
                        $0.number.map { comparison.holds($0, constant) } ?? false
                    }.filter(plain.contains)
                    #expect(
                        Array(numbers.rows(comparison, constant, among: among)) == expected,
                        "\(shape), seed \(seed): \(comparison) \(constant)")
                }
            }
        }
    }

    @Test("ranges and lists, against each row alone", arguments: RandomCells.shapes(of: .number))
    func rangesAndLists(shape: String) throws {
        for seed in UInt64(0)..<16 {
            var (column, numbers, among, plain, random) = try Self.make(shape, seed)
            let constants = Self.constants(column, using: &random)
            for low in constants {
                let high = constants.randomElement(using: &random) ?? 0
                let expected = column.slots { $0.number.map { low <= $0 && $0 <= high } ?? false }
                #expect(
                    Array(numbers.rows(from: low, through: high, among: among))
                        == expected.filter(plain.contains),
                    "\(shape), seed \(seed): \(low) to \(high)")
            }
            for count in [0, 1, 5, 20] {
                let list = constants.shuffled(using: &random).prefix(count).sorted()
                let expected = column.slots { $0.number.map(list.contains) ?? false }
                #expect(
                    Array(numbers.rows(equalToOneOf: list, among: among))
                        == expected.filter(plain.contains), "\(shape), seed \(seed): \(list)")
            }
        }
    }

    @Test("exact comparisons, against the order of the texts")
    func exactComparisons() throws {
        let texts = [
            "9007199254740992", "9007199254740993", "9007199254740993.0", "9007199254740994",
            "0.1", "0.10", "0.1000000000000000055511151231257827",
            "0.10000000000000000555111512312578270211815834045410156251", "0", "-0.0", "1e400",
            "1e401", "-1e400", "1e-400", "-9007199254740993.5", "0.30000000000000004",
            "0.30000000000000004441",
        ]
        for seed in UInt64(0)..<16 {
            for shape in ["exact", "bytes"] {
                let (column, numbers, among, plain, _) = try Self.make(shape, seed)
                let own = column.cells.compactMap(\.number).filter(\.isFinite).prefix(3)
                for text in texts + own.map(\.description) {
                    let constant = ExactDecimal(Array(text.utf8), nearest: Double(text) ?? 0)
                    for comparison in ValueComparison.allCases {
                        let expected = column.slots { cell in
                            guard case .number(let number, let exact) = cell else { return false }
                            let own = Array((exact ?? number.description).utf8)
                            let order = own.withUnsafeBytes { own in
                                constant.text.withUnsafeBytes { ExactDecimal.order(own, $0) }
                            }
                            return comparison.holds(order, 0)
                        }.filter(plain.contains)
                        #expect(
                            Array(numbers.rows(comparison, exactly: constant, among: among))
                                == expected, "\(shape), seed \(seed): \(comparison) \(text)")
                    }
                }
            }
        }
    }

    @Test(
        "counts, histograms and statistics, against each row alone",
        arguments: RandomCells.shapes(of: .number).filter { $0 != "extreme" && $0 != "exact" })
    func aggregates(shape: String) throws {
        for seed in UInt64(0)..<12 {
            var (column, numbers, among, plain, random) = try Self.make(shape, seed)
            let values = column.cells.indices.filter(plain.contains)
                .compactMap { column.cells[$0].number }
            let hint: Comment = "\(shape), seed \(seed)"
            var tally = ValueTally()
            numbers.addCounts(to: &tally, among: among)
            let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
            #expect(tally.distinctCount == counts.count, hint)
            for (key, count) in zip(tally.keys, tally.counts) {
                #expect(counts[Double(bitPattern: key.high)] == count, hint)
            }
            let edges = Self.constants(column, using: &random).filter(\.isFinite).sorted()
            var histogram = Histogram(edges: edges)
            numbers.addCounts(to: &histogram, among: among)
            for bin in histogram.counts.indices {
                let isLast = bin == histogram.counts.count - 1
                let expected = values.count {
                    // A bin between equal edges is empty, unless it is the last one.
                    edges[bin] <= $0 && ($0 < edges[bin + 1] || isLast && $0 == edges[bin + 1])
                }
                #expect(histogram.counts[bin] == expected, hint)
            }
            var statistics = NumberStatistics()
            numbers.addNumbers(to: &statistics, among: among)
            #expect(statistics.count == values.count, hint)
            #expect(statistics.low == values.min(), hint)
            #expect(statistics.high == values.max(), hint)
            var sum = ExactSum()
            for value in values.shuffled(using: &random) { sum.add(value) }
            #expect(statistics.sum.value == sum.value, hint)
        }
    }
}
