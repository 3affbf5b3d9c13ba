import Foundation
import TestSupport
import Testing

/// The pre-commit hooks take the files that they are meant for.
@Suite("The house: pre-commit hooks")
struct HookTests {
    struct Hook {
        var members: [String: String] = [:]

        /// Whether pre-commit hands a file over: it searches `files` and `exclude` anywhere in the path.
        func takes(_ path: String) -> Bool {
            func finds(_ member: String) -> Bool {
                guard let pattern = members[member] else { return false }
                return path.range(of: pattern, options: .regularExpression) != nil
            }
            return finds("files") && !finds("exclude")
        }
    }

    /// The hooks of a YAML text as we write it: one member a line, plain or in brackets.
    static func hooks(in text: String) -> [String: Hook] {
        var hooks: [String: Hook] = [:]
        var name = ""
        for line in text.split(separator: "\n") {
            var line = line.drop { $0 == " " }
            if line.hasPrefix("- ") { line = line.dropFirst(2) }
            guard let colon = line.firstRange(of: ": "), !line.hasPrefix("#") else { continue }
            let (member, value) = (
                String(line[..<colon.lowerBound]), String(line[colon.upperBound...])
            )
            if member == "id" { name = value }
            hooks[name, default: Hook()].members[member] = value
        }
        return hooks
    }

    static func text(of name: String) throws -> String {
        try String(contentsOf: Repository.root.appendingPathComponent(name), encoding: .utf8)
    }

    @Test func files() throws {
        let hooks = HookTests.hooks(in: try HookTests.text(of: ".pre-commit-hooks.yaml"))
        let uploads = try #require(hooks["metadex-validate"])
        let schemas = try #require(hooks["metadex-schema-check"])
        // A type would leave out what pre-commit knows no type of.
        for hook in [uploads, schemas] { #expect(hook.members["types"] == "[file]") }
        let examples: [(path: String, isUpload: Bool, isSchema: Bool)] = [
            ("u.json", true, false), ("u.jsonl", true, false), ("u.ndjson", true, false),
            ("u.csv", true, false), ("uploads/2025/u.json", true, false),
            ("u.json.txt", false, false),
            ("ujson", false, false), ("upload.schema.json", false, false),
            ("editor/upload.schema.json", false, false), ("metadex-baseline.json", false, false),
            ("package.json", false, false), (".vscode/settings.json", false, false),
            ("a/.venv/lib/x.json", false, false), (".hidden.json", false, false),
            ("parts/failures.csv", false, false), ("parts/accepted-0001.json", true, false),
            ("schema.yaml", false, true), ("schema.yml", false, true), ("schema.json", false, true),
            ("meta/schema.yaml", false, true), ("rides-schema.yaml", false, true),
            ("rides_schema.json", false, true), ("schema.yaml.bak", false, false),
            ("schema/README.md", false, false), ("schema/other.yaml", false, false),
        ]
        for (path, isUpload, isSchema) in examples {
            #expect(uploads.takes(path) == isUpload, "\(path)")
            #expect(schemas.takes(path) == isSchema, "\(path)")
        }
    }

    @Test("what the page tells people to write takes every form of upload, and only these")
    func page() throws {
        let hooks = HookTests.hooks(in: try HookTests.text(of: "Docs/ci.md"))
        let uploads = try #require(hooks["metadex-validate"])
        for ending in ["json", "jsonl", "ndjson", "csv"] {
            #expect(uploads.takes("uploads/a/u.\(ending)"), "\(ending)")
            #expect(!uploads.takes("other/u.\(ending)"), "\(ending)")
        }
        #expect(!uploads.takes("uploads/README.md"))
        #expect(hooks["metadex-schema-check"] != nil)
    }
}
