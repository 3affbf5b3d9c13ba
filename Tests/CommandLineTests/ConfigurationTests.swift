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

    @Test("what needs no settings does not read wrong ones; `rules` still lists the rules")
    func notNeeded() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write("[!x]\n", to: "metadex.toml")
        for arguments in [
            ["explain", "MX301"], ["completion", "bash"], ["value", "number"], ["--version"],
            ["schema", "show", "schema.yaml"],
        ] {
            let run = try workspace.run(arguments, input: Array("1\n".utf8))
            #expect(run.status == 0 && run.talk.isEmpty, "\(run)")
        }
        let rules = try workspace.run("rules")
        #expect(rules.status == 0 && rules.text.contains("MX301"), "\(rules)")
        #expect(rules.talk.contains("metadex.toml:1:2:"), "\(rules)")
        #expect(try workspace.run("rules", "--config", "metadex.toml").status == 2)
    }

    @Test("a wrong file is named as it was given")
    func named() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write("fail-on = \"never\"\n", to: "t.toml")
        let run = try workspace.run("validate", "rides.json", "--config", "t.toml")
        #expect(run.status == 2 && run.talk.hasPrefix("metadex: t.toml:1:11: "), "\(run)")
        let missing = try workspace.run("validate", "rides.json", "--config", "no.toml")
        #expect(missing.status == 3 && missing.talk.contains("no.toml"), "\(missing)")
        let folder = try workspace.run("validate", "rides.json", "--config", ".")
        #expect(folder.status == 3 && folder.talk.contains("folder"), "\(folder)")
    }

    @Test("settings may come through a pipe, which is read once")
    func pipe() throws {
        let workspace = try Workspace(examples: true)
        let run = try workspace.shell(
            "mkfifo p; printf 'fail-on = \"warning\"\\nstore = \"s.db\"\\n' > p & "
                + "metadex validate faults.json --config p")
        #expect(run.status == 3 && run.talk.contains("s.db"), "\(run)")
    }

    @Test("a store that the settings name is the store, and has to be there")
    func store() throws {
        let workspace = try workspace()
        try workspace.write("store = \"data/s.db\"\n", to: "project/metadex.toml")
        let inside = "cd project/uploads/deep && "
        for command in ["validate upload.json", "query", "folders", "schema show"] {
            let run = try workspace.shell(inside + "metadex " + command)
            #expect(run.status == 3 && run.talk.contains("../../data/s.db"), "\(run)")
        }
        _ = try workspace.shell("mkdir project/data")
        let made = try workspace.shell(inside + "metadex schema import ../../schema.yaml")
        #expect(made.status == 0 && workspace.names(in: "project/data").contains("s.db"), "\(made)")
        let checked = try workspace.shell(inside + "metadex validate upload.json --format concise")
        #expect(checked.text.contains("key-unknown"), "\(checked)")
        let other = try workspace.shell(
            inside + "metadex folders", environment: ["METADEX_STORE": "other.db"])
        #expect(other.status == 3 && other.talk.contains("other.db"), "\(other)")
        #expect(try workspace.shell(inside + "metadex query --store no.db").status == 3)
        let unchecked = try workspace.shell(
            inside + "metadex validate upload.json -q", environment: ["METADEX_STORE": "other.db"])
        #expect(unchecked.status == 3 && unchecked.talk.contains("other.db"), "\(unchecked)")
    }

    @Test("the findings in the settings' baseline are accepted")
    func baseline() throws {
        let workspace = try Workspace(examples: true)
        let check = ["validate", "faults.json", "--schema", "schema.yaml"]
        _ = try workspace.run(check + ["--write-baseline", "known.json"])
        try workspace.write("baseline = \"known.json\"\n", to: "metadex.toml")
        #expect(try workspace.run(check).status == 0)
        let again = try workspace.run(check + ["--write-baseline", "new.json"])
        #expect(again.status == 0 && again.talk.hasPrefix("17 findings written"), "\(again)")
        try workspace.write("baseline = \"gone.json\"\n", to: "metadex.toml")
        let gone = try workspace.run(check)
        #expect(gone.status == 3 && gone.talk.contains("gone.json"), "\(gone)")
    }

    @Test("keys that the settings leave undeclared are no findings, in every command that checks")
    func undeclared() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write(
            #"""
            {"images":[{"objectUrl":"https://a/1.jpg",
              "clientMetadata":{"sensor":{"lens":"50mm"},"tags":["night"],"wether":"fog"}}]}
            """#, to: "u.json")
        let check = ["u.json", "--schema", "schema.yaml", "--format", "concise"]
        let plain = try workspace.run(["validate"] + check)
        #expect(plain.text.contains("no type covers an object"), "\(plain)")
        #expect(plain.text.contains("no type covers an array"), "\(plain)")
        try workspace.write("undeclared = [\"sensor\", \"tags\"]\n", to: "metadex.toml")
        let run = try workspace.run(["validate"] + check)
        #expect(run.status == 0 && run.lines.count == 1, "\(run)")
        #expect(run.text.contains("\"wether\" is not in the schema"), "\(run)")
        _ = try workspace.run("schema", "import", "schema.yaml")
        let stored = try workspace.run("import", "u.json", "--folder", "f", "--format", "concise")
        #expect(stored.lines.count == 1 && !stored.text.contains("sensor"), "\(stored)")
    }
}
