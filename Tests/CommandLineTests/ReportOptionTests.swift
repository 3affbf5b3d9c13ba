import Foundation
import TestSupport
import Testing

/// How `validate` reports, and what its exit status means.
@Suite struct ReportOptionTests {
    static let command = ["validate", "faults.json", "--schema", "schema.yaml"]
    static let findingCount = ValidateCommandTests.faults.count

    @Test("every format on standard output equals the same format in a file")
    func formats() throws {
        let workspace = try Workspace(examples: true)
        let formats = ["full", "concise", "json", "jsonl", "csv", "sarif", "github", "junit"]
        let outputs = formats.flatMap { ["--output", "\($0)=report.\($0)"] }
        let all = try workspace.run(ReportOptionTests.command + outputs)
        #expect(all.status == 1, "\(all)")
        for format in formats {
            let run = try workspace.run(ReportOptionTests.command + ["--format", format])
            #expect(run.status == 1 && run.talk.isEmpty, "\(run)")
            #expect(try workspace.text(of: "report.\(format)") == run.text, "\(format)")
            #expect(run.text.contains("faults.json"), "\(run)")
        }
    }

    @Test("the machine formats hold every finding")
    func machineFormats() throws {
        let workspace = try Workspace(examples: true)
        let expected = ReportOptionTests.findingCount
        func run(_ format: String) throws -> CommandRun {
            try workspace.run(ReportOptionTests.command + ["--format", format])
        }
        let json = try #require(run("json").json as? [String: Any])
        #expect(json["version"] as? Int == 1)
        #expect((json["findings"] as? [Any])?.count == expected)
        let summary = try #require(json["summary"] as? [String: Any])
        #expect(summary["findings"] as? Int == expected && summary["errors"] as? Int == 13)
        #expect(summary["items"] as? Int == 4 && summary["failed_items"] as? Int == 4)
        let lines = try run("jsonl").jsonLines
        #expect(lines.filter { $0["type"] as? String == "finding" }.count == expected)
        #expect(lines.last?["type"] as? String == "summary")
        let sarif = try #require(run("sarif").json as? [String: Any])
        let results = ((sarif["runs"] as? [[String: Any]])?.first?["results"] as? [Any])
        #expect(results?.count == expected)
        // One row for each failed item and each fault of the file.
        #expect(try run("csv").lines.filter { $0.contains(",faults.json,") }.count == 6)
        let annotations = try run("github").lines
        #expect(annotations.dropLast().allSatisfy { $0.hasPrefix("::") })
        #expect(annotations.count > 10 && annotations.last?.contains("13 errors") == true)
        #expect(try run("junit").text.hasPrefix("<?xml "))
    }

    @Test("a file without a fault makes a report too")
    func cleanReports() throws {
        let workspace = try Workspace(examples: true)
        for format in ["json", "jsonl", "sarif", "junit", "csv", "concise", "github"] {
            let run = try workspace.run(
                "validate", "rides.json", "--schema", "schema.yaml", "--format", format)
            #expect(run.status == 0 && run.talk.isEmpty, "\(run)")
            if ["json", "sarif"].contains(format) { #expect(run.json != nil, "\(run)") }
        }
    }

    struct Level: Decodable, CustomTestStringConvertible {
        var flags: [String]
        /// The lines of `metadex.toml`.
        var settings: [String]?
        var status: Int32
        /// Errors, warnings, notices.
        var counts: [Int]
        var testDescription: String { (flags + (settings ?? [])).joined(separator: " ") }
    }

    @Test(
        "severities and the exit status", arguments: CaseFiles.load("levels.json", as: Level.self))
    func levels(example: Level) throws {
        let workspace = try Workspace(examples: true)
        if let settings = example.settings {
            try workspace.write(settings.joined(separator: "\n"), to: "metadex.toml")
        }
        let run = try workspace.run(
            ReportOptionTests.command + ["--format", "json"] + example.flags)
        #expect(run.status == example.status, "\(run)")
        let summary = try #require((run.json as? [String: Any])?["summary"] as? [String: Any])
        let counts = ["errors", "warnings", "notices"].map { summary[$0] as? Int ?? -1 }
        #expect(counts == example.counts, "\(run)")
    }

    @Test("--max-findings cuts what is printed and not what is counted")
    func maxFindings() throws {
        let workspace = try Workspace(examples: true)
        for (flag, printed) in [("3", 3), ("0", ReportOptionTests.findingCount), ("99", 17)] {
            let run = try workspace.run(
                ReportOptionTests.command + ["--format", "jsonl", "--max-findings", flag])
            #expect(run.status == 1 && run.jsonLines.count == printed + 1, "\(run)")
            #expect(run.jsonLines.last?["findings"] as? Int == 17, "\(run)")
            #expect(run.jsonLines.last?["findings_written"] as? Int == printed, "\(run)")
        }
        let full = try workspace.run(ReportOptionTests.command + ["--max-findings", "0"])
        for fault in ValidateCommandTests.faults {
            #expect(full.text.contains("faults.json:\(fault.place)"), "\(fault)")
        }
        let cut = try workspace.run(ReportOptionTests.command + ["--max-findings", "1"])
        #expect(cut.text.contains("13 errors in 4 items, 3 warnings, 1 notice"), "\(cut)")
        #expect(cut.text.contains("more causes"), "\(cut)")
    }

    @Test("a baseline accepts the findings of its day")
    func baseline() throws {
        let workspace = try Workspace(examples: true)
        let command = ReportOptionTests.command
        let writing = try workspace.run(command + ["--write-baseline", "base.json"])
        #expect(writing.status == 1, "\(writing)")
        #expect(try workspace.json(of: "base.json") is [String: Any])
        let accepted = try workspace.run(
            command + ["--baseline", "base.json", "--fail-on", "notice"])
        #expect(accepted.status == 0 && accepted.text.contains("17 accepted"), "\(accepted)")
        // Findings may move, new ones count.
        let text = try workspace.text(of: "faults.json")
            .replacingOccurrences(of: "{\n  \"videos\"", with: "{\n\n\n  \"videos\"")
            .replacingOccurrences(of: "\"is_night\": \"false\"", with: "\"is_night\": \"no\"")
        try workspace.write(text, to: "faults.json")
        let run = try workspace.run(
            command + ["--baseline", "base.json", "--format", "concise"])
        #expect(run.status == 1 && run.lines.count == 1, "\(run)")
        #expect(run.text.hasPrefix("faults.json:12:21: error[boolean-type]"), "\(run)")
        for content in ["no JSON", "{\"version\": 2}", "[]"] {
            try workspace.write(content, to: "base.json")
            let run = try workspace.run(command + ["--baseline", "base.json"])
            #expect(run.status == 2 && run.talk.contains("base.json"), "\(run)")
        }
    }
}
