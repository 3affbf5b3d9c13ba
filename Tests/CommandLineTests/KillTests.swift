import Foundation
import TestSupport
import Testing

/// A program that is killed at any instant leaves the last committed state.
@Suite struct KillTests {
    @Test("an import killed at a random instant stored everything or nothing")
    func killedImport() throws {
        let workspace = try Workspace(examples: true, store: true)
        let lines = (0..<30_000).map { index in
            #"{"objectUrl": "https://a.example/\#(index).jpg", "clientMetadata": {"site": "s\#(index)"}}"#
        }
        try workspace.write(lines.joined(separator: "\n"), to: "many.jsonl")
        var random = SeededGenerator(seed: 11)
        var stored = 330
        var kills = 0
        for round in 0..<6 {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = ["import", "many.jsonl", "--folder", "many\(round)", "-q"]
            process.currentDirectoryURL = workspace.folder
            process.environment = ["HOME": workspace.folder.path]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32.random(in: 20_000...900_000, using: &random))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            if process.terminationReason == .uncaughtSignal { kills += 1 }

            let run = try workspace.run("query", "--count")
            let count = Int(run.text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
            #expect(count == stored || count == stored + 30_000, "round \(round): \(run)")
            stored = count
            let folders = try workspace.run("folders").text
            let last = folders.split(separator: "\n").last?.split(separator: " ")
            #expect(last == ["rides", "330"], "\(folders)")
        }
        #expect(kills > 0, "no process was killed while it worked: make the file larger")
    }

    @Test("a store whose making was killed at a random instant can be made")
    func killedMaking() throws {
        let workspace = try Workspace(examples: true)
        let files = Set(workspace.names())
        var random = SeededGenerator(seed: 12)
        var kills = 0
        for round in 0..<30 {
            let name = "made\(round).db"
            let process = workspace.process(
                Program.path, ["schema", "import", "schema.yaml", "--store", name, "-q"])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            // Half of them from the instant on at which the file is there.
            let deadline = Date() + 5
            while round % 2 == 0, process.isRunning, Date() < deadline,
                !FileManager.default.fileExists(atPath: workspace.url(name).path)
            {}
            usleep(UInt32.random(in: 0...(round % 2 == 0 ? 3_000 : 60_000), using: &random))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            if process.terminationReason == .uncaughtSignal { kills += 1 }

            let run = try workspace.run("schema", "import", "schema.yaml", "--store", name)
            #expect(run.status == 0, "round \(round): \(run)")
            let log = try workspace.run("schema", "log", "--store", name)
            #expect(log.lines.filter { $0.hasPrefix("revision ") }.count == 1, "\(log)")
        }
        #expect(kills > 0, "no process was killed while it worked")
        let left = workspace.names().filter { !files.contains($0) && !$0.hasPrefix("made") }
        #expect(left.isEmpty, "\(left)")
    }

    @Test("a schema change killed at a random instant happened or did not")
    func killedSchemaChange() throws {
        let workspace = try Workspace(examples: true, store: true)
        var random = SeededGenerator(seed: 13)
        var revision = 1
        for round in 0..<20 {
            let type = revision % 2 == 1 ? "varchar" : "number"
            let process = workspace.process(Program.path, ["schema", "set", "speed", type, "-q"])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32.random(in: 0...80_000, using: &random))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()

            let log = try workspace.run("schema", "log")
            let now = log.lines.count { $0.hasPrefix("revision ") }
            #expect(now == revision || now == revision + 1, "round \(round): \(log)")
            revision = now
            #expect(try workspace.run("query", "--count").text == "330\n")
        }
    }
}
