import CanonicalJSON
import Findings
import Foundation
import SchemaFormats
import SchemaModel
import TestSupport
import Testing
import UploadFormats

@testable import Workflows

/// Where a message says what to write, `fix` writes exactly that; and what is marked is mended.
@Suite struct FixAdviceTests {
    /// An upload and the schema that it is checked against.
    struct Upload: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var schema: MetadataSchema?

        var testDescription: String { name }
    }

    /// The files of all rules for uploads in JSON, and the cases of other tests of fixes.
    static let uploads: [Upload] = {
        let sample = try? schema(sampleSchema)
        let files = RulePairTests.cases.compactMap { example -> Upload? in
            let name = example.url.lastPathComponent
            let hasItems = name.contains(".json") && !name.contains(".generate.")
            guard hasItems, example.rule.rawValue / 100 != 6,
                let data = try? Data(contentsOf: example.url)
            else { return nil }
            return Upload(name: name, bytes: Array(data), schema: ruleSchema(example))
        }
        let values = FixUploadTests.cases.map { example in
            let text = #"[{"url":"a","clientMetadata":{"\#(example.key)":\#(example.value)}}]"#
            return Upload(name: example.testDescription, bytes: Array(text.utf8), schema: sample)
        }
        let whole = FixpointTests.cases.filter { $0.zone == nil }.map {
            Upload(name: $0.why, bytes: Array($0.text.utf8), schema: sample)
        }
        return files + values + whole
    }()

    private static func ruleSchema(_ example: RulePairTests.Case) -> MetadataSchema? {
        let folder = example.url.deletingLastPathComponent()
        let own = folder.appendingPathComponent(
            "\(example.rule.code)-\(example.rule.name).schema.yaml")
        let text =
            (try? Data(contentsOf: own))
            ?? (try? Data(contentsOf: folder.appendingPathComponent("schema.yaml")))
        return text.flatMap { SchemaReader.read(Array($0), file: "schema.yaml").schema }
    }

    @Test func thereAreUploads() { #expect(FixAdviceTests.uploads.count > 200) }

    @Test(arguments: uploads) func whatToWriteIsWritten(_ upload: Upload) throws {
        let checked = try CheckedUpload(upload.bytes, upload.schema)
        if checked.summary.isStopped { return }
        let fixed = try Fixed(upload.bytes, upload.schema, isUnsafe: true)
        for finding in checked.findings where finding.message.contains("write ") {
            let edit = try #require(
                fixed.edits.first {
                    $0.finding.location.position == finding.location.position
                        && $0.finding.key == finding.key
                }, "\(finding.message)")
            let text = String(decoding: edit.replacement, as: UTF8.self)
            if finding.rule == .geospatialSwapped {
                // Only the numbers change places; other members and the order stay.
                let numbers = try #require(
                    finding.suggestion.map { try JSONTape(copying: $0.utf8) })
                #expect(numbers.root["latitude"]?.sourceText.isEmpty == false)
                #expect(text.contains(numbers.root["latitude"]?.sourceText ?? "?"))
                #expect(text.contains(numbers.root["longitude"]?.sourceText ?? "?"))
            } else {
                #expect(finding.message.hasSuffix("write \(text)"), "\(text)")
            }
        }
    }

    @Test(arguments: uploads) func marksAreTrue(_ upload: Upload) throws {
        let reading = Reading(marksFixes: true)
        let checked = try CheckedUpload(upload.bytes, upload.schema, reading)
        if checked.summary.isStopped { return }
        func places(_ mark: FixMark) -> Set<Int> {
            Set(checked.findings.filter { $0.fix == mark }.map(\.location.position.offset))
        }
        let safe = try Fixed(upload.bytes, upload.schema)
        #expect(Set(safe.edits.map(\.finding.location.position.offset)) == places(.safe))
        // What a rename brings into sight has no finding yet.
        let unsafe = try Fixed(upload.bytes, upload.schema, isUnsafe: true)
        let mended = Set(unsafe.edits.map(\.finding.location.position.offset))
        let blocked = Set(unsafe.outcome.blockedRenames.map(\.location.position.offset))
        #expect(places(.unsafe).subtracting(blocked).isSubset(of: mended))
        #expect(places(.safe).isSubset(of: mended))
        #expect(blocked.isSubset(of: places(.unsafe)))
        #expect(checked.summary.wrongMarks.count == blocked.count)
    }
}
