import Findings
import Foundation
import SchemaModel
import TestSupport
import Testing
import UploadFormats

@testable import Workflows

/// Accepted findings stay accepted whatever a program does to the text of a file without changing
/// its data.
@Suite struct BaselineStabilityTests {
    private func findings(_ text: String, _ schema: MetadataSchema) throws -> [Finding] {
        var reading = Reading(format: .array)
        reading.hashesValues = true
        return try CheckedUpload(text, schema, reading).findings
    }

    private static let upload = """
        [{"url": "1.png", "clientMetadata": {"weather": "Räin", "place": {"latitude": 100.5, "lon": 1},
        "clip": [0,0,0,0,0,0,0,0], "speed": [1, 2]}},
        {"title": "t", "clientMetadata": {"weather": "hail"}},
        {"clientMetadata": {"weather": "hail", "speed": "x"}},
        {"clientMetadata": {"weather": "storm"}}, 7]
        """

    /// The same data as other programs write it.
    private static let spellings: [String] = {
        guard let value = try? JSONSerialization.jsonObject(with: Data(upload.utf8)) as? [Any]
        else {
            return []
        }
        func text(_ value: [Any], _ options: JSONSerialization.WritingOptions) -> String {
            let data = try? JSONSerialization.data(withJSONObject: value, options: options)
            return String(decoding: data ?? Data(), as: UTF8.self)
        }
        return [
            text(value, [.prettyPrinted, .sortedKeys]), text(value, []),
            text([["url": "0.png"]] + value.reversed(), .prettyPrinted),
            upload.replacingOccurrences(of: "Räin", with: "R\\u00e4in"),
            upload.replacingOccurrences(of: ",", with: " ,\n\t "),
        ]
    }()

    @Test(arguments: spellings.indices)
    func anotherSpellingIsAccepted(_ index: Int) throws {
        let schema = try schema(sampleSchema)
        var baseline = Baseline()
        let known = try findings(Self.upload, schema)
        #expect(known.count > 8)
        for finding in known { baseline.record(finding) }
        baseline = try Baseline(contentsOf: Array(baseline.fileText.utf8))
        let found = try findings(Self.spellings[index], schema)
        #expect(found.filter { !baseline.accepts($0) }.map(\.message) == [])
        // As many as were recorded, so every entry has met its findings.
        #expect(found.count == known.count)
    }

    @Test(arguments: [
        ("1.png", "2.png"), ("100.5", "100.51"), ("hail\"}}", "snail\"}}"), ("[1, 2]", "[1, 3]"),
    ])
    func otherDataIsNew(_ old: String, _ new: String) throws {
        let schema = try schema(sampleSchema)
        var baseline = Baseline()
        for finding in try findings(Self.upload, schema) { baseline.record(finding) }
        let changed = Self.upload.replacingOccurrences(of: old, with: new)
        #expect(changed != Self.upload)
        let news = try findings(changed, schema).filter { !baseline.accepts($0) }
        #expect(!news.isEmpty)
    }
}
