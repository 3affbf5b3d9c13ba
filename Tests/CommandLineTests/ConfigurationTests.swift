import Foundation
import TestSupport
import Testing

/// `metadex.toml` is found, read, and told apart from nonsense.
@Suite struct ConfigurationTests {
    private func workspace() throws -> Workspace {
        let workspace = try Workspace(examples: true)
        let item = "{\"objectUrl\": \"https://a.example/1.jpg\", \"clientMetadata\": {\"x\": 1}}"
        try workspace.write("[\(item)]", to: "project/uploads/deep/upload.json")
        try workspace.write("keys:\n  y: number\n", to: "project/schema.yaml")
        return workspace
    }

    @Test("the nearest file above counts, its paths are relative to it")
    func found() throws {
        let workspace = try workspace()
        let line = "cd project/uploads/deep && metadex validate upload.json --format concise"
        let none = try workspace.shell(line)
        #expect(none.status == 0 && none.output.isEmpty, "\(none)")
        try workspace.write(
            "schema = \"schema.yaml\"\nfail-on = \"warning\"\n", to: "project/metadex.toml")
        let run = try workspace.shell(line)
        #expect(run.status == 1 && run.text.contains("warning[key-unknown]"), "\(run)")
        #expect(try workspace.shell(line + " --fail-on error").status == 0)
        #expect(try workspace.shell(line + " --no-config").status == 0)
        try workspace.write("# nothing\n", to: "project/uploads/metadex.toml")
        #expect(try workspace.shell(line).status == 0)
        let named = try workspace.shell(line + " --config ../../metadex.toml")
        #expect(named.status == 1, "\(named)")
    }

    struct BadConfiguration: Decodable, CustomTestStringConvertible {
        var lines: [String]
        var says: [String]
        var testDescription: String { lines.joined(separator: " / ") }
    }

    @Test(
        "a wrong file is wrong usage",
        arguments: CaseFiles.load("bad-configurations.json", as: BadConfiguration.self))
    func bad(example: BadConfiguration) throws {
        let workspace = try Workspace(examples: true)
        try workspace.write(example.lines.joined(separator: "\n"), to: "metadex.toml")
        let run = try workspace.run("validate", "rides.json")
        #expect(run.status == 2 && run.output.isEmpty, "\(run)")
        for text in example.says { #expect(run.talk.contains(text), "\(run)") }
        #expect(try workspace.run("validate", "rides.json", "--no-config").status == 0)
    }
}
