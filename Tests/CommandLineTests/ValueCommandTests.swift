import TestSupport
import Testing

/// `metadex value` reads single values and says what they mean.
@Suite struct ValueCommandTests {
    struct Values: Decodable, CustomTestStringConvertible {
        var arguments: [String]
        /// A line of input and its answer; the answer `!` stands for any refusal.
        var lines: [[String]]
        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test("values of each type", arguments: CaseFiles.load("values.json", as: Values.self))
    func values(example: Values) throws {
        let input = example.lines.map { $0[0] + "\n" }.joined()
        let run = try Workspace().run(["value"] + example.arguments, input: Array(input.utf8))
        #expect(run.talk.isEmpty, "\(run)")
        #expect(run.status == (example.lines.contains { $0[1].hasPrefix("!") } ? 1 : 0), "\(run)")
        let answers = run.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(answers.count == example.lines.count, "\(run)")
        for (answer, line) in zip(answers, example.lines) {
            if line[1].hasPrefix("!") {
                #expect(answer.hasPrefix("! "), "\(line[0])")
                let correction = line[1].dropFirst(2)
                #expect(correction.isEmpty || answer.contains(correction), "\(line[0])")
            } else {
                #expect(answer == line[1], "\(line[0])")
            }
        }
    }

    @Test func aFileOfValues() throws {
        let workspace = try Workspace()
        try workspace.write("true\nfalse", to: "values.txt")
        let run = try workspace.run("value", "boolean", "--file", "values.txt")
        #expect(run.status == 0 && run.text == "true\nfalse\n" && run.talk.isEmpty, "\(run)")
        let named = try workspace.run("value", "boolean", "values.txt")
        #expect(named.text == run.text && named.talk.contains("--file values.txt"), "\(named)")
        let standardInput = try workspace.run("value", "boolean", "-", input: "true")
        #expect(standardInput.text == "true\n", "\(standardInput)")
        #expect(try workspace.run("value", "boolean", "--file", "x", "true").status == 2)
    }

    @Test("arguments are values")
    func arguments() throws {
        let workspace = try Workspace()
        try workspace.write("", to: "folder/file")
        for (arguments, answer, status) in [
            (["datetime", "2025-03-01"], "2025-03-01T00:00:00Z\n", 0),
            (["number", "1e3", "-5", "2"], "1000\n-5\n2\n", 0),
            (["number", "--", "-5"], "-5\n", 0), (["number", "-0.50"], "-0.50\n", 0),
            (["varchar", "folder"], "folder\n", 0),
            (["varchar", "--size", "3", "abc"], "abc\n", 0),
            (
                ["enum", "--option", "rain", "rain", "Rain"],
                "rain\n! \"Rain\" is not an option; nearest: \"rain\"\n", 1
            ),
            (["boolean", "missing.txt"], "! ", 1),
        ] as [([String], String, Int32)] {
            let run = try workspace.run(["value"] + arguments)
            #expect(run.status == status && run.text.hasPrefix(answer), "\(run)")
            #expect(run.talk.isEmpty)
        }
    }
}
