import CanonicalJSON
import Findings
import SchemaModel
import Testing

@testable import Validation
import Values

/// A number is finite in the format of its key.
@Suite struct NumberFormatTests {
    @Test(arguments: [
        ("1e39", KeyDefinition.NumberFormat.single, true), ("-1e39", .single, true),
        ("3.4e38", .single, false), ("1234567890123456789012345678901234567890", .single, true),
        ("1e39", .double, false), ("1e400", .double, true), ("0.1", .single, false),
    ])
    func range(text: String, format: KeyDefinition.NumberFormat, isRefused: Bool) throws {
        let schema = MetadataSchema([
            SchemaKey(name: KeyName(stored: "n"), state: .active(.number(format)))
        ])
        let tape = try JSONTape(copying: "{\"n\": \(text)}".utf8)
        var findings = FindingBuffer(file: "f")
        Validator(schema: CompiledSchema(schema))
            .check(tape, metadata: 0, isVideo: false, into: &findings)
        #expect(findings.findings.contains { $0.rule == .numberNotFinite } == isRefused, "\(text)")
    }
}
