import TestSupport
import Testing

@testable import Columns

/// The law that lets floats stand for decimals: rounding keeps order, and what is not told apart by
/// two floats is told apart by exact texts.
@Suite("Numbers: exact decimals")
struct ExactDecimalTests {
    static func order(_ a: String, _ b: String) -> Int {
        Array(a.utf8).withUnsafeBytes { a in
            Array(b.utf8).withUnsafeBytes { ExactDecimal.order(a, $0) }
        }
    }

    @Test(arguments: [
        ("1", "1.0", 0), ("1", "1e0", 0), ("10", "1E1", 0), ("0.001", "1e-3", 0), ("-0", "0", 0),
        ("0e5", "0.000", 0), ("1", "2", -1), ("-1", "-2", 1), ("-1", "1", -1), ("0", "-1", 1),
        ("9", "10", -1), ("0.9", "0.10", 1), ("123.4", "123.40", 0), ("1e400", "1e401", -1),
        ("1e1000000000000000000000", "1e5", 1), ("0.00012", "1.2e-4", 0), ("100", "99.999", 1),
        ("1.5e3", "1500", 0), ("-1e-400", "0", -1), ("12e-1", "1.20", 0), ("1e+2", "100", 0),
    ])
    func order(a: String, b: String, expected: Int) {
        #expect(Self.order(a, b) == expected)
        #expect(Self.order(b, a) == -expected)
    }

    /// A number of up to 25 digits with its value as digits before and behind a fixed point.
    private static func random(using random: inout SeededGenerator) -> (String, [UInt8]) {
        let count = Int.random(in: 1...25, using: &random)
        let digits = (0..<count).map { _ in UInt8.random(in: 0...9, using: &random) }
        let point = Int.random(in: 0...count, using: &random)
        let head = digits[..<point].map { String($0) }.joined()
        let tail = digits[point...].map { String($0) }.joined()
        let text = (head.isEmpty ? "0" : head) + (tail.isEmpty ? "" : "." + tail)
        let fixed =
            [UInt8](repeating: 0, count: 30 - point) + digits
            + [UInt8](repeating: 0, count: 30 - (count - point))
        return (text, fixed)
    }

    @Test("the order is that of the digits; floats that differ say the same")
    func law() {
        for seed in UInt64(0)..<20_000 {
            var random = SeededGenerator(seed: seed)
            let (a, digitsA) = Self.random(using: &random)
            let (b, digitsB) = Self.random(using: &random)
            let order =
                digitsA == digitsB ? 0 : digitsA.lexicographicallyPrecedes(digitsB) ? -1 : 1
            #expect(Self.order(a, b) == order, "seed \(seed): \(a) \(b)")
            guard let first = Double(a), let second = Double(b) else { continue }
            if first != second { #expect((first < second ? -1 : 1) == order, "seed \(seed)") }
        }
    }

    @Test("a float without an exact text is the number: equal floats are equal decimals")
    func roundTrips() {
        var keptCount = 0
        for seed in UInt64(0)..<20_000 {
            var random = SeededGenerator(seed: seed)
            let (text, _) = Self.random(using: &random)
            guard let float = Double(text) else { continue }
            let isSaid = Array(text.utf8).withUnsafeBytes { ExactDecimal.isSaid(by: float, $0) }
            #expect(isSaid == (Self.order(float.description, text) == 0), "seed \(seed): \(text)")
            if !isSaid { keptCount += 1 }
        }
        // It would prove nothing otherwise.
        #expect(keptCount > 1_000)
    }

    @Test("what is beyond the range of floats is never said by one")
    func extremes() {
        for text in ["1e400", "-1e400", "1e-400", "1e309", "4e-325"] {
            let float = Double(text) ?? (text.contains("e-") ? 0 : .infinity)
            #expect(
                !Array(text.utf8).withUnsafeBytes { ExactDecimal.isSaid(by: float, $0) }, "\(text)")
        }
    }
}
