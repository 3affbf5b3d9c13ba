import Foundation
import Testing

/// No command destroys what it was not asked to change.
@Suite struct SafetyTests {
    @Test("a report is never written over an input, however it is spelled")
    func reportOverInput() throws {
        let workspace = try Workspace(examples: true, store: true)
        let text = try workspace.text(of: "rides.json")
        try FileManager.default.createSymbolicLink(
            atPath: workspace.url("link.json").path, withDestinationPath: "rides.json")
        for output in ["rides.json", "./rides.json", "link.json"] {
            for command in [["validate"], ["import", "--folder", "x"]] {
                let run = try workspace.run(command + ["rides.json", "--output", "json=\(output)"])
                #expect(run.status == 2 && run.talk.contains("is an input"), "\(run)")
            }
            let run = try workspace.run("validate", "rides.json", "--write-baseline", output)
            #expect(run.status == 2, "\(run)")
        }
        #expect(try workspace.text(of: "rides.json") == text)
    }

    @Test("a file is checked once, however often and however it is named")
    func sameFile() throws {
        let workspace = try Workspace(examples: true)
        let run = try workspace.run(
            "validate", "rides.json", "./rides.json", "--schema", "schema.yaml")
        #expect(run.text.hasPrefix("1 file, 330 items"), "\(run)")
    }

    @Test("a key is not renamed onto one that the object has, nor two keys onto one")
    func renames() throws {
        let workspace = try Workspace(examples: true)
        for metadata in [
            #"{"speed": 1, "Speed": 2}"#, #"{"speeed": 1, "spede": 2}"#, #"{"Site": "a"}"#,
        ] {
            try workspace.write(
                #"{"images": [{"objectUrl": "https://a.example/1", "clientMetadata": \#(metadata)}]}"#,
                to: "upload.json")
            _ = try workspace.run(
                "fix", "upload.json", "--schema", "schema.yaml", "--unsafe", "-o", "fixed.json")
            let run = try workspace.run(
                "validate", "fixed.json", "--schema", "schema.yaml", "--format", "concise")
            #expect(!run.text.contains("key-duplicate"), "\(metadata): \(run)")
        }
        #expect(try workspace.text(of: "fixed.json").contains(#""site": "a""#))
    }

    @Test("a corrected copy leaves a link a link and a mode as it is")
    func copies() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write("", to: "target.json")
        chmod(workspace.url("target.json").path, 0o600)
        try FileManager.default.createSymbolicLink(
            atPath: workspace.url("link.json").path, withDestinationPath: "target.json")
        _ = try workspace.run("fix", "faults.json", "--schema", "schema.yaml", "-o", "link.json")
        var status = stat()
        #expect(lstat(workspace.url("link.json").path, &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFLNK)
        #expect(stat(workspace.url("target.json").path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600 && status.st_size > 0)
        let device = try workspace.run(
            "fix", "faults.json", "--schema", "schema.yaml", "-o", "/dev/null")
        #expect(device.status == 1, "\(device)")
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    }

    @Test("a split tells what is in no part, and never writes over its input")
    func splits() throws {
        let workspace = try Workspace(examples: true)
        let run = try workspace.run(
            "split", "faults.json", "--schema", "schema.yaml", "--into", "parts")
        #expect(run.status == 1 && run.talk.contains("[upload-unknown-member]"), "\(run)")
        #expect(run.talk.contains("in neither part"), "\(run)")
        let text = try workspace.text(of: "rides.json")
        try workspace.write(text, to: "accepted.json")
        let over = try workspace.run(
            "split", "accepted.json", "--schema", "schema.yaml", "--into", ".")
        #expect(over.status == 2, "\(over)")
        #expect(try workspace.text(of: "accepted.json") == text)
    }

    @Test("an import that stores nothing makes no folder; --exit-zero holds for imports")
    func imports() throws {
        let workspace = try Workspace(examples: true, store: true)
        try workspace.write(#"{"images": [{"title": "no url"}]}"#, to: "bad.json")
        let run = try workspace.run("import", "bad.json", "--folder", "new", "--ignore-errors")
        #expect(run.status == 1, "\(run)")
        let lenient = try workspace.run("import", "bad.json", "--folder", "new", "--exit-zero")
        #expect(lenient.status == 0, "\(lenient)")
        #expect(!(try workspace.run("folders").text.contains("new")))
    }

    @Test("--no-suspicions leaves no suspicion")
    func suspicions() throws {
        let workspace = try Workspace(examples: true)
        let line = #"{"objectUrl": "https://a.example/1.jpg", "clientMetadata": {"site": "x"}}"#
        try workspace.write("\(line)\n\(line)\n", to: "twice.jsonl")
        let command = ["validate", "twice.jsonl", "--schema", "schema.yaml", "--format", "concise"]
        #expect(try workspace.run(command).text.contains("url-duplicate"))
        #expect(try workspace.run(command + ["--no-suspicions"]).text.isEmpty)
    }

    @Test("limit and offset of a facet are those of its values; requests keep their id")
    func facets() throws {
        let workspace = try Workspace(examples: true, store: true)
        let run = try workspace.run(
            "query", "--facet", "weather", "--limit", "1", "--offset", "1", "--format", "jsonl")
        #expect(run.text == "{\"value\": \"cloudy\", \"count\": 84}\n", "\(run)")
        let answers = try workspace.run(
            "query", "--requests", "-",
            input: "{\"id\": 7, \"count\": true}\n{\"id\": \"b\", \"filter\": \"nope\"}\n")
        #expect(answers.lines.first?.hasPrefix("{\"id\": 7, \"count\": 330") == true, "\(answers)")
        #expect(answers.lines.last?.hasPrefix("{\"id\": \"b\", \"error\"") == true, "\(answers)")
    }
}
