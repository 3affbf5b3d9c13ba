import TestSupport
import Testing

@testable import SchemaFormats
@testable import Validation
import Values

/// The JSON Schema that is exported and the validator agree on what has the form of a datetime.
@Suite struct DatetimePatternTests {
    private static let pieces: [[String]] = [
        ["2024-01-15", "20240115", "2024-W03-1", "2024W031", "2024-015", "2024015", "2024-0115"],
        ["", "T", "t", " ", "  ", "_"],
        ["", "06:07", "06:07:08", "0607", "060708", "06", "06:0708", "0607:08", "99:99", "9999"],
        ["", ".5", ",123456789", ".", ".1234567890"],
        ["", "Z", "z", "+02", "-0530", "+05:45", "+2", "+15:00", "Z "],
    ]

    @Test func thePatternTakesWhatHasTheForm() throws {
        let pattern = try Regex(ClientMetadataSchema.datetimePattern)
        var random = SeededGenerator(seed: 20_240_115)
        for _ in 0..<4000 {
            var text = Self.pieces.map { $0.randomElement(using: &random) ?? "" }.joined()
            if Int.random(in: 0..<4, using: &random) == 0,
                let place = text.indices.randomElement(using: &random)
            {
                let byte = "0123456789:-+TW., ".randomElement(using: &random) ?? "0"
                text.replaceSubrange(place...place, with: [byte])
            }
            #expect(
                (text.wholeMatch(of: pattern) != nil) == Self.hasForm(text),
                "\(text), seed \(random.seed)")
        }
    }

    private static func hasForm(_ text: String) -> Bool {
        Array(text.utf8).withUnsafeBytes { bytes in
            do throws(DatetimeFault) {
                _ = try DatetimeValue.parse(bytes)
                return true
            } catch {
                return error.isRange
            }
        }
    }
}
