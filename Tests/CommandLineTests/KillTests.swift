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
            #expect(folders.contains("rides   330"), "\(folders)")
        }
        #expect(kills > 0, "no process was killed while it worked: make the file larger")
    }
}
