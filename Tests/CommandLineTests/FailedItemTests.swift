import Foundation
import TestSupport
import Testing

/// Every report counts the same failed items, and they are the ones that are rejected.
@Suite struct FailedItemTests {
    /// A random upload with faults in some items, and doubles.
    private static func upload(_ random: inout SeededGenerator) -> String {
        let items = (0..<Int.random(in: 1...25, using: &random)).map { index in
            let url = Bool.random(using: &random) ? "\(index)" : "0"
            let members = [
                #""speed": "x""#, #""speed": 1"#, #""weather": "rian""#, #""sped": 1"#,
                #""is_night": "true""#, #""clip": [1]"#,
            ].filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
            let start =
                Bool.random(using: &random) ? #""objectUrl": "https://a/\#(url).png", "# : ""
            return #"{\#(start)"clientMetadata": {\#(members.joined(separator: ", "))}}"#
        }
        return #"{"images": [\#(items.joined(separator: ",\n"))]}"#
    }

    @Test func everyReportCountsTheSame() throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        var random = SeededGenerator(seed: seed)
        for round in 0..<4 {
            let note: Comment = "round \(round) of seed \(seed)"
            let workspace = try Workspace(examples: true)
            try workspace.write(FailedItemTests.upload(&random), to: "u.json")
            var flags: [String] = []
            for (flag, rule) in [
                ("--error", "url-duplicate"), ("--error", "key-unknown"), ("--warn", "enum-type"),
                ("--warn", "enum-unknown-option"), ("--ignore", "boolean-type"),
            ] where Bool.random(using: &random) {
                flags += [flag, rule]
            }
            let formats = ["json", "jsonl", "sarif", "csv", "github", "concise"]
            let files = formats.flatMap { ["--output", "\($0)=r.\($0)"] }
            let run = try workspace.run(
                ["validate", "u.json", "--schema", "schema.yaml", "--max-findings", "0"] + flags
                    + files)
            let report = try #require(workspace.json(of: "r.json") as? [String: Any], note)
            let findings = try #require(report["findings"] as? [[String: Any]], note)
            let failed = Set(
                findings.filter { $0["severity"] as? String == "error" }
                    .compactMap { ($0["item"] as? [String: Any])?["index"] as? Int }
            ).count
            let summary = report["summary"] as? [String: Any]
            #expect(summary?["failed_items"] as? Int == failed, note)
            let words = failed == 0 ? "" : " in \(failed) item\(failed == 1 ? "" : "s")"
            #expect(run.lines.last?.contains(words) == true || failed == 0, "\(note) \(run)")
            let lines = try workspace.text(of: "r.jsonl").split(whereSeparator: \.isNewline)
            #expect(lines.last?.contains("\"failed_items\":\(failed),") == true, note)
            let sarif = try workspace.text(of: "r.sarif")
            #expect(sarif.contains("\"failed_items\":\(failed),"), note)
            let annotations = try workspace.text(of: "r.github")
            #expect(annotations.contains(words) || failed == 0, note)
            let rows = try workspace.text(of: "r.csv").split(whereSeparator: \.isNewline)
            #expect(rows.count - 1 == failed, note)

            let parts = try workspace.run(
                ["split", "u.json", "--schema", "schema.yaml", "--into", "parts"] + flags)
            let failures = try workspace.text(of: "parts/failures.csv")
                .split(whereSeparator: \.isNewline)
            #expect(failures.count - 1 == failed, "\(note) \(parts)")
            _ = try workspace.run("schema", "import", "schema.yaml")
            let stored = try workspace.run(
                ["import", "u.json", "--folder", "f", "--ignore-errors", "--format", "json"] + flags
            )
            let counts = (stored.json as? [String: Any])?["summary"] as? [String: Any]
            #expect(counts?["failed_items"] as? Int == failed, "\(note) \(stored)")
            let written = counts?["stored"] as? [String: Int]
            #expect(written?["rejected"] == failed, "\(note) \(stored)")
        }
    }
}
