import CanonicalJSON
import Findings
import Foundation
import Testing

@testable import Reporting

@Suite struct JSONReportTests {
    private let project = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func schema() throws -> JSONSchemaChecker {
        try JSONSchemaChecker(
            contentsOf: project.appending(path: "Schemas/findings-1.schema.json"))
    }

    private func value(_ text: some StringProtocol) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(text.utf8))
    }

    @Test func documentFollowsItsSchema() throws {
        var clean = SampleRun()
        clean.append(SampleFile(name: "clean.json", text: "{}"), itemCount: 3)
        for run in [SampleRun.sample(), clean, SampleRun()] {
            for findingsMax in [nil, 0, 2] {
                let text = try run.text(.json, ReportOptions(findingsMax: findingsMax))
                #expect(try schema().faults(in: value(text)) == [])
            }
        }
    }

    @Test func everyLineFollowsItsSchema() throws {
        let lines = try SampleRun.sample().text(.jsonl).split(separator: "\n")
        for line in lines {
            #expect(try schema().faults(in: value(line), definition: "line") == [])
        }
        #expect(lines.last?.contains("\"type\":\"summary\"") == true)
    }

    @Test(arguments: [
        #"{"version": 1}"#, #"{"version": 2, "tool": {}, "findings": [], "summary": {}}"#,
        #"{"version":1,"tool":{"name":"metadex","version":"1"},"findings":[{}],"summary":{}}"#,
        "[]",
    ])
    func schemaRefusesOtherDocuments(text: String) throws {
        #expect(try !schema().faults(in: value(text)).isEmpty)
    }

    /// The example of the documentation is real.
    @Test func documentedExampleFollowsTheSchema() throws {
        let page = String(
            decoding: try Data(contentsOf: project.appending(path: "Docs/findings-json.md")),
            as: UTF8.self)
        let start = try #require(page.range(of: "```json\n"))
        let end = try #require(page.range(of: "\n```", range: start.upperBound..<page.endIndex))
        let example = try value(page[start.upperBound..<end.lowerBound])
        #expect(try schema().faults(in: example) == [])
        let finding = ((example as? [String: Any])?["findings"] as? [[String: Any]])?.first
        for member in try #require(finding).keys {
            #expect(page.contains("| `\(member)` |"), "\(member) is explained")
        }
    }

    @Test func findingsMaxLimitsTheListAndNotTheCounts() throws {
        let text = try SampleRun.sample().text(.json, ReportOptions(findingsMax: 2))
        let document = try #require(try value(text) as? [String: Any])
        let summary = try #require(document["summary"] as? [String: Any])
        #expect((document["findings"] as? [Any])?.count == 2)
        #expect(summary["findings"] as? Int == 110)
        #expect(summary["findings_written"] as? Int == 2)
    }

    @Test func stringsSurviveTheRoundTrip() throws {
        let text =
            (1..<0x110).compactMap { Unicode.Scalar($0).map(String.init) }.joined()
            + "\"\\/\u{2028}\u{FFFF}😀"
        var json = JSONBuilder()
        json.beginArray()
        json.string(text)
        json.endArray()
        let tape = try JSONTape(copying: json.bytes)
        #expect(tape.root.elements.first?.string == text)
        let read = try value(String(decoding: json.bytes, as: UTF8.self)) as? [String]
        #expect(read == [text])
    }

    @Test func relatedPlaceAndFileFinding() throws {
        var run = SampleRun()
        var file = SampleFile(name: "a.json", text: #"{"k": 1, "k": 2}"#)
        file.add(.keyDuplicate, at: "\"k\"", occurrence: 2, item: 0, key: "k")
        file.findings[0].related = FindingLocation(
            file: "a.json", position: SourcePosition(offset: 1, line: 1, column: 2), length: 3,
            pointer: "/k")
        file.findings.append(
            Finding(
                .fileEmpty,
                location: FindingLocation(
                    file: "a.json", position: SourcePosition(offset: 0, line: 0, column: 0))))
        run.append(file, itemCount: 1)
        let text = try run.text(.json)
        #expect(try schema().faults(in: value(text)) == [])
        #expect(text.contains(#""related":{"file":"a.json","line":1,"column":2,"offset_bytes":1"#))
        #expect(text.contains(#""file":"a.json","line":null,"column":null"#))
    }
}
