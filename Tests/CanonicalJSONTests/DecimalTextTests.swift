import CanonicalJSON
import Foundation
import TestSupport
import Testing

@Suite struct DecimalTextTests {
    struct Pair: Decodable, CustomTestStringConvertible {
        var number: String
        var canonical: String

        var testDescription: String { number }
    }

    /// The expected texts are what a PostgreSQL 15 server printed.
    @Test(arguments: CaseFiles.load("decimals.json", as: Pair.self))
    func writesWhatNumericPrints(_ pair: Pair) {
        #expect(canonical(pair.number) == pair.canonical)
        #expect(areEqual(pair.number, pair.canonical))
        #expect(canonical(pair.number, limit: pair.canonical.utf8.count) == pair.canonical)
        #expect(canonical(pair.number, limit: pair.canonical.utf8.count - 1) == nil)
    }

    /// A number of many digits: some text, a repeated digit, some text.
    struct RangeCase: Decodable, CustomTestStringConvertible {
        var prefix: String
        var fill: String
        var count: Int
        var suffix: String
        var isInRange: Bool
        /// Bytes in the canonical text.
        var length: Int

        var testDescription: String { "\(prefix)(\(fill) * \(count))\(suffix)" }
    }

    /// The server said which are in range, and how long they are.
    @Test(arguments: CaseFiles.load("decimal-ranges.json", as: RangeCase.self))
    func rangeIsThatOfNumeric(_ example: RangeCase) {
        let number =
            example.prefix + String(repeating: example.fill, count: example.count) + example.suffix
        #expect(bytes(number) { DecimalText.isInRange($0) } == example.isInRange)
        let error = syntaxError(Array(number.utf8))
        #expect(error == (example.isInRange ? nil : JSONSyntaxError(.numberOutOfRange, at: 0)))
        if example.isInRange { #expect(canonical(number)?.utf8.count == example.length) }
    }

    @Test(arguments: [
        ("1", "1.0", true), ("1", "10e-1", true), ("0.1E1", "1", true), ("0", "-0", true),
        ("0", "0e500", true), ("0.00", "-0e-7", true), ("1", "-1", false), ("1", "2", false),
        ("1", "10", false), ("1.01", "1.1", false), ("1e100000", "1e100001", false),
        ("1e100000", "10e99999", true), ("0", "1e-300", false), ("100", "1e2", true),
        ("100", "1.01e2", false),
        ("12345678901234567890123", "12345678901234567890124", false),
        ("12345678901234567890123", "12345678901234567890123.000", true),
        ("0.1", "0.10000000000000001", false),
    ])
    func equalityIsThatOfTheValue(_ a: String, _ b: String, _ expected: Bool) {
        #expect(areEqual(a, b) == expected)
        #expect(areEqual(b, a) == expected)
    }

    @Test(arguments: [
        "0", "-0", "-0.0", "0.1", "0.3", "1e22", "1e23", "-1e23", "9007199254740993",
        "9007199254740992.5",
        "9007199254740993.0", "18446744073709551615", "18446744073709551616", "9999999999999999999",
        "0.12345678901234567", "0.9999999999999999999", "0.99999999999999994448884876874", "1e308",
        "1e309", "-1e400",
        "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "4.9e-324",
        "2.4e-324",
        "2.5e-324", "1e-400", "2.2250738585072011e-308", "8.5e-27", "1.8446744073709551615e-8",
        "7.2057594037927933e16", "0.000000000000000000000000001", "1234567890123456789e-27", "0e0",
        "0e400",
        // Just above the middle of two floats: only the remainder of the division tells.
        "6.722046807850880601", "4223391707237.324463", "76543.21199604956928",
        "6612.122833273239394", "46916.65586030112536", "2590923162.982660532",
        "0.500000000000000166533453693773481063544750213623046875", "3.518437208883201171875e13",
        "1448997445238699", "6.631236846766476e-7", "123456789012345678901234567890",
    ])
    func doublesAreCorrectlyRounded(_ number: String) {
        #expect(double(number).bitPattern == strtod(number, nil).bitPattern)
    }

    @Test func randomDoublesAreCorrectlyRounded() {
        var generator = SeededGenerator(seed: 53)
        for _ in 0..<8_000 {
            var number = String(Double(bitPattern: .random(in: 0...UInt64.max, using: &generator)))
            if Bool.random(using: &generator) {
                let shift = Int.random(in: 0...60, using: &generator)
                let digits = String(UInt64.random(in: 0...UInt64.max, using: &generator) >> shift)
                let scale = Int.random(in: 0...30, using: &generator)
                let padded =
                    String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
                number =
                    String(padded.dropLast(scale)) + (scale > 0 ? "." + padded.suffix(scale) : "")
            }
            if number.contains("n") { continue }
            #expect(
                double(number).bitPattern == strtod(number, nil).bitPattern,
                "\(number) of seed \(generator.seed)")
        }
    }

    private func bytes<Result>(_ number: String, _ body: (UnsafeRawBufferPointer) -> Result)
        -> Result
    {
        Array(number.utf8).withUnsafeBytes(body)
    }

    private func double(_ number: String) -> Double { bytes(number, DecimalText.double) }

    private func areEqual(_ a: String, _ b: String) -> Bool {
        bytes(a) { left in bytes(b) { DecimalText.areEqual(left, $0) } }
    }

    private func canonical(_ number: String, limit: Int = .max) -> String? {
        var text: [UInt8] = []
        let fits = bytes(number) { DecimalText.append($0, to: &text, limit: limit) }
        return fits ? String(decoding: text, as: UTF8.self) : nil
    }
}
