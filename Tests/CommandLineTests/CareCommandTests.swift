import Foundation
import TestSupport
import Testing

/// The commands that take care of a store file.
@Suite struct CareCommandTests {
    @Test("a backup is a store with the same items, and a sound one")
    func backup() throws {
        let workspace = try Workspace(examples: true, store: true)
        let run = try workspace.run("backup", "copies.db")
        #expect(run.status == 0 && run.output.isEmpty, "\(run)")
        #expect(run.talk.contains("copies.db: a complete copy"), "\(run)")
        let items = try workspace.run("query", "--format", "jsonl")
        let copied = try workspace.run("query", "--format", "jsonl", "--store", "copies.db")
        #expect(items.status == 0 && items.output == copied.output)
        #expect(try workspace.run("doctor", "--store", "copies.db").status == 0)
        #expect(!workspace.names().contains { $0.hasSuffix(".partial") })
        let nowhere = try workspace.run("backup", "no/folder/copy.db")
        #expect(nowhere.status == 3, "\(nowhere)")
    }

    @Test("a backup while imports run is one committed state of them")
    func backupWhileImporting() throws {
        let workspace = try Workspace(examples: true, store: true)
        let made = try workspace.run("generate", "--items", "4000", "-o", "many.json")
        #expect(made.status == 0, "\(made)")
        let script =
            "for n in 1 2 3 4 5 6; do '\(Program.path)' import many.json --folder f$n -q; done"
        let importing = workspace.process("/bin/sh", ["-c", script])
        try importing.run()
        var counts: [Int] = []
        for round in 0..<5 {
            let run = try workspace.run("backup", "copy\(round).db")
            #expect(run.status == 0, "\(run)")
            let count = try workspace.run("query", "--count", "--store", "copy\(round).db")
            counts.append(Int(count.text.dropLast()) ?? -1)
        }
        importing.waitUntilExit()
        #expect(counts.allSatisfy { $0 >= 330 && ($0 - 330) % 4_000 == 0 }, "\(counts)")
        #expect(counts == counts.sorted())
        #expect(try workspace.run("doctor").status == 0)
    }

    @Test("compact gives back what is free and changes no answer")
    func compact() throws {
        let workspace = try Workspace(examples: true, store: true)
        _ = try workspace.run("generate", "--items", "3000", "-o", "many.json")
        _ = try workspace.run("import", "many.json", "--folder", "f")
        let before = try workspace.run("query", "--format", "jsonl")
        let run = try workspace.run("compact")
        #expect(run.status == 0 && run.talk.contains(" now"), "\(run)")
        #expect(try workspace.run("query", "--format", "jsonl").output == before.output)
        #expect(!workspace.names().contains("metadex.db-wal"))
        #expect(try workspace.run("doctor").status == 0)
    }

    @Test("doctor says what is wrong and what repairs it")
    func doctor() throws {
        let workspace = try Workspace(examples: true, store: true)
        let sound = try workspace.run("doctor")
        #expect(
            sound.status == 0 && sound.output.isEmpty && sound.talk.contains("sound"), "\(sound)")
        let json = try workspace.run("doctor", "--format", "json")
        #expect(json.status == 0 && (json.json as? [Any])?.isEmpty == true, "\(json)")
        let missing = try workspace.run("doctor", "--store", "no.db")
        #expect(missing.status == 3, "\(missing)")
        let again = try workspace.run("reindex")
        #expect(again.status == 0, "\(again)")
        #expect(try workspace.run("doctor").status == 0)
    }

    @Test("stats of a store and of the upload that it was made of agree")
    func stats() throws {
        let workspace = try Workspace(examples: true, store: true)
        func keys(_ run: CommandRun) throws -> [[String: Any]] {
            #expect(run.status == 0, "\(run)")
            let object = try #require(run.json as? [String: Any])
            #expect(object["items"] as? Int == 330)
            return try #require(object["keys"] as? [[String: Any]])
        }
        let stored = try workspace.run("stats", "--format", "json")
        let file = try workspace.run(
            "stats", "rides.json", "--schema", "schema.yaml", "--format", "json")
        let (first, second) = (try keys(stored), try keys(file))
        #expect(first.count == second.count && !first.isEmpty)
        for (a, b) in zip(first, second) {
            for member in ["key", "type", "present", "nulls", "misfits", "distinct", "range"] {
                #expect("\(a[member] ?? "")" == "\(b[member] ?? "")", "\(a) \(b)")
            }
        }
        let tables = (stored.json as? [String: Any])?["tables"] as? [String: Int]
        #expect((tables?["items"] ?? 0) > 100_000, "\(stored)")
        let text = try workspace.run("stats")
        #expect(text.status == 0 && text.text.contains("330 items"), "\(text)")
        #expect(text.lines.contains { $0.hasPrefix("weather") && $0.contains("enum") }, "\(text)")
    }

    @Test("made-up uploads pass, and flawed ones have as many errors as they say")
    func generate() throws {
        let workspace = try Workspace(examples: true)
        let good = try workspace.run(
            "generate", "--schema", "schema.yaml", "--items", "200", "-o", "good.json")
        #expect(good.status == 0 && good.talk.contains("200 items"), "\(good)")
        let valid = try workspace.run("validate", "good.json", "--schema", "schema.yaml")
        #expect(valid.status == 0, "\(valid)")
        let first = try workspace.run("generate", "--schema", "schema.yaml", "--items", "200")
        #expect(first.output == (try workspace.bytes(of: "good.json")))
        let bad = try workspace.run(
            "generate", "--schema", "schema.yaml", "--items", "200", "--bad", "20", "-o", "bad.json"
        )
        let split = try workspace.run(
            "split", "bad.json", "--schema", "schema.yaml", "--into", "parts", "--format", "json")
        let rejected = (split.json as? [String: Any])?["rejected"] as? Int
        #expect(split.status == 1 && rejected ?? 0 > 10, "\(split)")
        #expect(bad.talk.contains("\(rejected ?? 0) with an error"), "\(bad)")
    }
}
