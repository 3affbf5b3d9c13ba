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
        let formats = [
            "full", "concise", "json", "jsonl", "csv", "sarif", "github", "gitlab", "junit",
        ]
        let outputs = formats.flatMap { ["--output", "\($0)=report.\($0)"] }
        let all = try workspace.run(ReportOptionTests.command + outputs)
        #expect(all.status == 1, "\(all)")
        for format in formats {
            let run = try workspace.run(ReportOptionTests.command + ["--format", format])
            let talk =
                format == "concise"
                ? "1 file, 4 items: 13 errors in 4 items, 3 warnings, 1 notice"
                    + "; 4 fixable with metadex fix, 5 more with --unsafe\n" : ""
            #expect(run.status == 1 && run.talk == talk, "\(run)")
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
        for format in ["json", "jsonl", "sarif", "junit", "csv", "concise", "github", "gitlab"] {
            let run = try workspace.run(
                "validate", "rides.json", "--schema", "schema.yaml", "--format", format, "-q")
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

    @Test("a report's file tells its format by its ending")
    func formatsOfEndings() throws {
        let workspace = try Workspace(examples: true)
        let names = ["a.json", "a.jsonl", "a.csv", "a.sarif", "a.xml", "a.txt"]
        let run = try workspace.run(
            ReportOptionTests.command + names.flatMap { ["--output", $0] }
                + ["--output", "gitlab=b.json"])
        #expect(run.status == 1 && run.talk.isEmpty, "\(run)")
        #expect(try workspace.text(of: "a.txt") == run.text)
        #expect(try workspace.text(of: "a.sarif").contains("\"version\":\"2.1.0\""))
        #expect(try workspace.text(of: "a.xml").contains("<testsuites"))
        #expect(try workspace.json(of: "b.json") is [Any])
    }

    @Test("one line a rule")
    func statistics() throws {
        let workspace = try Workspace(examples: true)
        let run = try workspace.run(ReportOptionTests.command + ["--statistics"])
        #expect(run.status == 1 && run.talk.isEmpty, "\(run)")
        #expect(
            run.lines.first == "3  MX301  error[enum-unknown-option]  (1 fixable, 1 with --unsafe)",
            "\(run)")
        #expect(run.lines.last?.hasPrefix("1 file, 4 items: 13 errors") == true, "\(run)")
    }

    @Test("what is counted as fixable is what fix mends")
    func fixableCounts() throws {
        let workspace = try Workspace(examples: true)
        let header = #"{"objectUrl":" https://a.example/i.png","clientMetadata":"#
        func item(_ metadata: String) -> String { header + metadata + "}" }
        // Ten items each: the key is reported a few times, then only counted.
        let keys = (0..<20).map { item($0 % 2 == 0 ? #"{"wether":"fog"}"# : #"{"n":1}"#) }
        let beside = (0..<10).map { _ in item(#"{"wether":"fog","weather":"rain"}"#) }
        let files = [
            "faults.json": try workspace.text(of: "faults.json"),
            "keys.json": "[\((keys + beside).joined(separator: ",\n"))]",
            "groups.json": "{\"imagess\": [], \"image\": [], \"videos\": [\(keys[0])]}",
            "stopped.json": "[\(keys[0]), {\"objectUrl\": ]",
            "semicolons.csv": "ObjectUrl;Video title\nhttps://a.example/a.mp4;x\n",
        ]
        for (name, text) in files {
            try workspace.write(text, to: name)
            let fix = try workspace.run(
                "fix", name, "--schema", "schema.yaml", "--dry-run", "--format", "json")
            let mended = try #require(
                fix.lines.last.flatMap {
                    try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
                }, "\(fix)")
            let isComplete = mended["complete"] as? Bool == true
            let counts = ["fixes", "unsafe_fixes_left"].map {
                isComplete ? mended[$0] as? Int ?? -1 : 0
            }
            let check = ["validate", name, "--schema", "schema.yaml"]
            let run = try workspace.run(check + ["--format", "json"])
            let summary = try #require((run.json as? [String: Any])?["summary"] as? [String: Any])
            #expect(
                counts == ["fixable", "fixable_unsafe"].map { summary[$0] as? Int ?? -1 }, "\(run)")
            let full = try workspace.run(check)
            let words = [
                "; \(counts[0]) fixable with metadex fix", ", \(counts[1]) more with --unsafe",
            ]
            for (count, words) in zip(counts, words) where isComplete {
                #expect(full.lines.last?.contains(words) == (count > 0), "\(full)")
            }
            #expect(isComplete || !full.text.contains("fixable"), "\(full)")
        }
        let clean = try workspace.run("validate", "rides.json", "--schema", "schema.yaml")
        #expect(clean.lines.last == "1 file, 330 items: no findings", "\(clean)")
        // What a baseline accepts is not counted, marked or not.
        try workspace.write(try #require(files["groups.json"]), to: "groups.json")
        let check = ["validate", "groups.json", "keys.json", "--schema", "schema.yaml"]
        _ = try workspace.run(check + ["--write-baseline", "base.json"])
        let accepted = try workspace.run(check + ["--baseline", "base.json", "--format", "json"])
        let summary = (accepted.json as? [String: Any])?["summary"] as? [String: Any]
        #expect(summary?["fixable"] as? Int == 0, "\(accepted)")
        #expect(summary?["fixable_unsafe"] as? Int == 0, "\(accepted)")
    }

    @Test("what was checked against is in every report")
    func schemaInReports() throws {
        let workspace = try Workspace(examples: true)
        let formats = ["json", "jsonl", "sarif", "junit", "github", "full", "concise"]
        for (flags, name, isSaid) in [
            (["--schema", "schema.yaml"], "schema.yaml", true), ([], "no schema: metadata", true),
        ] {
            let command = ["validate", "rides.json", "--no-config", "-q"] + flags
            for format in formats {
                let run = try workspace.run(command + ["--format", format])
                let all = run.text + run.talk
                let isSilent = !flags.isEmpty && ["full", "concise"].contains(format)
                let isNull =
                    flags.isEmpty && ["json", "jsonl", "sarif"].contains(format)
                let isNone = flags.isEmpty && format == "junit"
                let words = isNull ? "\"schema\":null" : isNone ? "value=\"none\"" : name
                let found = all.replacingOccurrences(of: "\": ", with: "\":").contains(words)
                #expect(run.status == 0 && found == (isSaid && !isSilent), "\(run)")
            }
        }
        let verbose = try workspace.run(
            "validate", "rides.json", "--no-config", "--schema", "schema.yaml", "-v")
        #expect(verbose.talk.hasPrefix("schema: schema.yaml (--schema)\n"), "\(verbose)")
    }

    @Test("what has no place for the schema in its report says that there is none")
    func noSchemaIsSaidQuietlyToo() throws {
        let workspace = try Workspace(examples: true)
        let commands = [
            "validate rides.json --format csv", "validate rides.json --format gitlab",
            "fix rides.json --dry-run", "split rides.json --into parts",
        ].map { $0.split(separator: " ").map(String.init) + ["--no-config", "-q"] }
        for command in commands {
            let run = try workspace.run(command)
            #expect(run.status == 0 && run.talk.contains("note: no schema"), "\(run)")
            let found = try workspace.run(
                command.map { $0 == "parts" ? "others" : $0 } + ["--schema", "schema.yaml"])
            #expect(found.status == 0 && found.talk.isEmpty, "\(found)")
        }
        for command in ["fix rides.json --dry-run", "split rides.json --force --into parts"] {
            let words = command.split(separator: " ").map(String.init)
            let none = try workspace.run(words + ["--no-config", "--format", "json"])
            #expect(none.text.contains(#""schema":null"#), "\(none)")
            let found = try workspace.run(words + ["--format", "json", "--schema", "schema.yaml"])
            let name = #""schema":{"from":"flag","path":"schema.yaml","revision":null}"#
            #expect(found.text.contains(name), "\(found)")
        }
    }

    @Test("a schema can be required")
    func requiredSchema() throws {
        let workspace = try Workspace(examples: true)
        for command in [
            ["validate", "rides.json"], ["fix", "rides.json", "--dry-run"],
            ["split", "rides.json", "--into", "parts"],
        ] {
            let run = try workspace.run(command + ["--no-config", "--require-schema"])
            #expect(run.status == 2 && run.talk.contains("--require-schema"), "\(run)")
            let found = try workspace.run(
                command + ["--no-config", "--require-schema", "--schema", "schema.yaml"])
            #expect(found.status == 0, "\(found)")
        }
        #expect(!workspace.names().contains("rejected.json"))
    }

    @Test("an import says in JSON what was stored, and which schema it checked against")
    func importCounts() throws {
        let workspace = try Workspace(examples: true)
        _ = try workspace.run("schema", "import", "schema.yaml")
        for (file, created, rejected) in [("rides.json", 330, 0), ("faults.json", 0, 4)] {
            let run = try workspace.run(
                "import", file, "--folder", "f", "--format", "json", "--ignore-errors",
                "--no-config")
            let report = try #require(run.json as? [String: Any], "\(run)")
            let summary = try #require(report["summary"] as? [String: Any])
            let stored = try #require(summary["stored"] as? [String: Int], "\(run)")
            #expect(stored["created"] == created && stored["rejected"] == rejected, "\(run)")
            #expect(summary["failed_items"] as? Int == rejected, "\(run)")
            let schema = try #require(report["schema"] as? [String: Any], "\(run)")
            #expect(schema["path"] as? String == "metadex.db", "\(run)")
            #expect(schema["from"] as? String == "store", "\(run)")
            #expect(schema["revision"] as? Int == 1, "\(run)")
        }
        let refused = try workspace.run(
            "import", "faults.json", "--folder", "f", "--format", "json", "--no-config")
        let summary = (refused.json as? [String: Any])?["summary"] as? [String: Any]
        let stored = summary?["stored"] as? [String: Int]
        #expect(stored?.values.allSatisfy { $0 == 0 } == true, "\(refused)")
    }

    @Test("an import says that the project's schema file is not the store's schema")
    func otherSchema() throws {
        let workspace = try Workspace(examples: true)
        _ = try workspace.run("schema", "import", "schema.yaml")
        try workspace.write("schema = \"schema.yaml\"\n", to: "metadex.toml")
        let command = ["import", "rides.json", "--folder", "f"]
        let same = try workspace.run(command)
        #expect(!same.talk.contains("note:"), "\(same)")
        _ = try workspace.run("schema", "add", "sun", "number")
        let other = try workspace.run(command)
        let note =
            "note: the store's schema differs from schema.yaml (1 key); "
            + "`metadex schema import schema.yaml --dry-run` shows how\n"
        #expect(other.status == 0 && other.talk.hasPrefix(note), "\(other)")
        let quiet = try workspace.run(command + ["-q"])
        #expect(quiet.talk.isEmpty, "\(quiet)")
    }

    @Test("what cannot be ignored is said")
    func ignoredInVain() throws {
        let workspace = try Workspace(examples: true)
        for flag in ["--ignore", "--warn"] {
            let run = try workspace.run(ReportOptionTests.command + [flag, "json-syntax"])
            #expect(run.talk.hasPrefix("note: json-syntax stays an error"), "\(run)")
        }
    }

    @Test("a baseline accepts the findings of its day")
    func baseline() throws {
        let workspace = try Workspace(examples: true)
        let command = ReportOptionTests.command
        let writing = try workspace.run(command + ["--write-baseline", "base.json"])
        #expect(writing.status == 0 && writing.text.isEmpty, "\(writing)")
        #expect(writing.talk == "17 findings written to base.json\n", "\(writing)")
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
