import Foundation
import TestSupport
import Testing

/// The commands that change stored items.
@Suite struct ItemCommandTests {
    struct Step: Decodable {
        /// `$U` is what the URLs of the examples begin with.
        var arguments: [String]
        var status: Int32
        /// The lines of standard output.
        var lines: [String]?
        /// What standard error has to hold.
        var says: String?
    }

    private static let bucket = "https://storage.googleapis.com/rides"

    @Test("changes of one store, one after the other")
    func changes() throws {
        let workspace = try Workspace(examples: true, store: true)
        for step in CaseFiles.load("item-changes.json", as: Step.self) {
            func words(_ text: String) -> String {
                text.replacingOccurrences(of: "$U", with: Self.bucket)
            }
            let run = try workspace.run(step.arguments.map(words))
            #expect(run.status == step.status, "\(run)")
            if let lines = step.lines { #expect(run.lines == lines.map(words), "\(run)") }
            if let says = step.says { #expect(run.talk.contains(says), "\(run)") }
        }
    }

    @Test("deleted items are listed in every format")
    func deleted() throws {
        let workspace = try Workspace(examples: true, store: true)
        let run = try workspace.run("delete", "--where", "weather = 'fog'", "--yes")
        #expect(run.status == 0, "\(run)")
        let listed = try workspace.run("deleted", "--format", "jsonl")
        let gone = listed.jsonLines
        #expect(!gone.isEmpty)
        #expect(try workspace.run("query", "--count").text == "\(330 - gone.count)\n")
        #expect(gone.allSatisfy { $0["folder"] as? String == "rides" && $0["deleted"] is String })
        let ids = gone.compactMap { $0["uuid"] as? String }
        let back = try workspace.run(["restore"] + ids)
        #expect(back.status == 0 && back.talk.contains("\(gone.count) restored"), "\(back)")
        #expect(try workspace.run("query", "--count").text == "330\n")
        #expect(
            try workspace.run("deleted", "--format", "csv").lines == [
                "uuid,url,title,kind,folder,deleted"
            ])
    }

    @Test("somebody at a terminal is asked once")
    func asked() throws {
        let workspace = try Workspace(examples: true, store: true)
        guard workspace.hasPseudoTerminal else { return }
        for (answer, count) in [("n", "330\n"), ("y", "329\n")] {
            let run = try workspace.runOnTerminal(
                ["delete", "\(Self.bucket)/drives/0001.mp4", "--purge"], answer: answer)
            #expect(run.text.contains("Delete 1 item for good? [y/N]"), "\(run)")
            #expect(try workspace.run("query", "--count").text == count)
        }
    }
}
