import Foundation
import TestSupport
import Testing

/// The commands that take care of a store file, when they are killed or the disk is full.
@Suite struct CareFaultTests {
    /// 20 kills; `METADEX_KILLS` asks for more.
    static let kills =
        ProcessInfo.processInfo.environment["METADEX_KILLS"].flatMap { Int($0) } ?? 20

    @Test("killed at a random instant, each leaves a sound store and nothing half-made")
    func killed() throws {
        let workspace = try Workspace(examples: true, store: true)
        _ = try workspace.run("generate", "--items", "6000", "-o", "many.json")
        _ = try workspace.run("import", "many.json", "--folder", "many")
        let items = try workspace.run("export", "--format", "jsonl").output
        let seed = UInt64(Self.kills)
        var random = SeededGenerator(seed: seed)
        let commands = [
            ["compact"], ["backup", "copy.db"], ["reindex"], ["export", "-o", "out.json"],
            ["export", "--into", "parts"],
        ]
        var ended = 0
        for round in 0..<Self.kills {
            let command = commands[round % commands.count]
            for name in ["copy.db", "out.json", "parts"] {
                try? FileManager.default.removeItem(at: workspace.url(name))
            }
            let process = workspace.process(Program.path, command + ["-q"])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32.random(in: 0...150_000, using: &random))
            kill(process.processIdentifier, round % 3 == 0 ? SIGINT : SIGKILL)
            process.waitUntilExit()
            if process.terminationReason == .uncaughtSignal || process.terminationStatus == 130 {
                ended += 1
            }
            if round % 3 == 0, process.terminationStatus == 130 {
                #expect(!workspace.names().contains { $0.hasSuffix(".partial") }, "seed \(seed)")
            }
            let doctor = try workspace.run("doctor")
            #expect(doctor.status == 0, "seed \(seed), round \(round), \(command): \(doctor)")
            if workspace.names().contains("copy.db") {
                let copy = try workspace.run("doctor", "--store", "copy.db")
                #expect(copy.status == 0, "seed \(seed), round \(round): \(copy)")
            }
            if workspace.names().contains("out.json") {
                let valid = try workspace.run("validate", "out.json", "--schema", "schema.yaml")
                #expect(valid.status == 0, "seed \(seed), round \(round): \(valid)")
            }
        }
        #expect(ended > Self.kills / 4, "hardly any command was ended while it worked")
        #expect(try workspace.run("export", "--format", "jsonl").output == items)
    }

    @Test(
        "on a full disk each says so and leaves what was there",
        .enabled(if: StoreAccessTests.isRoot, "only root can mount a small disk"))
    func fullDisk() throws {
        let workspace = try Workspace(examples: true, store: true)
        let mount = try workspace.shell(
            "mkdir disk && mount -t tmpfs -o size=4m tmpfs disk && cp metadex.db disk/")
        if mount.status != 0 { return }
        defer { _ = try? workspace.shell("umount disk") }
        _ = try workspace.shell("cat /dev/zero > disk/filler 2>/dev/null")
        // SQLite leaves two empty files of its own where it has no room to make them.
        func names() -> [String] {
            workspace.names(in: "disk").filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
        }
        let before = names()
        for command in [
            ["backup", "disk/copy.db"], ["export", "-o", "disk/out.json"],
            ["export", "--into", "disk/parts"],
            ["generate", "--items", "5000", "-o", "disk/g.json"],
            ["compact", "--store", "disk/metadex.db"],
        ] {
            let run = try workspace.run(command)
            #expect(run.status == 3, "\(run)")
            #expect(
                run.talk.contains("no room left") || run.talk.contains("No space left"), "\(run)")
            #expect(names() == before, "\(run)")
        }
        _ = try workspace.shell("rm disk/filler")
        #expect(try workspace.run("doctor", "--store", "disk/metadex.db").status == 0)
        let count = try workspace.run("query", "--count", "--store", "disk/metadex.db")
        #expect(count.text == "330\n", "\(count)")
    }

    @Test("a store in a folder that cannot be written is exported, counted and looked through")
    func readOnly() throws {
        let workspace = try Workspace(examples: true, store: true)
        _ = try workspace.shell("mkdir kept && mv metadex.db kept/ && rm -f metadex.db-*")
        _ = try workspace.shell("chmod 444 kept/metadex.db; chmod 555 kept")
        defer { _ = try? workspace.shell("chmod 755 kept") }
        for command in [
            ["export", "-o", "out.json"], ["stats"], ["doctor"], ["backup", "copy.db"],
        ] {
            let run = try workspace.run(command + ["--store", "kept/metadex.db"])
            #expect(run.status == 0, "\(run)")
        }
        #expect(try workspace.run("doctor", "--store", "copy.db").status == 0)
        #expect(workspace.names(in: "kept") == ["metadex.db"])
    }

    @Test("a second writer waits as long as it is told to, and says for whom")
    func busy() throws {
        let workspace = try Workspace(examples: true, store: true)
        // Somebody holds the lock for writing.
        let holder = workspace.process(
            "/usr/bin/env",
            [
                "python3", "-c",
                "import sqlite3, time; c = sqlite3.connect('metadex.db', isolation_level=None); "
                    + "c.execute('BEGIN IMMEDIATE'); open('held', 'w').close(); time.sleep(30)",
            ])
        try holder.run()
        defer {
            holder.terminate()
            holder.waitUntilExit()
        }
        let deadline = Date() + 20
        while !workspace.names().contains("held"), holder.isRunning, Date() < deadline {
            usleep(10_000)
        }
        guard holder.isRunning else { return }
        for command in [
            ["import", "rides.json", "--folder", "new"], ["schema", "add", "new", "number"],
            ["compact"], ["reindex"],
        ] {
            let start = Date()
            let run = try workspace.run(command + ["--busy-timeout", "1"])
            #expect(run.status == 3 && run.talk.contains("(waited 1 s)"), "\(run)")
            #expect((0.9...8).contains(Date().timeIntervalSince(start)), "\(run)")
        }
        let reading = try workspace.run("query", "--count", "--busy-timeout", "0")
        #expect(reading.text == "330\n", "\(reading)")
    }
}
