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
            #expect(again.talk.hasPrefix("0 fixes"), "\(again)")
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
        #expect(cut.status == 1 && cut.talk.contains("not JSON to its end"), "\(cut)")
        #expect(try workspace.text(of: "cut.json") == String(text.prefix(700)))
        _ = try workspace.run(FixCommandTests.command + ["-o", "faults.json"])
        #expect(try workspace.text(of: "faults.json") == apply(FixCommandTests.safeEdits, to: text))
        let stream = try workspace.run(
            "fix", "-", "--schema", "schema.yaml", "-o", "-", input: text)
        #expect(stream.text == apply(FixCommandTests.safeEdits, to: text), "\(stream)")
        try workspace.write("ObjectUrl\nhttps://a.example/1.jpg\n", to: "upload.csv")
        let table = try workspace.run("fix", "upload.csv", "--schema", "schema.yaml", "--dry-run")
        #expect(table.status == 2 && table.talk.contains("csv"), "\(table)")
    }
}
