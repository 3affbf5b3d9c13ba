import Foundation
import TestSupport
import Testing

/// `metadex validate`: every fault at its place, in every kind of file.
@Suite struct ValidateCommandTests {
    struct Fault: Decodable {
        var place: String
        var severity: String
        var rule: String
        /// What stands in the file at the place.
        var text: String
    }

    static let faults = CaseFiles.load("faults.json", as: Fault.self)

    @Test("every planted fault is found at its place, and nothing else")
    func plantedFaults() throws {
        let workspace = try Workspace(examples: true)
        let run = try workspace.run(
            "validate", "faults.json", "--schema", "schema.yaml", "--format", "concise",
            "-q")
        #expect(run.status == 1 && run.talk.isEmpty, "\(run)")
        let faults = ValidateCommandTests.faults
        let expected = faults.map { "faults.json:\($0.place): \($0.severity)[\($0.rule)]" }
        let found = run.lines.map { $0.prefix { $0 != "]" } + "]" }.map(String.init)
        #expect(found.sorted() == expected.sorted(), "\(run)")
        // The places of the cases are right.
        let lines = try workspace.text(of: "faults.json").components(separatedBy: "\n")
        for fault in faults {
            let place = fault.place.split(separator: ":").compactMap { Int($0) }
            let rest = lines[place[0] - 1].unicodeScalars.dropFirst(place[1] - 1)
            #expect(String(rest).hasPrefix(fault.text), "\(fault)")
        }
    }

    @Test("CRLF, a byte order mark and one long line do not move places")
    func otherLineEnds() throws {
        let workspace = try Workspace(examples: true)
        let text = try workspace.text(of: "faults.json")
        try workspace.write(text.replacingOccurrences(of: "\n", with: "\r\n"), to: "crlf.json")
        let crlf = try workspace.run(
            "validate", "crlf.json", "--schema", "schema.yaml", "--format", "concise")
        for fault in ValidateCommandTests.faults {
            #expect(
                crlf.text.contains("crlf.json:\(fault.place): \(fault.severity)[\(fault.rule)]"))
        }
        try workspace.write(text.replacingOccurrences(of: "\n", with: "\t"), to: "line.json")
        let line = try workspace.run(
            "validate", "line.json", "--schema", "schema.yaml", "--format", "jsonl")
        let scalars = Array(text.unicodeScalars)
        let lengths = text.components(separatedBy: "\n").map { $0.unicodeScalars.count + 1 }
        let columns = Set(line.jsonLines.compactMap { $0["column"] as? Int })
        for fault in ValidateCommandTests.faults {
            let place = fault.place.split(separator: ":").compactMap { Int($0) }
            let column = lengths.prefix(place[0] - 1).reduce(0, +) + place[1]
            #expect(columns.contains(column) && column <= scalars.count, "\(fault)")
        }
    }

    @Test("files, folders, patterns and standard input have one summary")
    func manyInputs() throws {
        let workspace = try Workspace(examples: true)
        let faults = try workspace.bytes(of: "faults.json")
        for name in ["up/b.json", "up/deep/a.json", "up/notes.txt", "x1.json", "x2.json"] {
            try workspace.write(faults, to: name)
        }
        let run = try workspace.run(
            [
                "validate", "rides.json", "up", "x?.json", "-", "x1.json", "--stdin-filename",
                "stream.json", "--schema", "schema.yaml", "--format", "jsonl",
            ], input: faults)
        #expect(run.status == 1, "\(run)")
        var files: [String] = []
        for case let file as String in run.jsonLines.map({ $0["file"] }) where files.last != file {
            files.append(file)
        }
        #expect(files == ["up/b.json", "up/deep/a.json", "x1.json", "x2.json", "stream.json"])
        let summary = try #require(run.jsonLines.last)
        #expect(summary["type"] as? String == "summary")
        #expect(summary["files"] as? Int == 6 && summary["items"] as? Int == 350, "\(summary)")
        #expect(summary["findings"] as? Int == 5 * ValidateCommandTests.faults.count, "\(summary)")
        let unnamed = try workspace.run(
            ["validate", "-", "--format", "concise"], input: faults)
        #expect(unnamed.text.contains("<stdin>:14:69: "), "\(unnamed)")
    }

    @Test("a file that cannot be read does not stop the others")
    func unreadableFile() throws {
        let workspace = try Workspace(examples: true)
        let run = try workspace.run(
            "validate", "missing.json", "faults.json", "--schema", "schema.yaml", "--format",
            "concise")
        #expect(run.status == 3, "\(run)")
        #expect(run.lines.count == ValidateCommandTests.faults.count, "\(run)")
        #expect(run.talk.contains("missing.json"), "\(run)")
        try workspace.write("", to: "empty/notes.txt")
        for missing in ["missing.json", "missing*.json", "empty"] {
            let clean = try workspace.run("validate", missing, "rides.json", "--exit-zero")
            #expect(clean.status == 3 && clean.talk.contains(missing), "\(clean)")
            #expect(clean.text.contains("1 file, 330 items"), "\(clean)")
        }
    }

    @Test("a truncated file does not stop the next one")
    func truncatedFile() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write(Array(workspace.bytes(of: "rides.json").prefix(60_000)), to: "cut.json")
        let run = try workspace.run(
            "validate", "cut.json", "faults.json", "--schema", "schema.yaml", "--format", "concise")
        #expect(run.status == 1, "\(run)")
        #expect(run.lines.count == 1 + ValidateCommandTests.faults.count, "\(run)")
        #expect(run.lines.first?.contains("error[json-syntax]") == true, "\(run)")
    }

    @Test(
        "the forms of uploads",
        arguments: [
            (
                "upload.json",
                "[{\"objectUrl\": \"https://a.example/1.jpg\", \"clientMetadata\": {\"speed\": \"1\"}}]",
                "1:71"
            ),
            (
                "upload.jsonl",
                "{\"objectUrl\": \"https://a.example/1.jpg\"}\n\n{\"clientMetadata\": {\"speed\": \"1\"}, \"objectUrl\": \"https://a.example/2.jpg\"}\n",
                "3:30"
            ),
            (
                "upload.csv",
                "ObjectUrl,Image title\r\nhttps://a.example/1.jpg,one\r\nhttps://a.example/ 2.jpg,two\r\n",
                "3:19"
            ),
            (
                "upload.csv",
                "\u{FEFF}ObjectUrl\nhttps://a.example/1.jpg\nhttps://a.example/ 2.jpg\n", "3:19"
            ),
        ])
    func forms(name: String, text: String, place: String) throws {
        let workspace = try Workspace(examples: true)
        try workspace.write(text, to: name)
        let run = try workspace.run(
            "validate", name, "--schema", "schema.yaml", "--format", "concise", "--fail-on", "error"
        )
        #expect(run.status == 1, "\(run)")
        #expect(run.lines.contains { $0.hasPrefix("\(name):\(place): error[") }, "\(run)")
        // The form can be said, where a name says nothing.
        let form = name.hasSuffix("csv") ? "csv" : name.hasSuffix("jsonl") ? "jsonl" : "array"
        let stream = try workspace.run(
            "validate", "-", "--schema", "schema.yaml", "--format", "concise", "--input-format",
            form, input: text)
        #expect(stream.lines.contains { $0.hasPrefix("<stdin>:\(place): error[") }, "\(stream)")
    }

    @Test("the schema is the flag's, else that of metadex.toml, else the store's")
    func schemaSources() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write("keys:\n  x: number\n", to: "numbers.yaml")
        try workspace.write("keys:\n  x: text\n", to: "texts.yaml")
        try workspace.write(
            "[{\"objectUrl\": \"https://a.example/1.jpg\", \"clientMetadata\": {\"x\": true}}]",
            to: "upload.json")
        func rules(_ arguments: String...) throws -> [String] {
            let run = try workspace.run(
                ["validate", "upload.json", "--format", "jsonl"] + arguments)
            return run.jsonLines.compactMap { $0["rule"] as? String }
        }
        let none = try workspace.run("validate", "upload.json")
        #expect(none.status == 0 && none.talk.contains("no schema"), "\(none)")
        _ = try workspace.run("schema", "import", "schema.yaml")
        #expect(try rules() == ["key-unknown"])
        try workspace.write("schema = \"texts.yaml\"\n", to: "metadex.toml")
        #expect(try rules() == ["text-type"])
        #expect(try rules("--schema", "numbers.yaml") == ["number-type"])
        #expect(try rules("--store", "metadex.db") == ["key-unknown"])
        #expect(try rules("--no-config") == ["key-unknown"])
    }

    @Test func targets() throws {
        let workspace = try Workspace()
        try workspace.write("keys:\n  clip: {type: embedding, size: 2001}\n", to: "schema.yaml")
        try workspace.write("[{\"objectUrl\": \"https://a.example/1.jpg\"}]", to: "upload.json")
        let index = try workspace.run("validate", "upload.json", "--schema", "schema.yaml")
        #expect(index.status == 0, "\(index)")
        let active = try workspace.run(
            "validate", "upload.json", "--schema", "schema.yaml", "--target", "active")
        #expect(active.status == 1, "\(active)")
        #expect((active.text + active.talk).contains("schema-embedding-target"), "\(active)")
        try workspace.write("target = \"active\"\n", to: "metadex.toml")
        let configured = try workspace.run("validate", "upload.json", "--schema", "schema.yaml")
        #expect(configured.status == 1, "\(configured)")
    }

    @Test func suspicionsCanBeSwitchedOff() throws {
        let workspace = try Workspace()
        let items = (0..<50).map {
            "{\"objectUrl\": \"https://a.example/\($0).jpg\", \"clientMetadata\": "
                + "{\"site\": \"\($0 % 2 == 0 ? "harbour" : "Harbour")\"}}"
        }
        try workspace.write("keys:\n  site: varchar\n", to: "schema.yaml")
        try workspace.write("[\(items.joined(separator: ","))]", to: "upload.json")
        let command = [
            "validate", "upload.json", "--schema", "schema.yaml", "--fail-on", "warning",
        ]
        let run = try workspace.run(command)
        #expect(run.status == 1 && run.text.contains("warning["), "\(run)")
        let off = try workspace.run(command + ["--no-suspicions"])
        #expect(off.status == 0, "\(off)")
    }
}
