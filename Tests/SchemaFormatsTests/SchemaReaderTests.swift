import CanonicalJSON
import Findings
import Foundation
import SchemaFormats
import SchemaModel
import Testing

/// Schema files, what they mean, and every finding with its place.
@Suite struct SchemaReaderTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let text: [String]
        let format: String?
        /// `code severity line:column key | found | expected ..`, `| write ..` and
        /// `| also line:column`, each where the finding has it.
        let findings: [String]
        /// Each key's state in words; nil where there is no schema.
        let keys: [String: String]?
        var testDescription: String { name }
    }

    static let all: [Case] = ["wire", "short", "yaml", "detection"].flatMap { name in
        (try? cases(name, as: [Case].self)) ?? []
    }

    @Test func casesAreRead() {
        #expect(SchemaReaderTests.all.count >= 60)
    }

    @Test(arguments: SchemaReaderTests.all) func reading(_ test: Case) {
        let reading = SchemaReader.read(
            Array(test.text.joined(separator: "\n").utf8), file: test.file)
        let findings = reading.findings.map { finding in
            let place = finding.location.position
            let words = [
                "\(finding.rule.code) \(finding.severity) \(place.line):\(place.column)"
                    + (finding.key.map { " " + $0 } ?? ""),
                finding.value, finding.expected.map { "expected " + $0 },
                finding.suggestion.map { "write " + $0 },
                finding.related.map { "also \($0.position.line):\($0.position.column)" },
            ]
            return words.compactMap(\.self).joined(separator: " | ")
        }
        #expect(findings == test.findings)
        let keys = reading.schema.map { schema in
            Dictionary(uniqueKeysWithValues: schema.keys.map { ($0.name.text, $0.state.words) })
        }
        #expect(keys == test.keys)
        if let format = test.format { #expect(reading.format.rawValue == format) }
    }

    /// Each rule of schema files fires in a case, and each has a case with a schema beside it.
    @Test func everyRuleHasACase() {
        let codes = Set(SchemaReaderTests.all.flatMap { $0.findings.map { $0.prefix(5) } })
        for code in 601...619 where code != 611 && code != 616 {
            #expect(codes.contains("MX\(code)"), "MX\(code)")
        }
    }

    @Test func theTargetLimitsEmbeddings() {
        let text = Array("{\"keys\": {\"clip\": {\"type\": \"embedding\", \"size\": 2001}}}".utf8)
        let active = SchemaReader.read(text, file: "s.json", target: .active)
        #expect(active.findings.map(\.rule) == [.schemaEmbeddingTarget])
        #expect(active.schema == nil)
        #expect(SchemaReader.read(text, file: "s.json", target: .index).findings.isEmpty)
    }

    @Test func severitiesAreTheUsers() throws {
        var levels = RuleLevels()
        levels[.schemaKeyName] = .warning
        levels[.schemaAlias] = nil
        levels[.schemaUnknownType] = nil
        let text = Array("{\"keys\": {\"é\": \"string\"}}".utf8)
        let reading = SchemaReader.read(text, file: "s.json", levels: levels)
        #expect(reading.findings.map(\.severity) == [.warning])
        #expect(reading.schema?.type(of: "é") == .varchar(maxLength: 8192))
        // A rule without which there is no schema cannot be switched off.
        let unknown = SchemaReader.read(
            Array("{\"keys\": {\"a\": \"strnig\"}}".utf8), file: "s.json", levels: levels)
        #expect(unknown.findings.map(\.rule) == [.schemaUnknownType])
        #expect(unknown.schema == nil)
    }

    @Test func theFormatCanBeSaid() {
        let text = Array("{\"keys\": {\"ty\": \"text\"}}".utf8)
        #expect(SchemaReader.read(text, file: "-").format == .encord)
        #expect(SchemaReader.read(text, file: "-").schema?.type(of: "keys") == .text)
        for format in [SchemaFormat.json, .yaml] {
            let reading = SchemaReader.read(text, file: "-", format: format)
            #expect(reading.format == format)
            #expect(reading.schema?.type(of: "ty") == .text)
        }
        let wire = Array("{\"keys\": {\"ty\": \"geospatial\", \"a\": 1}}".utf8)
        #expect(
            SchemaReader.read(wire, file: "-", format: .encord).schema?.type(of: "keys")
                == .geospatial)
    }

    @Test func findingsCarryTheirPlace() throws {
        let text =
            "{\r\n  \"é\": 1, \"keys\": {\"a\": {\"type\": \"enm\", \"options\": [\"x\"]}}\r\n}"
        let reading = SchemaReader.read(Array(text.utf8), file: "dir/s.json")
        let finding = try #require(reading.findings.last)
        #expect(finding.location.file == "dir/s.json")
        #expect(finding.location.pointer == "/keys/a/type")
        #expect(finding.location.position.line == 2)
        #expect(finding.location.position.column == 34)
        #expect(finding.location.position.offset == 37)
        #expect(finding.location.length == 5)
        #expect(finding.suggestion == "enum")
        #expect(finding.key == "a")
        #expect(reading.findings.first?.rule == .schemaUnknownMember)
    }

    @Test func limitsOfOptions() throws {
        func reading(_ count: Int) -> SchemaReading {
            let options = (0..<count).map { "\"o\($0)\"" }.joined(separator: ", ")
            let text = "{\"a\": {\"ty\": \"enum\", \"values\": [\(options)]}}"
            return SchemaReader.read(Array(text.utf8), file: "s.json")
        }
        #expect(reading(255).findings.isEmpty)
        #expect(reading(256).findings.map(\.severity) == [.warning])
        #expect(reading(256).schema != nil)
        #expect(reading(257).findings.map(\.severity) == [.error])
        #expect(reading(257).schema == nil)
    }

    @Test func problemsOfAnImportStandAtTheirKeys() throws {
        let before = "keys: {a: {type: enum, options: [x]}, b: text, c: uuid, 'd e': text}"
        let after =
            "keys:\n  'd e': {type: number, fixed: true}\n  a: {type: enum, options: [y]}\n  c: uuid"
        let stored = try #require(SchemaReader.read(Array(before.utf8), file: "1.yaml").schema)
        let reading = SchemaReader.read(Array(after.utf8), file: "2.yaml")
        let comparison = SchemaComparison(from: stored, to: try #require(reading.schema))
        let findings = reading.findings(for: comparison)
        #expect(
            findings.allSatisfy { $0.rule == .schemaIllegalChange && $0.location.file == "2.yaml" })
        let words = findings.map { finding in
            let place = finding.location.position
            return "\(place.line):\(place.column) \(finding.key ?? "") | \(finding.value ?? "") | "
                + (finding.expected ?? "")
        }
        #expect(
            words == [
                "3:3 a | leaving out `x` | all stored options",
                "1:1 b | leaving it out | the key, or `deleted: soft` beside its type",
                "2:3 d e | fixed number (F64) | text",
            ])
        #expect(reading.keyLocations.count == 3)
        #expect(reading.keyLocations[KeyName(stored: "c")]?.position.line == 4)
        #expect(reading.keyLocations[KeyName(stored: "d e")]?.length == 5)
    }
}
