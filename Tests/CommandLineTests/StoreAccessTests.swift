import Foundation
import TestSupport
import Testing

/// Stores on disks that are full, and in folders that may not be written.
@Suite struct StoreAccessTests {
    static let isRoot = geteuid() == 0
    /// Commands that only read.
    static let reading = [
        "import rides.json --folder new --dry-run", "schema set speed varchar --dry-run",
        "query --count", "folders", "schema show", "schema log", "validate rides.json",
        "get https://storage.googleapis.com/rides/drives/0001.mp4",
    ]

    /// A line for the shell as somebody whom permissions bind.
    private func bound(_ line: String) -> String {
        StoreAccessTests.isRoot ? "su nobody -s /bin/sh -c '\(line)'" : line
    }

    /// A workspace whose store lies in a folder `kept`, which others may enter.
    private func workspace() throws -> Workspace {
        let workspace = try Workspace(examples: true, store: true)
        let run = try workspace.shell("mkdir kept && mv metadex.db* kept/ && chmod 755 . kept")
        try #require(run.status == 0, "\(run)")
        return workspace
    }

    @Test("a store in a folder that may not be written is read, and not changed")
    func readOnlyFolder() throws {
        let workspace = try workspace()
        _ = try workspace.shell("chmod 444 kept/metadex.db; chmod 555 kept")
        defer { _ = try? workspace.shell("chmod 755 kept") }
        let before = try workspace.bytes(of: "kept/metadex.db")
        for line in StoreAccessTests.reading {
            let run = try workspace.shell(bound("metadex \(line) --store kept/metadex.db"))
            #expect(run.status == 0, "\(run)")
        }
        let count = try workspace.shell(bound("metadex query --count --store kept/metadex.db"))
        #expect(count.text == "330\n", "\(count)")
        for line in ["schema add new number", "import rides.json --folder new"] {
            let run = try workspace.shell(bound("metadex \(line) --store kept/metadex.db"))
            #expect(run.status == 3 && run.talk.contains("cannot be written"), "\(run)")
        }
        #expect(try workspace.bytes(of: "kept/metadex.db") == before)
        #expect(workspace.names(in: "kept") == ["metadex.db"])
    }

    @Test("a log that cannot be read there is named, with what to do")
    func logInReadOnlyFolder() throws {
        let workspace = try workspace()
        // A log as a process leaves it that dies.
        try workspace.write("rest of a log", to: "kept/metadex.db-wal")
        _ = try workspace.shell("chmod 444 kept/metadex.db*; chmod 555 kept")
        defer { _ = try? workspace.shell("chmod 755 kept") }
        let run = try workspace.shell(bound("metadex query --count --store kept/metadex.db"))
        #expect(run.status == 3, "\(run)")
        #expect(run.talk.contains("metadex.db-wal") && run.talk.contains("copy both"), "\(run)")
    }

    @Test(
        "on a full disk the reason is named, nothing is lost and nothing is left",
        .enabled(if: isRoot, "only root can mount a small disk"))
    func fullDisk() throws {
        let workspace = try Workspace(examples: true, store: true)
        let mount = try workspace.shell(
            "mkdir disk && mount -t tmpfs -o size=4m tmpfs disk && cp metadex.db disk/")
        if mount.status != 0 { return }
        defer { _ = try? workspace.shell("umount disk") }
        func fill() throws {
            _ = try workspace.shell("cat /dev/zero > disk/filler 2>/dev/null")
        }
        try fill()
        let making = try workspace.run("schema", "import", "schema.yaml", "--store", "disk/new.db")
        #expect(
            making.status == 3 && making.talk.contains("no room left for the store disk/new.db"),
            "\(making)")
        #expect(workspace.names(in: "disk") == ["filler", "metadex.db"])
        for arguments in [
            ["query", "--count"], ["schema", "add", "new", "number"],
            ["import", "rides.json", "--folder", "new"],
        ] {
            let run = try workspace.run(arguments + ["--store", "disk/metadex.db"])
            #expect(
                run.status == 0 || run.talk.contains("no room left for the store disk/metadex.db"),
                "\(run)")
            #expect(run.status == 0 || run.status == 3, "\(run)")
            #expect(!run.talk.contains("report it") && !run.talk.contains("SQLite"), "\(run)")
        }
        _ = try workspace.shell("rm disk/filler")
        let again = try workspace.run("schema", "import", "schema.yaml", "--store", "disk/new.db")
        #expect(again.status == 0, "\(again)")
        let count = try workspace.run("query", "--count", "--store", "disk/metadex.db")
        #expect(["330\n", "660\n"].contains(count.text), "\(count)")
    }
}
