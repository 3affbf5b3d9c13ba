import Foundation
import TestSupport
import Testing

/// The commands that change the store's schema, and its log.
@Suite struct SchemaEditCommandTests {
    struct Step: Decodable {
        var arguments: [String]
        var status: Int32
        /// The lines of standard output.
        var lines: [String]?
        /// What standard error has to hold.
        var says: String?
    }

    @Test("changes of one schema, one after the other")
    func changes() throws {
        let workspace = try Workspace(examples: true, store: true)
        for step in CaseFiles.load("schema-changes.json", as: Step.self) {
            let before = try workspace.run("schema", "log").text
            let run = try workspace.run(["schema"] + step.arguments)
            #expect(run.status == step.status, "\(run)")
            if let lines = step.lines { #expect(run.lines == lines, "\(run)") }
            if let says = step.says { #expect(run.talk.contains(says), "\(run)") }
            let after = try workspace.run("schema", "log").text
            #expect((before == after) == (run.output.isEmpty || step.status != 0), "\(run)")
        }
        // Every revision stands in the log, the newest first.
        let revisions = try workspace.run("schema", "log").lines
            .filter { $0.hasPrefix("revision ") }
            .compactMap { $0.split(separator: " ").dropFirst().first.flatMap { Int($0) } }
        #expect(revisions.count > 10 && revisions == revisions.indices.map { revisions.count - $0 })
        let stored = try workspace.run("query", "--count")
        #expect(stored.text == "330\n", "\(stored)")
    }

    @Test("a key of another type: what no longer fits is counted, and fits again later")
    func misfits() throws {
        let workspace = try Workspace(examples: true, store: true)
        let slow = try workspace.run("query", "speed > 25", "--count").text
        let change = try workspace.run("schema", "set", "speed", "varchar")
        #expect(change.status == 0 && change.talk.contains("speed: 320 stored values"), "\(change)")
        #expect(try workspace.run("query", "speed STARTS WITH '2'", "--count").text == "0\n")
        #expect(try workspace.run("schema", "set", "speed", "number").status == 0)
        #expect(try workspace.run("query", "speed > 25", "--count").text == slow)
    }

    @Test("a soft deleted key comes back with its values")
    func restore() throws {
        let workspace = try Workspace(examples: true, store: true)
        let before = try workspace.run("query", "--facet", "weather").text
        #expect(try workspace.run("schema", "delete", "weather").status == 0)
        let deleted = try workspace.run("query", "--facet", "weather")
        #expect(
            deleted.status == 2 && deleted.talk.contains("schema restore weather"), "\(deleted)")
        #expect(try workspace.run("schema", "restore", "weather").status == 0)
        #expect(try workspace.run("query", "--facet", "weather").text == before)
    }

    @Test("who and why stand in the log")
    func log() throws {
        let workspace = try Workspace(examples: true, store: true)
        _ = try workspace.run(
            ["schema", "add", "lens", "text", "--note", "new cameras", "--description", "model"],
            environment: ["METADEX_AUTHOR": "curator", "USER": "someone else"])
        let log = try workspace.run("schema", "log")
        #expect(log.lines.first?.hasPrefix("revision 2  ") == true, "\(log)")
        #expect(log.lines.first?.hasSuffix("  curator") == true, "\(log)")
        #expect(log.text.contains("\"new cameras\"") && log.text.contains("+ lens text"), "\(log)")
    }
}
