import CanonicalJSON
import Findings
import Foundation
import SchemaFormats
import SchemaModel
import TestSupport
import Testing
import UploadFormats
import Validation

@testable import Workflows

/// Every rule has a file that breaks it and one that keeps it, in `Cases/rules`.
///
/// `MX301-enum-unknown-option.fires.json`, `….passes.json`; files that would be large are described
/// by `….fires.generate.json` (``GeneratedFile``). The schema is `schema.yaml` unless a rule has its
/// own, `….schema.yaml`, which for rules about changes is the stored one.
@Suite struct RulePairTests {
    static let folder = "Tests/WorkflowsTests/Cases/rules"

    /// One file of a pair.
    struct Case: CustomTestStringConvertible {
        var rule: RuleID
        var fires: Bool
        var url: URL

        var testDescription: String { url.lastPathComponent }
    }

    static let files = Repository.files(in: folder)

    static let cases: [Case] = files.compactMap { url in
        let parts = url.lastPathComponent.split(separator: ".").map(String.init)
        guard parts.count >= 3, let code = UInt16(parts[0].dropFirst(2).prefix(3)),
            let rule = RuleID(rawValue: code), ["fires", "passes"].contains(parts[1])
        else { return nil }
        return Case(rule: rule, fires: parts[1] == "fires", url: url)
    }

    @Test(arguments: cases) func firesOrPasses(_ example: Case) throws {
        let file = try GeneratedFile.contents(of: example.url)
        let findings =
            example.rule.rawValue / 100 == 6
            ? try schemaFindings(example, file.name, file.bytes)
            : try uploadFindings(example, file)
        let found = findings.filter { $0.rule == example.rule }
        if example.fires {
            let finding = try #require(found.first, "other findings: \(findings.map(\.line))")
            #expect(!finding.message.contains("?"), "a word is missing: \(finding.message)")
            #expect(finding.location.position.line > 0 && finding.location.position.column > 0)
            if example.rule != .schemaOptionCount {
                #expect(finding.severity == example.rule.defaultSeverity)
            }
        } else {
            // A file that keeps one rule by breaking another would show little.
            let wrong = findings.filter { $0.rule == example.rule || $0.severity == .error }
            #expect(wrong.map(\.line) == [])
        }
    }

    @Test func everyRuleHasAPairAndNoFileIsStray() {
        for rule in RuleID.allCases {
            for fires in [true, false] {
                let count = RulePairTests.cases.count { $0.rule == rule && $0.fires == fires }
                #expect(count == 1, "\(rule) \(fires ? "fires" : "passes")")
            }
        }
        let names = Set(RuleID.allCases.map { "\($0.code)-\($0.name)" })
        for url in RulePairTests.files where url.lastPathComponent != "schema.yaml" {
            let parts = url.lastPathComponent.split(separator: ".").map(String.init)
            #expect(names.contains(parts[0]), "\(url.lastPathComponent)")
            #expect(["fires", "passes", "schema"].contains(parts[1]), "\(url.lastPathComponent)")
        }
    }

    // MARK: Runs

    private func schema(of example: Case) throws -> MetadataSchema {
        let own = example.url.deletingLastPathComponent()
            .appendingPathComponent("\(example.rule.code)-\(example.rule.name).schema.yaml")
        let shared = example.url.deletingLastPathComponent().appendingPathComponent("schema.yaml")
        let isOwn = FileManager.default.fileExists(atPath: own.path)
        let reading = SchemaReader.read(
            Array(try Data(contentsOf: isOwn ? own : shared)), file: "schema.yaml")
        return try #require(reading.schema, "\(reading.findings.map(\.line))")
    }

    private func uploadFindings(_ example: Case, _ file: GeneratedFile) throws -> [Finding] {
        var reading = Reading(threads: 2)
        reading.levels = RuleLevels()
        if file.isForOneRule {
            for rule in RuleID.allCases where rule != example.rule { reading.levels[rule] = nil }
        }
        return try CheckedUpload(
            file.bytes, schema(of: example), reading, name: file.name
        ).findings
    }

    private func schemaFindings(
        _ example: Case, _ name: String, _ bytes: [UInt8]
    ) throws -> [Finding] {
        let reading = SchemaReader.read(
            bytes, file: name, target: example.rule == .schemaEmbeddingTarget ? .active : .index)
        guard example.rule == .schemaIllegalChange else { return reading.findings }
        let wanted = try #require(reading.schema)
        return reading.findings(for: SchemaComparison(from: try schema(of: example), to: wanted))
    }
}

/// A test file, as it lies in the repository or as its description says.
struct GeneratedFile {
    var name: String
    var bytes: [UInt8]
    /// Whether all other rules are switched off, to save time in large files.
    var isForOneRule = false

    /// `before`, then `repeated` for each number from 0 with `{n}` replaced and `between` in
    /// between, then `repeatedBehind` as often, then `after`.
    private struct Description: Decodable {
        var `extension`: String
        var before: String?
        var repeated: String
        var between: String?
        var repeatedBehind: String?
        var count: Int
        var after: String?
        var onlyThisRule: Bool?
    }

    static func contents(of url: URL) throws -> GeneratedFile {
        let data = try Data(contentsOf: url)
        let suffix = ".generate.json"
        guard url.lastPathComponent.hasSuffix(suffix) else {
            return GeneratedFile(name: url.lastPathComponent, bytes: Array(data))
        }
        let description = try JSONDecoder().decode(Description.self, from: data)
        var bytes = Array((description.before ?? "").utf8)
        let parts = description.repeated.components(separatedBy: "{n}").map { Array($0.utf8) }
        let between = Array((description.between ?? "").utf8)
        if parts.count == 1, parts[0].count == 1, between.isEmpty {
            bytes += Array(repeating: parts[0][0], count: description.count)
        } else {
            for number in 0..<description.count {
                if number > 0 { bytes += between }
                bytes += parts[0]
                for part in parts.dropFirst() { bytes += Array("\(number)".utf8) + part }
            }
        }
        let behind = Array((description.repeatedBehind ?? "").utf8)
        if !behind.isEmpty { for _ in 0..<description.count { bytes += behind } }
        bytes += Array((description.after ?? "").utf8)
        return GeneratedFile(
            name: url.lastPathComponent.replacingOccurrences(
                of: suffix, with: ".\(description.extension)"),
            bytes: bytes, isForOneRule: description.onlyThisRule ?? false)
    }
}
