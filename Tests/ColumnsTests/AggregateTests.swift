import TestSupport
import Testing

@testable import Columns

@Suite("Sums and tallies")
struct AggregateTests {
    static func sum(_ numbers: [Double]) -> Double {
        var sum = ExactSum()
        for number in numbers { sum.add(number) }
        return sum.value
    }

    @Test("sums that floats lose")
    func exactSums() {
        #expect(Self.sum([]) == 0)
        #expect(Self.sum([0.1]) == 0.1)
        #expect(Self.sum([Double](repeating: 0.1, count: 10)) == 1)
        #expect(Self.sum([1e100, 1, -1e100]) == 1)
        #expect(Self.sum([1e16, 1, 1]) == 1e16 + 2)
        #expect(Self.sum([0x1p53, 1]) == 0x1p53)
        #expect(Self.sum([0x1p53, 1, .leastNonzeroMagnitude]) == 0x1p53 + 2)
        #expect(Self.sum([.leastNonzeroMagnitude, .leastNonzeroMagnitude]) == 0x1p-1073)
        #expect(
            Self.sum([.leastNormalMagnitude, -.leastNonzeroMagnitude])
                == Double.leastNormalMagnitude.nextDown)
        #expect(Self.sum([.greatestFiniteMagnitude, .greatestFiniteMagnitude]) == .infinity)
        #expect(
            Self.sum([
                .greatestFiniteMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
            ]) == .greatestFiniteMagnitude)
        #expect(Self.sum([.infinity, 1]) == .infinity)
        #expect(Self.sum([.infinity, -.infinity]).isNaN)
        #expect(Self.sum([-0.1, -0.2]) == -(Self.sum([0.1, 0.2])))
    }

    @Test("integers add up exactly, in any order and in parts")
    func orders() {
        for seed in UInt64(0)..<300 {
            var random = SeededGenerator(seed: seed)
            let integers = (0..<50).map { _ in
                Int64.random(in: -(1 << 53)...(1 << 53), using: &random)
                    >> Int64.random(in: 0...50, using: &random)
            }
            let exponent = Int.random(in: -1_060...900, using: &random)
            let scale = Double(sign: .plus, exponent: exponent, significand: 1)
            let numbers = integers.map { Double($0) * scale }
            // Only where no number lost a bit below the range.
            guard zip(numbers, integers).allSatisfy({ $0 / scale == Double($1) }) else { continue }
            let expected = Double(integers.reduce(0, +)) * scale
            #expect(Self.sum(numbers.shuffled(using: &random)) == expected, "seed \(seed)")
            var (first, second) = (ExactSum(), ExactSum())
            for (index, number) in numbers.enumerated() {
                if index % 3 == 0 { first.add(number) } else { second.add(number) }
            }
            first.add(second)
            #expect(first.value == expected, "seed \(seed)")
        }
    }

    @Test func manyTimes() {
        var (many, once) = (ExactSum(), ExactSum())
        many.add(0.7, times: 1_000)
        for _ in 0..<1_000 { once.add(0.7) }
        #expect(many.value == once.value)
        var huge = ExactSum()
        huge.add(3, times: 5 << 30)
        #expect(huge.value == Double(15 << 30))
    }

    @Test func tally() {
        var random = SeededGenerator(seed: 5)
        var tally = ValueTally()
        var plain: [ValueTally.Key: Int] = [:]
        for _ in 0..<50_000 {
            let (high, low) = (random.next() % 300 << 50, random.next() % 20)
            tally.add(high, low)
            plain[ValueTally.Key(high: high, low: low), default: 0] += 1
        }
        #expect(tally.distinctCount == plain.count)
        #expect(Dictionary(uniqueKeysWithValues: zip(tally.keys, tally.counts)) == plain)
    }

    @Test("an edge begins a bin, and ends the last one")
    func histogram() {
        var histogram = Histogram(edges: [0.0, 1, 2, 4])
        for value in [-0.1, 0, 0.5, 1, 1.9, 2, 3.9, 4, 4.1] { histogram.add(value) }
        #expect(histogram.counts == [2, 2, 3])
        var none = Histogram(edges: [1.0])
        none.add(1)
        #expect(none.counts.isEmpty)
    }
}
