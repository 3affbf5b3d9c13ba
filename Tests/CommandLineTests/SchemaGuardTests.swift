import Foundation
import Testing

/// Changes of the schema that cannot be undone, or are slips: dry runs, questions, refusals.
@Suite struct SchemaGuardTests {
    private func expectUnchanged(
        _ workspace: Workspace, _ arguments: [String], status: Int32, saying words: [String]
    ) throws {
        let before = try workspace.run("schema", "log").text
        let run = try workspace.run(["schema"] + arguments)
        #expect(run.status == status, "\(run)")
        for word in words { #expect((run.text + run.talk).contains(word), "\(word): \(run)") }
        #expect(try workspace.run("schema", "log").text == before, "\(run)")
    }

    @Test("a misspelled key is never made, and the nearest one is named")
    func misspelled() throws {
        let workspace = try Workspace(examples: true, store: true)
        for (arguments, words) in [
            (["set", "sped", "varchar"], ["`speed`?", "metadex schema add sped varchar"]),
            (["set", "nope", "text"], ["`nope` is not a key", "metadex schema add nope text"]),
            (["set", "my key", "text"], ["metadex schema add 'my key' text"]),
            (["set", "a/b", "text"], ["metadex schema show"]),
            (["set", "sped", "--description", "x"], ["`speed`?"]),
            (["delete", "sped"], ["`speed`?"]), (["restore", "sped"], ["`speed`?"]),
            (["options", "wether", "--add", "hail"], ["`weather`?"]),
            (["add", "speed", "varchar"], ["already defined", "schema set"]),
        ] {
            try expectUnchanged(workspace, arguments, status: 1, saying: words)
        }
        let made = try workspace.run("schema", "set", "sped", "varchar", "--create")
        #expect(made.status == 0 && made.lines == ["+ sped varchar"], "\(made)")
        try expectUnchanged(
            workspace, ["set", "a/b", "text", "--create"], status: 2, saying: ["a/b"])
    }

    @Test("a dry run of every change shows it and changes nothing")
    func dryRuns() throws {
        let workspace = try Workspace(examples: true, store: true)
        #expect(try workspace.run("schema", "delete", "site").status == 0)
        for (arguments, words) in [
            (["add", "lens", "text"], ["+ lens text"]),
            (["options", "weather", "--add", "hail"], ["~ weather enum + `hail`"]),
            (
                ["set", "speed", "varchar"],
                ["~ speed number -> varchar", "320 stored values would not fit"]
            ),
            (["delete", "speed"], ["- speed soft deleted"]),
            (["delete", "speed", "--hard"], ["- speed hard deleted", "320 items have a value"]),
            (["restore", "site"], ["+ site varchar, restored"]),
        ] {
            try expectUnchanged(
                workspace, arguments + ["--dry-run"], status: 0,
                saying: words + ["Dry run: nothing was changed."])
        }
    }

    @Test("what cannot be undone needs a yes")
    func irreversible() throws {
        let workspace = try Workspace(examples: true, store: true)
        let cases: [(arguments: [String], words: [String])] = [
            (["delete", "speed", "--hard"], ["320 items have a value"]),
            (["options", "weather", "--add", ""], ["without a visible character"]),
            (["options", "weather", "--add", " "], ["without a visible character"]),
            (["options", "weather", "--add", "Rain"], ["only by case", "\"rain\""]),
            (["options", "weather", "--add", "rain "], ["only by spaces"]),
            (["options", "weather", "--add", "ra\u{200B}in"], ["invisible", "\\u200b"]),
            (["options", "weather", "--add", "Hail", "--add", "hail"], ["only by case"]),
            (["add", "Speed", "number"], ["only by case"]),
            (["add", "speed ", "number"], ["only by spaces"]),
            (["add", "sky", "enum", "--option", "a", "--option", "A"], ["only by case"]),
            (["set", "Speed", "number", "--create"], ["only by case"]),
        ]
        for (arguments, words) in cases {
            try expectUnchanged(workspace, arguments, status: 1, saying: words + ["--yes"])
        }
        for (arguments, _) in cases.dropFirst() {
            // What another case has brought already is the same as what it differs from by now.
            let run = try workspace.run(["schema"] + arguments + ["--yes"])
            #expect(run.status == 0 || run.talk.contains("already defined"), "\(run)")
        }
        let hard = try workspace.run("schema", "delete", "speed", "--hard", "--yes")
        #expect(hard.status == 0 && hard.lines == ["- speed hard deleted"], "\(hard)")
    }

    @Test("a person is asked")
    func question() throws {
        let workspace = try Workspace(examples: true, store: true)
        guard workspace.hasPseudoTerminal else { return }
        let delete = ["schema", "delete", "speed", "--hard"]
        let no = try workspace.runOnTerminal(delete, answer: "n")
        #expect(no.status == 1 && no.text.contains("nothing was changed"), "\(no)")
        #expect(no.text.contains("320 items have a value") && no.text.contains("[y/N]"), "\(no)")
        let yes = try workspace.runOnTerminal(delete, answer: "y")
        #expect(yes.status == 0 && yes.text.contains("- speed hard deleted"), "\(yes)")
    }

    @Test("a schema file may have look-alikes, and is asked about what it takes away")
    func files() throws {
        let workspace = try Workspace(examples: true, store: true)
        let text = try workspace.text(of: "schema.yaml")
        try workspace.write(
            text.replacingOccurrences(of: "snow]", with: "snow, Snow]") + "  Speed: number\n",
            to: "alike.yaml")
        let alike = try workspace.run("schema", "import", "alike.yaml")
        #expect(alike.status == 0, "\(alike)")
        #expect(alike.talk.contains("\"Snow\" differs from the option \"snow\""), "\(alike)")
        #expect(alike.talk.contains("\"Speed\" differs from \"speed\""), "\(alike)")
        try workspace.write("keys:\n  site: {type: varchar, deleted: hard}\n", to: "gone.yaml")
        let short = try workspace.text(of: "alike.yaml")
            .replacingOccurrences(of: "  site: varchar\n", with: "  site: {deleted: hard}\n")
        try workspace.write(short, to: "gone.yaml")
        let gone = try workspace.run("schema", "import", "gone.yaml")
        #expect(gone.status == 1 && gone.talk.contains("330 items have a value"), "\(gone)")
        let agreed = try workspace.run("schema", "import", "gone.yaml", "--yes")
        #expect(agreed.status == 0 && agreed.lines == ["- site hard deleted"], "\(agreed)")
    }

    @Test("the way back from another type is named, and what a number would lose")
    func wayBack() throws {
        let workspace = try Workspace()
        _ = try workspace.run("schema", "import", "-", input: "keys: {batch: varchar}\n")
        let lines = ["007", "12", "0"].enumerated().map { index, value in
            #"{"objectUrl": "https://a.example/\#(index)", "clientMetadata": {"batch": "\#(value)"}}"#
        }
        try workspace.write(lines.joined(separator: "\n") + "\n", to: "a.jsonl")
        _ = try workspace.run("import", "a.jsonl", "--folder", "a")
        let dry = try workspace.run("schema", "set", "batch", "number", "--dry-run")
        #expect(dry.talk.contains("3 stored values would not fit"), "\(dry)")
        let run = try workspace.run("schema", "set", "batch", "number")
        #expect(run.status == 0 && run.talk.contains("3 stored values do not fit"), "\(run)")
        #expect(run.talk.contains("1 value like \"007\""), "\(run)")
        #expect(run.talk.contains("`metadex schema set batch varchar` goes back"), "\(run)")
        let back = try workspace.run("schema", "set", "batch", "varchar")
        #expect(back.status == 0 && !back.talk.contains("warning"), "\(back)")
    }

    @Test("numbers and nouns agree")
    func plurals() throws {
        let workspace = try Workspace()
        let one = try workspace.run("schema", "import", "-", input: "keys: {a: number}\n")
        #expect(one.talk.contains("Schema revision 1, 1 active key."), "\(one)")
        let two = try workspace.run("schema", "add", "b", "number")
        #expect(two.talk.contains("Schema revision 2, 2 active keys."), "\(two)")
    }
}
