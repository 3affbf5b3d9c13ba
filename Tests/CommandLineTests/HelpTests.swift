import TestSupport
import Testing

/// Help is there, is right, and wrong usage is told in a helpful way.
@Suite struct HelpTests {
    @Test func everyCommandIsListed() throws {
        let workspace = try Workspace()
        for parent in [[], ["schema"]] {
            let run = try workspace.run(parent + ["--help"])
            #expect(run.status == 0 && run.talk.isEmpty, "\(run)")
            for command in Program.commands where command.dropLast() == parent[...] {
                #expect(run.lines.contains { $0.hasPrefix("  \(command[command.count - 1]) ") })
            }
        }
    }

    @Test("the examples of every help work", arguments: Program.commands)
    func examples(command: [String]) throws {
        let workspace = try Workspace(examples: true, store: true)
        try workspace.write(workspace.bytes(of: "rides.json"), to: "upload.json")
        try workspace.write(workspace.bytes(of: "faults.json"), to: "uploads/faults.json")
        try workspace.write("", to: ".local/share/bash-completion/completions/metadex")
        let help = try workspace.run(command + ["--help"], environment: ["COLUMNS": "80"])
        #expect(help.status == 0 && help.talk.isEmpty, "\(help)")
        let examples = HelpTests.examples(in: help.text)
        #expect(!examples.isEmpty, "\(help)")
        for example in examples {
            #expect(!example.isBroken, "too long for a terminal of 80 columns: \(help)")
            let run = try workspace.shell(example.line)
            #expect(run.status == 0 || run.status == 1, "\(run)")
            if !example.output.isEmpty { #expect(run.lines == example.output, "\(run)") }
        }
    }

    @Test(
        "what a command is for comes first, what every command has comes last",
        arguments: Program.commands)
    func order(command: [String]) throws {
        let help = try Workspace().run(command + ["--help"], environment: ["COLUMNS": "100"])
        let titles = help.lines.filter {
            $0.hasSuffix(":") && $0 == $0.uppercased() && $0.first?.isLetter == true
        }
        let rest = titles.filter { $0 != "ARGUMENTS:" && $0 != "OPTIONS:" }
        #expect(titles.starts(with: ["ARGUMENTS:", "OPTIONS:"].filter(titles.contains)), "\(help)")
        #expect(Set(titles).count == titles.count, "\(help)")
        // One command has no flags that others have, so no group of them either.
        guard command != ["completion"] else { return }
        #expect(rest.last == "GENERAL OPTIONS:", "\(help)")
        let general = help.lines.split(separator: "GENERAL OPTIONS:").last ?? []
        for flag in ["--color <when>", "-q, --quiet", "--version", "-h, --help"] {
            #expect(general.contains { $0.hasPrefix("  \(flag)") }, "\(help)")
        }
        #expect(
            !help.lines.contains { $0.hasPrefix("USAGE:") && $0.contains("--color") }, "\(help)")
    }

    /// Options whose name is the best word for their value.
    private static let ownNames: Set<String> = ["file", "format", "folder", "target", "option"]

    @Test("placeholders say what to write", arguments: Program.commands)
    func placeholders(command: [String]) throws {
        let help = try Workspace().run(command + ["--help"], environment: ["COLUMNS": "100"])
        for line in help.lines where line.hasPrefix("  -") {
            let words = line.split(separator: " ")
            for (flag, value) in zip(words, words.dropFirst()) where flag.hasPrefix("--") {
                let name = flag.dropFirst(2)
                #expect(
                    value != "<\(name)>" || HelpTests.ownNames.contains(String(name)),
                    "\(command): \(line)")
            }
        }
    }

    @Test func rootAndVersion() throws {
        let workspace = try Workspace()
        let version = try workspace.run("--version")
        #expect(version.status == 0 && version.lines.count == 1, "\(version)")
        let form = /metadex [0-9.]+ \(SQLite 3\.[0-9.]+, [A-Za-z]+ [a-z0-9_]+\)/
        #expect(version.lines.first?.wholeMatch(of: form) != nil, "\(version)")
        #expect(try workspace.run("help", "validate").text == workspace.run("validate", "-h").text)
    }

    struct UsageError: Decodable, CustomTestStringConvertible {
        var arguments: [String]
        /// What standard error has to hold.
        var says: [String]
        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test("wrong usage", arguments: CaseFiles.load("usage-errors.json", as: UsageError.self))
    func usageError(example: UsageError) throws {
        let workspace = try Workspace(examples: true)
        let run = try workspace.run(example.arguments)
        #expect(run.status == 2, "\(run)")
        #expect(run.output.isEmpty, "\(run)")
        for text in example.says { #expect(run.talk.contains(text), "\(run)") }
        #expect(!workspace.names().contains("metadex.db"))
    }

    struct Example {
        var line: String
        /// What is printed, where the help shows it.
        var output: [String] = []
        /// Whether the line goes on at the start of the next one, where nobody can copy it.
        var isBroken = false
    }

    /// The lines behind `$` of a help text.
    static func examples(in help: String) -> [Example] {
        var examples: [Example] = []
        var isOpen = false
        for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("  $ ") {
                examples.append(Example(line: String(line.dropFirst(4))))
                isOpen = true
            } else if isOpen, line.hasPrefix("  ") {
                examples[examples.count - 1].output.append(String(line.dropFirst(2)))
            } else if isOpen {
                examples[examples.count - 1].isBroken = !line.isEmpty
                isOpen = false
            }
        }
        return examples
    }
}
