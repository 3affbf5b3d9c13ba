import Foundation
import TestSupport
import Testing

/// A damaged store ends no command by a signal, and is never called this program's fault.
@Suite struct DamagedStoreTests {
    private func expectAnswer(_ run: CommandRun, _ label: String) {
        #expect([0, 1, 3].contains(run.status), "\(label): \(run)")
        #expect(!run.talk.contains("internal fault"), "\(label): \(run)")
    }

    @Test("changed bytes and pages", arguments: [UInt64(31), 32])
    func bytes(seed: UInt64) throws {
        let workspace = try Workspace(examples: true, store: true)
        let sample = try workspace.bytes(of: "metadex.db")
        let page = 8192
        let pages = sample.count / page
        var random = SeededGenerator(seed: seed)
        for round in 0..<25 {
            var bytes = sample
            // The first pages hold what every command reads.
            let start = Int.random(in: 0..<min(pages, round % 2 == 0 ? 12 : pages), using: &random)
            switch round % 3 {
            case 0:
                for _ in 0..<3 {
                    let offset = start * page + Int.random(in: 0..<page, using: &random)
                    bytes[max(100, offset)] = .random(in: 0...255, using: &random)
                }
            case 1:
                let offset = start * page + Int.random(in: 0..<40, using: &random)
                bytes[max(100, offset)] = .random(in: 0...255, using: &random)
            default:
                let other = max(1, start) * page
                let zero = [UInt8](repeating: 0, count: page)
                bytes.replaceSubrange(other..<other + page, with: zero)
            }
            try workspace.write(bytes, to: "metadex.db")
            for arguments in BadStoreTests.commands.shuffled(using: &random).prefix(3) {
                expectAnswer(try workspace.run(arguments), "seed \(seed), round \(round)")
            }
            for ending in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(at: workspace.url("metadex.db" + ending))
            }
        }
    }

    @Test("a name of a migration that is NULL")
    func migrationWithoutName() throws {
        let workspace = try Workspace(examples: true, store: true)
        var bytes = try workspace.bytes(of: "metadex.db")
        // Of every record that holds such a name, the type of its first column.
        let name = Array("0001_folders".utf8)
        var count = 0
        for start in 200..<(bytes.count - name.count)
        where bytes[start] == name[0] && bytes[start..<start + name.count].elementsEqual(name) {
            bytes[start - 4] = 0
            count += 1
        }
        #expect(count > 0)
        try workspace.write(bytes, to: "metadex.db")
        for command in BadStoreTests.commands {
            let run = try workspace.run(command)
            #expect(run.status == 3, "\(run)")
        }
    }

    @Test(
        "a schema revision behind which there is no number",
        .enabled(if: SQLiteTool.line != nil, "no sqlite3, no python3"))
    func lastRevision() throws {
        let workspace = try Workspace(examples: true, store: true)
        let tool = try #require(SQLiteTool.line)
        let statement = "UPDATE schema_revisions SET number = 9223372036854775807"
        let change = try workspace.shell(
            tool.replacingOccurrences(of: "STATEMENT", with: statement))
        #expect(change.status == 0, "\(change)")
        for arguments in [
            ["options", "weather", "--add", "hail"], ["set", "speed", "varchar"],
            ["delete", "speed"], ["add", "new", "text"],
        ] {
            let run = try workspace.run(["schema"] + arguments)
            #expect(run.status == 3 && run.talk.contains("schema_revisions"), "\(run)")
        }
        #expect(try workspace.run("query", "--count").text == "330\n")
    }
}
