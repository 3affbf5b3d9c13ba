import ArgumentParser
import Foundation
import Testing

@testable import MetadexCLI

/// What shells are offered for the arguments of commands.
@Suite struct CompletionTests {
    /// What the program offers for the last word of a line.
    ///
    /// - Parameters:
    ///   - argument: the argument as the shells' scripts name it.
    ///   - words: the line, without the program's name.
    private func offered(
        _ workspace: Workspace, _ command: String, _ argument: String, _ words: [String],
        shell: String? = nil, environment: [String: String] = [:]
    ) throws -> CommandRun {
        let word = words.last ?? ""
        return try workspace.run(
            ["---completion"] + command.split(separator: " ").map(String.init)
                + ["--", argument, String(words.count), String(word.count), "metadex"] + words,
            environment: (shell.map { ["SAP_SHELL": $0] } ?? [:]).merging(environment) { $1 })
    }

    @Test("rules by name, and by code once one is begun")
    func rules() throws {
        let workspace = try Workspace()
        let names = try offered(workspace, "explain", "positional@0", ["explain", ""])
        #expect(names.status == 0 && names.lines.contains("enum-unknown-option"), "\(names)")
        #expect(!names.text.contains("MX301"))
        let codes = try offered(workspace, "explain", "positional@0", ["explain", "mx3"])
        #expect(codes.lines.contains("MX301"), "\(codes)")
        for flag in ["--error", "--warn", "--ignore"] {
            let run = try offered(workspace, "validate", flag, ["validate", flag, ""])
            #expect(run.lines == names.lines, "\(run)")
        }
    }

    @Test("keys and folders of the store that the command would take")
    func store() throws {
        let workspace = try Workspace(examples: true, store: true)
        _ = try workspace.run("schema", "add", "batch no", "varchar")
        _ = try workspace.run("schema", "delete", "is_night")
        let keys = try offered(workspace, "schema set", "positional@0", ["schema", "set", ""])
        #expect(keys.lines.contains("speed") && keys.lines.contains("batch no"), "\(keys)")
        #expect(!keys.lines.contains("is_night"))
        let deleted = try offered(
            workspace, "schema restore", "positional@0", ["schema", "restore", ""])
        #expect(deleted.lines == ["is_night"], "\(deleted)")
        let enums = try offered(
            workspace, "schema options", "positional@0", ["schema", "options", ""])
        #expect(enums.lines == ["weather"], "\(enums)")
        let facet = try offered(workspace, "query", "--facet", ["query", "--facet", ""])
        for word in ["speed", "\"batch no\"", "@title"] {
            #expect(facet.lines.contains(word), "\(facet)")
        }
        let select = try offered(
            workspace, "query", "--select", ["query", "--select", "@url,speed,we"])
        #expect(select.lines.contains("@url,speed,weather"), "\(select)")
        for (command, words) in [
            ("import", ["import", "x.json", "--folder", ""]),
            ("get", ["get", "--folder", ""]),
        ] {
            let folders = try offered(workspace, command, "--folder", words)
            #expect(folders.lines == ["rides"], "\(folders)")
        }
        // The store may be another one.
        let other = try offered(
            workspace, "get", "--folder", ["get", "--store", "no.db", "--folder", ""])
        #expect(other.status == 0 && other.output.isEmpty && other.talk.isEmpty, "\(other)")
        try workspace.write("store = \"../metadex.db\"\n", to: "deep/metadex.toml")
        let settings = try workspace.shell(
            "cd deep && metadex ---completion get -- --folder 2 0 metadex get --folder ''")
        #expect(settings.lines == ["rides"], "\(settings)")
    }

    @Test("where nothing can be read nothing is offered, nothing said and nothing made")
    func silence() throws {
        let workspace = try Workspace()
        try workspace.write("[!x]\n", to: "metadex.toml")
        try workspace.write("no store", to: "metadex.db")
        try workspace.write("", to: "empty.db")
        let lines = [
            ["get", "--folder", ""], ["get", "--store", "metadex.db", "--folder", ""],
            ["get", "--no-config", "--store", "empty.db", "--folder", ""],
            ["get", "--no-config", "--store", ".", "--folder", ""],
            ["get", "--config", "--folder", ""],
            ["get", "--no-config", "--config", "x", "--folder", ""],
        ]
        let before = workspace.names()
        for line in lines {
            let run = try offered(workspace, "get", "--folder", line)
            #expect(run.status == 0 && run.output.isEmpty && run.talk.isEmpty, "\(run)")
        }
        for broken in [
            ["---completion"], ["---completion", "nothing"],
            ["---completion", "get", "--", "--folder"],
        ] {
            let run = try workspace.run(broken)
            #expect(run.status != 4 && run.output.isEmpty && run.talk.isEmpty, "\(run)")
        }
        #expect(workspace.names() == before)
    }

    @Test("what is offered is a text, whatever the shell makes of texts")
    func texts() {
        let hostile = [
            "$(touch pwned)", "`touch pwned`", "it's", "a b", "a:b", "a\\b", "*", "~", "\"x\"",
        ]
        #expect(CompletionWord.written("it's", for: .bash) == "'it'\\''s'")
        #expect(CompletionWord.written("a:b\\c", for: .zsh) == "a\\:b\\\\c")
        for text in hostile { #expect(CompletionWord.written(text, for: .fish) == text) }
        #expect(CompletionWord.offered(["a\nb", "a\u{1B}b", "", "a\u{202E}b", "ab"]) == ["ab"])
    }

    @Test("bash takes the script and offers what the program says")
    func bash() throws {
        let workspace = try Workspace(examples: true, store: true)
        for folder in ["$(touch pwned)", "it's", "a b"] {
            _ = try workspace.run("import", "rides.json", "--folder", folder)
        }
        // What a shell does when the tab key is pressed behind a line.
        let script = """
            . ./script
            complete_line() {
                COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
                COMPREPLY=(); _metadex metadex "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                printf '%s\\n' "${COMPREPLY[@]}"; echo --
            }
            complete_line metadex explain enum-
            complete_line metadex value da
            complete_line metadex schema set sp
            complete_line metadex schema add k em
            complete_line metadex query --facet we
            complete_line metadex import x.json --folder ''
            """
        try workspace.write(script, to: "lines")
        try workspace.write(workspace.run("completion", "bash").output, to: "script")
        let run = try workspace.shell("command -v bash > /dev/null || exit 77; bash lines")
        if run.status == 77 { return }
        #expect(run.talk.isEmpty, "\(run)")
        let answers = run.text.components(separatedBy: "--\n").map {
            $0.split(separator: "\n").map(String.init)
        }
        #expect(answers[0].contains("enum-unknown-option"), "\(run)")
        #expect(answers[0].allSatisfy { $0.hasPrefix("enum-") }, "\(run)")
        #expect(answers[1] == ["datetime"], "\(run)")
        #expect(answers[2] == ["speed"], "\(run)")
        #expect(answers[3] == ["embedding"], "\(run)")
        #expect(answers[4] == ["weather"], "\(run)")
        #expect(answers[5].sorted() == ["$(touch pwned)", "a b", "it's", "rides"], "\(run)")
        #expect(!workspace.names().contains("pwned"), "\(run)")
    }
}
