import Testing

/// Help is there, is right, and wrong usage is told in a helpful way.
@Suite struct HelpTests {
    @Test("every command is in the list of its parent", arguments: Program.commands)
    func isListed(command: [String]) throws {
        let run = try Workspace().run(Array(command.dropLast()) + ["--help"])
        #expect(run.status == 0, "\(run)")
        let name = try #require(command.last)
        #expect(run.lines.contains { $0.hasPrefix("  \(name) ") }, "\(run)")
    }

    @Test("the examples of every help work", arguments: Program.commands)
    func examples(command: [String]) throws {
        let workspace = try Workspace(examples: true, store: true)
        try workspace.write(workspace.bytes(of: "rides.json"), to: "upload.json")
        try workspace.write(workspace.bytes(of: "faults.json"), to: "uploads/faults.json")
        try workspace.write("", to: ".local/share/bash-completion/completions/metadex")
        let help = try workspace.run(command + ["--help"])
        #expect(help.status == 0 && help.talk.isEmpty, "\(help)")
        let examples = HelpTests.examples(in: help.text)
        #expect(!examples.isEmpty, "\(help)")
        for example in examples {
            let run = try workspace.shell(example.line)
            #expect(run.status == 0 || run.status == 1, "\(run)")
            #expect(!run.talk.contains("Usage:"), "\(run)")
            if !example.output.isEmpty { #expect(run.lines == example.output, "\(run)") }
        }
    }

    @Test("help fits a terminal of 80 columns without breaking an example", arguments: Program.commands)
    func width(command: [String]) throws {
        let workspace = try Workspace()
        let wide = try workspace.run(command + ["--help"])
        let narrow = try workspace.run(command + ["--help"], environment: ["COLUMNS": "80"])
        let lines = HelpTests.examples(in: wide.text).map(\.line)
        #expect(HelpTests.examples(in: narrow.text).map(\.line) == lines, "\(narrow)")
    }

    @Test func rootAndVersion() throws {
        let workspace = try Workspace()
        let version = try workspace.run("--version")
        #expect(version.status == 0 && version.lines.count == 1, "\(version)")
        #expect(try workspace.run("help").text == workspace.run("--help").text)
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

    /// The lines behind `$` of a help text, and what is printed below them.
    static func examples(in help: String) -> [(line: String, output: [String])] {
        var examples: [(line: String, output: [String])] = []
        var isOutput = false
        for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("  $ ") {
                examples.append((String(line.dropFirst(4)), []))
                isOutput = true
            } else if isOutput, line.hasPrefix("  "), !examples.isEmpty {
                examples[examples.count - 1].output.append(String(line.dropFirst(2)))
            } else {
                isOutput = false
            }
        }
        return examples
    }
}
