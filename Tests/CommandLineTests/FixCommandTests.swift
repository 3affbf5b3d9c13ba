import Foundation
import Testing

/// `metadex fix` changes what is faulty and nothing else.
@Suite struct FixCommandTests {
    static let command = ["fix", "faults.json", "--schema", "schema.yaml"]

    /// What safe fixes make of `faults.json`, and what unsafe ones do on top.
    static let safeEdits = [
        ("\"speed\": \"31.5\"", "\"speed\": 31.5"),
        ("\"is_night\": \"false\"", "\"is_night\": false"),
        ("3f2b8c1e9d4a4b6f8e7d1c2b3a4f5e6d", "3f2b8c1e-9d4a-4b6f-8e7d-1c2b3a4f5e6d"),
        ("\"weather\": \"Rain\"", "\"weather\": \"rain\""),
    ]
    static let unsafeEdits = [
        ("0101 copy.mp4", "0101%20copy.mp4"),
        ("\"wether\"", "\"weather\""), ("\"rian\"", "\"rain\""),
        ("\"image_group\"", "\"image_groups\""),
        (
            "\"latitude\": 118.06, \"longitude\": 59.33",
            "\"latitude\": 59.33, \"longitude\": 118.06"
        ),
    ]

    private func apply(_ edits: [(String, String)], to text: String) -> String {
        edits.reduce(text) { text, edit in text.replacingOccurrences(of: edit.0, with: edit.1) }
    }

    @Test("only the faults change, and a second time nothing does")
    func edits() throws {
        let workspace = try Workspace(examples: true)
        let text = try workspace.text(of: "faults.json")
        let safe = apply(FixCommandTests.safeEdits, to: text)
        let all = apply(FixCommandTests.safeEdits + FixCommandTests.unsafeEdits, to: text)
        for (flags, expected) in [([], safe), (["--unsafe"], all)] {
            let run = try workspace.run(FixCommandTests.command + flags + ["-o", "fixed.json"])
            #expect(run.status == 1 && run.output.isEmpty, "\(run)")
            #expect(try workspace.text(of: "fixed.json") == expected, "\(run)")
            let again = try workspace.run(
                ["fix", "fixed.json", "--schema", "schema.yaml", "-o", "again.json"] + flags)
            #expect(again.talk.contains("\n0 fixes made"), "\(again)")
            #expect(try workspace.text(of: "again.json") == expected)
            let printed = try workspace.run(FixCommandTests.command + flags + ["-o", "-"])
            #expect(printed.text == expected, "\(printed)")
        }
        #expect(try workspace.text(of: "faults.json") == text)
        #expect(!workspace.names().contains { $0.contains("partial") })
    }

    @Test func dryRun() throws {
        let workspace = try Workspace(examples: true)
        let names = workspace.names()
        let run = try workspace.run(FixCommandTests.command + ["--dry-run"])
        #expect(run.status == 1, "\(run)")
        for place in ["9:18", "10:21", "18:22", "31:45"] {
            #expect(run.text.contains("faults.json:\(place): "), "\(run)")
        }
        for (before, after) in FixCommandTests.safeEdits {
            #expect(run.lines.contains { $0.hasPrefix("-") && $0.contains(before) }, "\(run)")
            #expect(run.lines.contains { $0.hasPrefix("+") && $0.contains(after) }, "\(run)")
        }
        #expect(run.talk.contains("4 fixes possible, 5 more with --unsafe"), "\(run)")
        #expect(workspace.names() == names)
    }

    @Test("a dry run for programs prints nothing but JSON, the changes in it")
    func dryRunForPrograms() throws {
        let workspace = try Workspace(examples: true)
        let run = try workspace.run(FixCommandTests.command + ["--dry-run", "--format", "json"])
        let summary = try #require(run.json as? [String: Any], "\(run)")
        let changes = try #require(summary["changes"] as? [[String: Any]], "\(run)")
        #expect(changes.count == 4 && summary["fixes"] as? Int == 4, "\(run)")
        #expect(changes.first?["rule"] as? String == "number-type", "\(run)")
        #expect(changes.first?["line"] as? Int == 9 && changes.first?["column"] as? Int == 18)
        #expect(changes.first?["before"] as? String == "\"31.5\"", "\(run)")
        #expect(changes.first?["after"] as? String == "31.5", "\(run)")
        #expect(changes.allSatisfy { $0["safe"] as? Bool == true && $0["count"] as? Int == 1 })
    }

    @Test("what it fixes then validates")
    func validates() throws {
        let workspace = try Workspace(examples: true)
        let edits = [
            ("\"is_night\": true", "\"is_night\": \"true\""),
            ("\"weather\": \"rain\"", "\"weather\": \" RAIN \""),
            ("\"speed\": 94.6", "\"speed\": \"94.6\""),
        ]
        let good = try workspace.text(of: "rides.json")
        let bad = apply(edits, to: good)
        #expect(bad != good)
        try workspace.write(bad, to: "bad.json")
        let before = try workspace.run("validate", "bad.json", "--schema", "schema.yaml")
        #expect(before.status == 1, "\(before)")
        let run = try workspace.run(
            "fix", "bad.json", "--schema", "schema.yaml", "-o", "fixed.json")
        #expect(run.status == 0 && run.talk.contains("0 errors left"), "\(run)")
        #expect(try workspace.text(of: "fixed.json") == good)
        let after = try workspace.run("validate", "fixed.json", "--schema", "schema.yaml")
        #expect(after.status == 0, "\(after)")
    }

    @Test("a file can be its own corrected copy, and a cut one is left alone")
    func inPlace() throws {
        let workspace = try Workspace(examples: true)
        let text = try workspace.text(of: "faults.json")
        try workspace.write(String(text.prefix(700)), to: "cut.json")
        let cut = try workspace.run("fix", "cut.json", "--schema", "schema.yaml", "-o", "cut.json")
        #expect(cut.status == 1 && cut.talk.contains("cannot be read to its end"), "\(cut)")
        #expect(try workspace.text(of: "cut.json") == String(text.prefix(700)))
        _ = try workspace.run(FixCommandTests.command + ["-o", "faults.json"])
        #expect(try workspace.text(of: "faults.json") == apply(FixCommandTests.safeEdits, to: text))
        let stream = try workspace.run(
            "fix", "-", "--schema", "schema.yaml", "-o", "-", input: text)
        #expect(stream.text == apply(FixCommandTests.safeEdits, to: text), "\(stream)")
    }

    @Test("each of several files is mended in its place, with its link and its mode")
    func severalInPlace() throws {
        let workspace = try Workspace(examples: true)
        let faults = try workspace.text(of: "faults.json")
        let good = try workspace.text(of: "rides.json")
        for name in ["p/a.json", "p/sub/b.json"] { try workspace.write(faults, to: name) }
        try workspace.write(good, to: "p/good.json")
        try workspace.write("ObjectUrl,Video title\n https://a.example/1.mp4 ,a\n", to: "p/t.csv")
        chmod(workspace.url("p/a.json").path, 0o640)
        try FileManager.default.createSymbolicLink(
            atPath: workspace.url("link.json").path, withDestinationPath: "p/a.json")
        func inode(_ name: String) -> UInt64 {
            var status = stat()
            return stat(workspace.url(name).path, &status) == 0 ? UInt64(status.st_ino) : 0
        }
        let before = inode("p/good.json")
        let run = try workspace.run(
            "fix", "p", "link.json", "--in-place", "--schema", "schema.yaml", "--format", "json")
        #expect(run.status == 1 && run.lines.count == 4, "\(run)")
        let expected = apply(FixCommandTests.safeEdits, to: faults)
        #expect(try workspace.text(of: "p/a.json") == expected)
        #expect(try workspace.text(of: "p/sub/b.json") == expected)
        #expect(try workspace.text(of: "p/good.json") == good)
        // A file without faults is not written.
        #expect(inode("p/good.json") == before)
        #expect(
            try workspace.text(of: "p/t.csv")
                == "ObjectUrl,Video title\nhttps://a.example/1.mp4,a\n")
        var status = stat()
        #expect(stat(workspace.url("p/a.json").path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o640)
        #expect(FileManager.default.fileExists(atPath: workspace.url("link.json").path))
        #expect(run.text.contains(#""errors_left":9,"file":"p/a.json","fixes":4"#), "\(run)")
        #expect(run.text.contains(#""file":"p/good.json","fixes":0"#), "\(run)")
    }

    @Test("equal changes are shown once, with all the lines that they touch")
    func listing() throws {
        let workspace = try Workspace(examples: true)
        let places = (0..<30).map { number in
            """
            {"objectUrl": "https://a.example/\(number).jpg", "clientMetadata": {"weather": "Rain",
              "position": {
                "latitude": 118.06,
                "longitude": 59.33
              }}}
            """
        }
        try workspace.write("[\(places.joined(separator: ",\n"))]", to: "many.json")
        let run = try workspace.run(
            "fix", "many.json", "--schema", "schema.yaml", "--unsafe", "--dry-run")
        #expect(run.status == 0, "\(run)")
        #expect(run.text.contains("many.json:1:73: enum-unknown-option, 30 times\n"), "\(run)")
        let swap = """
            many.json:2:15: geospatial-swapped (unsafe), 30 times
            -     "latitude": 118.06,
            -     "longitude": 59.33
            +     "latitude": 59.33,
            +     "longitude": 118.06

            """
        #expect(run.text.contains(swap), "\(run)")
        #expect(run.talk.contains("60 fixes possible, 0 errors left"), "\(run)")
        let one = try workspace.run(
            "fix", "many.json", "--schema", "schema.yaml", "--unsafe", "--dry-run",
            "--max-findings", "1", "--color", "always")
        #expect(one.text.contains("and 30 changes of other kinds"), "\(one)")
        #expect(one.text.contains("\u{1B}[31m- "), "\(one)")
    }

    @Test("errors that are left are listed, a few of them")
    func errorsLeft() throws {
        let workspace = try Workspace(examples: true)
        let items = (0..<25).map {
            #"{"objectUrl": "https://a.example/\#($0).jpg", "clientMetadata": {"speed": [\#($0)]}}"#
        }
        try workspace.write(items.joined(separator: "\n"), to: "bad.jsonl")
        let run = try workspace.run(
            "fix", "bad.jsonl", "--schema", "schema.yaml", "-o", "out.jsonl")
        #expect(run.status == 1, "\(run)")
        #expect(run.talk.contains("out.jsonl:1:70: error[number-type] speed: "), "\(run)")
        #expect(run.talk.contains("and 15 errors more"), "\(run)")
        #expect(run.talk.contains("0 fixes made, 25 errors left"), "\(run)")
    }

    @Test("without a schema what needs none is mended, and times get the zone that is named")
    func withoutSchema() throws {
        let workspace = try Workspace(examples: true)
        let text = "\u{FEFF}[{\"objectUrl\": \" https://a.example/1.jpg\"}]"
        try workspace.write(text, to: "mark.json")
        let run = try workspace.run("fix", "mark.json", "-o", "out.json")
        #expect(run.status == 0 && run.talk.contains("2 fixes made"), "\(run)")
        #expect(
            try workspace.text(of: "out.json") == "[{\"objectUrl\": \"https://a.example/1.jpg\"}]")
        let item =
            #"{"objectUrl": "https://a.example/1.jpg", "clientMetadata": {"captured_at": "TIME"}}"#
        try workspace.write(
            item.replacingOccurrences(of: "TIME", with: "2025-03-01 08:15"), to: "time.jsonl")
        let zoned = try workspace.run(
            "fix", "time.jsonl", "--schema", "schema.yaml", "--assume-zone", "+01:00", "-o", "-")
        #expect(
            zoned.text == item.replacingOccurrences(of: "TIME", with: "2025-03-01 08:15+01:00"),
            "\(zoned)")
    }

    @Test("a group whose right name stands keeps its name, and that is told")
    func standingGroup() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write(
            #"{"images": [{"objectUrl": "https://a.example/1.jpg"}], "imagse": [{}, {}]}"#,
            to: "twice.json")
        let run = try workspace.run(
            "fix", "twice.json", "--schema", "schema.yaml", "--unsafe", "-o", "out.json")
        #expect(run.status == 1, "\(run)")
        #expect(
            run.talk.contains(
                #"twice.json:1:56: "imagse" keeps its name, because "images" stands"#), "\(run)")
        #expect(run.talk.contains("0 fixes made, 1 error left"), "\(run)")
    }
}
