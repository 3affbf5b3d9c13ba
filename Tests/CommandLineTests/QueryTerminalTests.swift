import TestSupport
import Testing

/// `metadex query` in front of people: pages, counts and tables that fit.
@Suite struct QueryTerminalTests {
    @Test("a table on a terminal stops at 50 rows and says how many there are; a pipe gets all")
    func pages() throws {
        let workspace = try Workspace(store: true)
        let page = try workspace.runOnTerminal("query")
        #expect(page.status == 0 && page.lines.count == 52, "\(page)")
        #expect(page.talk == "50 of 330 items; --all shows them all\n", "\(page)")
        let all = try workspace.runOnTerminal("query", "--all")
        #expect(all.lines.count == 332 && all.talk == "330 items\n", "\(all)")
        let few = try workspace.runOnTerminal("query", "is_night", "--limit", "3")
        #expect(few.lines.count == 5 && few.talk == "3 items\n", "\(few)")
        let night = try workspace.run("query", "is_night", "--count").text.dropLast()
        let nights = try workspace.runOnTerminal("query", "is_night")
        #expect(nights.talk == "50 of \(night) items; --all shows them all\n", "\(nights)")
        let quiet = try workspace.runOnTerminal("query", "-q")
        #expect(quiet.lines.count == 52 && quiet.talk.isEmpty, "\(quiet)")
        let lines = try workspace.runOnTerminal("query", "--format", "jsonl")
        #expect(lines.lines.count == 330 && lines.talk == "330 items\n")
        let pipe = try workspace.run("query")
        #expect(pipe.lines.count == 332 && pipe.talk.isEmpty)
    }

    @Test("no rows are said to be none")
    func none() throws {
        let workspace = try Workspace(store: true)
        for run in [
            try workspace.runOnTerminal("query", "speed > 1000"),
            try workspace.run("query", "speed > 1000"),
        ] {
            #expect(run.status == 0 && run.talk == "no items\n", "\(run)")
        }
        let beyond = try workspace.run("query", "--offset", "400")
        #expect(beyond.talk == "0 of 330 items\n", "\(beyond)")
        #expect(try workspace.run("query", "speed > 1000", "--format", "csv").talk.isEmpty)
    }

    @Test("no line is wider than the terminal", arguments: [40, 80, 120])
    func width(columns: Int) throws {
        let workspace = try Workspace(store: true)
        for command in [
            ["query"], ["query", "--select", "@url,*"], ["query", "--facet", "site"], ["folders"],
            ["schema", "show"], ["rules"],
        ] {
            let run = try workspace.runOnTerminal(command, columns: columns)
            #expect(run.status == 0 && !run.lines.isEmpty, "\(run)")
            for line in run.lines { #expect(line.count <= columns, "\(line)") }
        }
        let many = try workspace.runOnTerminal("query", "--select", "@url,*", columns: 40)
        #expect(many.talk.hasPrefix("note: no room for "), "\(many)")
    }
}
