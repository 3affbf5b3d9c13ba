import Foundation
import TestSupport
import Testing

/// Broken files get a finding or a sentence with the place, and the right exit status.
@Suite struct BadInputTests {
    struct BadFile: Decodable, CustomTestStringConvertible {
        var name: String
        /// The file in hexadecimal digits, or as text.
        var bytes: String?
        var text: String?
        /// `line:column` of the finding.
        var place: String
        var rule: String

        var testDescription: String { name }

        var content: [UInt8] {
            guard let bytes else { return Array((text ?? "").utf8) }
            let digits = bytes.compactMap(\.hexDigitValue)
            return stride(from: 0, to: digits.count - 1, by: 2)
                .map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        }
    }

    static let uploads = CaseFiles.load("bad-uploads.json", as: BadFile.self)

    @Test("broken uploads", arguments: uploads)
    func upload(file: BadFile) throws {
        let workspace = try Workspace(examples: true)
        try workspace.write(file.content, to: "upload.json")
        let run = try workspace.run(
            "validate", "upload.json", "--schema", "schema.yaml", "--format", "concise")
        #expect(run.status == 1, "\(run)")
        let start = "upload.json:\(file.place): error[\(file.rule)]"
        #expect(run.lines.contains { $0.hasPrefix(start) }, "\(run)")
    }

    @Test(
        "broken uploads change nothing",
        arguments: uploads.filter {
            ["empty", "truncated in an item", "invalid UTF-8", "byte order mark"].contains($0.name)
        })
    func unchanged(file: BadFile) throws {
        let workspace = try Workspace(examples: true, store: true)
        let before = try workspace.bytes(of: "metadex.db")
        try workspace.write(file.content, to: "upload.json")
        let run = try workspace.run("import", "upload.json", "--folder", "new")
        #expect(run.status == 1 && run.text.contains("[\(file.rule)]"), "\(run)")
        #expect(try workspace.bytes(of: "metadex.db") == before)
        for command in [["fix", "-o", "out.json"], ["split", "--into", "parts"]] {
            let run = try workspace.run(command + ["upload.json", "--schema", "schema.yaml"])
            // The mark is left out of what they write.
            #expect(run.status == (file.rule == "json-byte-order-mark" ? 0 : 1), "\(run)")
            #expect(!run.talk.isEmpty, "\(run)")
        }
        #expect(!workspace.names().contains { $0.hasPrefix("out.json.") }, "a part stays behind")
    }

    @Test("broken documents", arguments: uploads)
    func document(file: BadFile) throws {
        let workspace = try Workspace()
        try workspace.write(file.content, to: "document.json")
        let run = try workspace.run("canon", "document.json")
        #expect(run.status == 1 && run.output.isEmpty, "\(run)")
        // White space is no document from its start; an upload of it misses one at its end.
        let places = [file.place, file.rule == "file-empty" ? "1:1" : file.place]
        #expect(places.contains { run.talk.hasPrefix("document.json:\($0): error:") }, "\(run)")
        #expect(run.talk.split(separator: "\n").count == 1, "\(run)")
    }

    static let schemas = CaseFiles.load("bad-schemas.json", as: BadFile.self)

    @Test("broken schema files", arguments: schemas)
    func schema(file: BadFile) throws {
        let workspace = try Workspace()
        let name = try workspace.write(file.content, to: file.name)
        let check = try workspace.run("schema", "check", name, "--format", "concise")
        #expect(check.status == 1, "\(check)")
        let place = "\(name):\(file.place): error[\(file.rule)]"
        #expect(check.lines.contains { $0.hasPrefix(place) }, "\(check)")
    }

    @Test("no command takes a broken schema file", arguments: schemas.prefix(2))
    func schemaUse(file: BadFile) throws {
        let workspace = try Workspace(examples: true, store: true)
        let before = try workspace.bytes(of: "metadex.db")
        let name = try workspace.write(file.content, to: file.name)
        let place = "\(name):\(file.place): error[\(file.rule)]"
        let uses = [
            ["validate", "rides.json", "--schema", name], ["schema", "import", name],
            ["schema", "show", name], ["schema", "export", name],
            ["fix", "rides.json", "--schema", name, "-o", "out.json"],
            ["split", "rides.json", "--schema", name, "--into", "parts"],
        ]
        for arguments in uses {
            let run = try workspace.run(arguments)
            #expect(run.status == 1 && run.output.isEmpty, "\(run)")
            #expect(run.talk.contains(place), "\(run)")
        }
        #expect(!workspace.names().contains("out.json"))
        #expect(try workspace.bytes(of: "metadex.db") == before)
    }

    @Test("files that are not there, and folders in place of files")
    func unreadable() throws {
        let workspace = try Workspace(examples: true, store: true)
        try workspace.write("", to: "empty-folder/.keep")
        let commands = [
            ["validate", "X"], ["import", "X", "--folder", "a"], ["canon", "X"],
            ["canon", "--lines", "X"], ["value", "number", "--file", "X"],
            ["fix", "X", "--dry-run"],
            ["split", "X", "--into", "parts"], ["schema", "check", "X"], ["schema", "import", "X"],
            ["schema", "show", "X"], ["schema", "export", "X"], ["schema", "infer", "X"],
            ["validate", "rides.json", "--schema", "X"], ["query", "--requests", "X"],
            ["validate", "rides.json", "--baseline", "X"], ["rules", "--config", "X"],
            ["validate", "rides.json", "--output", "csv=X/y.csv"],
            ["validate", "rides.json", "--write-baseline", "X/y.json"],
        ]
        for name in ["missing.json", "empty-folder"] {
            for command in commands {
                // A file can be made in an empty folder.
                if name == "empty-folder", command.contains(where: { $0.contains("X/") }) {
                    continue
                }
                let arguments = command.map { $0.replacingOccurrences(of: "X", with: name) }
                let run = try workspace.run(arguments)
                #expect(run.status == 3, "\(run)")
                #expect(run.talk.contains(name), "\(run)")
                #expect(run.talk.split(separator: "\n").count <= 2, "\(run)")
            }
        }
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything"))
    func forbidden() throws {
        let workspace = try Workspace(examples: true)
        chmod(workspace.url("rides.json").path, 0)
        let run = try workspace.run("validate", "rides.json")
        #expect(run.status == 3 && run.talk.contains("permission denied"), "\(run)")
    }

    @Test("what is no text has no source line")
    func noSourceLine() throws {
        let workspace = try Workspace()
        let packed: [UInt8] = [
            0x1F, 0x8B, 8, 0, 0x1B, 0x5B, 0x33, 0x31, 0x6D, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ]
        try workspace.write(packed, to: "u.json.gz")
        let run = try workspace.run("validate", "u.json.gz")
        #expect(run.status == 1 && run.text.contains("is packed with gzip"), "\(run)")
        #expect(!run.text.contains("1 | "), "\(run)")
    }

    @Test("a text of 20 MB is legal JSON and too large for metadata")
    func longText() throws {
        let workspace = try Workspace()
        let text = "\"" + String(repeating: "a", count: 20_000_000) + "\""
        try workspace.write(text, to: "text.json")
        let canonical = try workspace.run("canon", "text.json")
        #expect(canonical.status == 0 && canonical.output == Array((text + "\n").utf8))
        let item =
            "{\"objectUrl\": \"https://a.example/1.jpg\", \"clientMetadata\": {\"note\": \(text)}}"
        try workspace.write("{\"images\": [\(item)]}", to: "upload.json")
        let run = try workspace.run("validate", "upload.json", "--format", "concise")
        #expect(run.status == 1, "\(run.talk)")
        #expect(run.text.hasPrefix("upload.json:1:72: error[metadata-too-large]"), "\(run)")
    }

    @Test(
        "arrays nest 10,000 levels, and the next one has a place",
        arguments: [9_998, 10_000, 10_001])
    func nesting(levels: Int) throws {
        let workspace = try Workspace()
        let text = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        try workspace.write(text, to: "document.json")
        let canonical = try workspace.run("canon", "document.json")
        if levels <= 10_000 {
            #expect(canonical.status == 0 && canonical.text == text + "\n", "\(canonical)")
        } else {
            #expect(canonical.status == 1, "\(canonical)")
            #expect(canonical.talk.hasPrefix("document.json:1:10001: error:"), "\(canonical)")
        }
        // The item and its metadata are two levels.
        let item =
            "{\"objectUrl\": \"https://a.example/1.jpg\", \"clientMetadata\": {\"deep\": \(text)}}"
        try workspace.write("{\"images\": [\(item)]}", to: "upload.json")
        let run = try workspace.run("validate", "upload.json", "--format", "concise")
        if levels <= 9_998 {
            #expect(run.status == 0 && run.output.isEmpty, "\(run)")
        } else {
            #expect(run.status == 1, "\(run)")
            #expect(run.text.hasPrefix("upload.json:1:10079: error[json-too-deep]"), "\(run)")
        }
        let infer = try workspace.run("schema", "infer", "upload.json")
        #expect(infer.status == (levels <= 9_998 ? 0 : 1), "\(infer)")
    }
}
