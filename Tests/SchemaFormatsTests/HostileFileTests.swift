import CanonicalJSON
import Findings
import Foundation
import SchemaFormats
import SchemaModel
import TestSupport
import Testing

/// Files that were made to harm: they get a finding, quickly, and nothing breaks.
@Suite struct HostileFileTests {
    private func reading(_ text: String, _ file: String) -> SchemaReading {
        SchemaReader.read(Array(text.utf8), file: file)
    }

    @Test(
        arguments: [
            "[", "{", "{a: ", "- ", "[{a: ", "? ", "- - ", "{? ", "{\"keys\": ", "[[],", "- ? ",
        ])
    func deepYAML(_ opening: String) {
        for count in [100, 999, 3_000] {
            let result = reading(String(repeating: opening, count: count), "s.yaml")
            #expect(result.schema == nil)
            #expect(result.findings.count == 1)
        }
    }

    @Test func deepBlockYAML() {
        let lines = (0..<1_500).map { String(repeating: " ", count: $0) + "a:" }
        let result = reading(lines.joined(separator: "\n"), "s.yaml")
        #expect(result.findings.map(\.rule) == [.schemaYAMLSyntax])
    }

    /// Reading needs little stack, so that it works on any thread.
    @Test func deepYAMLOnASmallStack() async {
        let isRead = await withCheckedContinuation { continuation in
            let thread = Thread {
                let text = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
                continuation.resume(
                    returning: SchemaReader.read(Array(text.utf8), file: "s.yaml").schema == nil)
            }
            thread.stackSize = 1 << 20
            thread.start()
        }
        #expect(isRead)
    }

    @Test func deepJSON() {
        let deep = String(repeating: "[", count: 9_000) + String(repeating: "]", count: 9_000)
        #expect(reading(deep, "s.json").findings.map(\.rule) == [.schemaShape])
        let inside = "{\"keys\": {\"a\": {\"type\": \"text\", \"x\": \(deep)}}}"
        #expect(reading(inside, "s.json").findings.map(\.rule) == [.schemaUnknownMember])
        let api = "{\"a\": {\"ty\": \"embedding\", \"size\": 3, \"api\": {\"b\": \(deep)}}}"
        #expect(
            reading(api, "s.json").findings.map(\.message) == [
                "a: expected at most 64 levels, found an object"
            ])
        #expect(
            reading(String(repeating: "[", count: 100_000), "s.json").findings.map(\.rule)
                == [.jsonTooDeep])
    }

    /// Nine lists of nine aliases each: four hundred million values.
    private let bomb: String = {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        return text
    }()

    @Test(
        arguments: [
            "keys: {a: {type: enum, options: *a9}}", "keys: {a: *a9}", "keys: *a9",
            "keys: {a: {type: embedding, size: 3, api: {x: *a9}}}", "? *a9\n: 1", "*a9 : 1",
            "keys: {[*a9] : 1}", "keys: {? *a9 : 1}", "keys:\n  ? - *a9\n  : 1", "keys: [*a9: 1]",
            "{*a9: 1}",
        ])
    func aliasesOfAliases(_ use: String) {
        let clock = ContinuousClock()
        let time = clock.measure {
            let result = reading(bomb + use, "s.yaml")
            #expect(result.schema == nil)
            #expect(result.findings.contains { $0.severity == .error })
        }
        #expect(time < .seconds(5))
    }

    @Test func manyDuplicates() {
        let text = "keys:\n" + String(repeating: "  a: text\n", count: 500)
        let result = reading(text, "s.yaml")
        #expect(result.schema == nil)
        #expect(result.findings.allSatisfy { $0.rule == .schemaDuplicateKey })
        #expect(result.findings.count == 17)
        #expect(result.findings.map(\.location.position.line) == Array(2...18))
        let json =
            "{\"keys\": {"
            + Array(repeating: "\"a\": \"text\"", count: 2_000).joined(separator: ",") + "}}"
        #expect(reading(json, "s.json").findings.count == 1_999)
    }

    @Test func largeFiles() {
        let large =
            "keys: {a: {type: text, description: \"" + String(repeating: "x", count: 5 << 20)
            + "\"}}"
        #expect(reading(large, "s.yaml").findings.map(\.rule) == [.schemaYAMLSyntax])
        let names = (0..<5_000).map { "\"key\($0)\": \"text\"" }.joined(separator: ",")
        let result = reading("{\"keys\": {\(names)}}", "s.json")
        #expect(result.schema?.keys.count == 5_000)
    }

    @Test func bytesThatAreNoText() {
        for (bytes, offset) in [([0x61, 0xFF], 1), ([0xC3], 0), ([0x61, 0xED, 0xA0, 0x80], 1)]
            as [([UInt8], Int)]
        {
            for file in ["s.yaml", "-"] {
                let findings = SchemaReader.read(bytes, file: file).findings
                #expect(findings.map(\.rule) == [.jsonInvalidUTF8])
                #expect(findings.first?.location.position.offset == offset)
            }
            #expect(SchemaReader.read(bytes, file: "s.json").schema == nil)
        }
    }

    /// Cut, flipped and doubled files never trap, and what reads as a schema is written and read
    /// again.
    @Test(arguments: 1...4) func damage(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let texts = SchemaReaderTests.all.map {
            ($0.file, Array($0.text.joined(separator: "\n").utf8))
        }
        for _ in 0..<400 {
            guard let (file, text) = texts.randomElement(using: &generator), !text.isEmpty else {
                continue
            }
            var bytes = text
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
                case 1:
                    bytes.insert(
                        Array("{}[],:\"'&*-? \n\t~".utf8).randomElement(using: &generator) ?? 0,
                        at: index)
                case 2: bytes.removeSubrange(index..<min(index + 3, bytes.count))
                default:
                    bytes.insert(contentsOf: bytes[index..<min(index + 20, bytes.count)], at: index)
                }
                if bytes.isEmpty { bytes = [0x20] }
            }
            let reading = SchemaReader.read(bytes, file: file)
            let hasError = reading.findings.contains { $0.severity == .error }
            #expect(
                (reading.schema == nil) == hasError,
                "seed \(seed)\n\(String(decoding: bytes, as: UTF8.self))")
            for finding in reading.findings {
                #expect(finding.location.position.line >= 1)
                #expect(finding.location.position.offset <= bytes.count)
            }
            if let schema = reading.schema {
                let text = SchemaWriter.write(schema, as: .yaml)
                #expect(SchemaReader.read(Array(text.utf8), file: "s.yaml").schema == schema)
            }
        }
    }
}
