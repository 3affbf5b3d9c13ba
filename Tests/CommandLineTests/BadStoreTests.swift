import Foundation
import Testing

/// A file that is no usable store is refused with a sentence and left as it was.
@Suite struct BadStoreTests {
    /// Commands that open the store, one for reading, one for writing.
    static let commands = [
        ["folders"], ["query", "--count"], ["get", "https://a.example/1.jpg"], ["schema", "show"],
        ["schema", "log"], ["schema", "add", "new", "number"], ["schema", "import", "schema.yaml"],
        ["import", "rides.json", "--folder", "new"],
    ]

    /// Every command is refused with status 3 and the sentence, and the file keeps its bytes.
    private func expectRefusal(_ workspace: Workspace, saying sentence: String) throws {
        let before = try? workspace.bytes(of: "metadex.db")
        for command in BadStoreTests.commands {
            let run = try workspace.run(command)
            #expect(run.status == 3 && run.output.isEmpty, "\(run)")
            #expect(run.talk.hasPrefix("metadex: "), "\(run)")
            #expect(run.talk.contains(sentence), "\(run)")
            #expect(run.talk.split(separator: "\n").count <= 2, "\(run)")
        }
        #expect((try? workspace.bytes(of: "metadex.db")) == before)
    }

    @Test func aTextFile() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write("This is not a database.\n", to: "metadex.db")
        try expectRefusal(workspace, saying: "metadex.db is not a Metadex store")
    }

    @Test func aLongFileOfNoise() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write([UInt8](repeating: 0x5A, count: 100_000), to: "metadex.db")
        try expectRefusal(workspace, saying: "metadex.db is not a Metadex store")
    }

    @Test("an empty file is no store yet, and an import of a schema makes it one")
    func anEmptyFile() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write("", to: "metadex.db")
        for command in BadStoreTests.commands where command[1...].first != "import" {
            let run = try workspace.run(command)
            #expect(run.status == 3 && run.output.isEmpty, "\(run)")
            #expect(run.talk.contains("metadex.db is empty"), "\(run)")
            #expect(run.talk.contains("metadex schema import FILE"), "\(run)")
        }
        #expect(try workspace.bytes(of: "metadex.db").isEmpty)
        let made = try workspace.run("schema", "import", "schema.yaml")
        #expect(made.status == 0, "\(made)")
        #expect(try workspace.run("query", "--count").text == "0\n")
    }

    @Test("what is no file is refused at once, a pipe too")
    func noFile() throws {
        let workspace = try Workspace(examples: true)
        try #require(mkfifo(workspace.url("pipe").path, 0o600) == 0)
        for (path, sentence) in [
            ("pipe", "pipe is a pipe, not a store"), ("/dev/null", "a device"),
        ] {
            for command in BadStoreTests.commands {
                let run = try workspace.run(command + ["--store", path])
                #expect(run.status == 3 && run.talk.contains(sentence), "\(run)")
            }
        }
    }

    @Test(
        "names that SQLite takes for something else than a file are no stores",
        arguments: ["", ":memory:", "file:x", "file:x?mode=memory"])
    func specialNames(name: String) throws {
        let workspace = try Workspace(examples: true)
        let names = workspace.names()
        for command in BadStoreTests.commands {
            let run = try workspace.run(command + ["--store", name])
            #expect(
                run.status == 2 && run.talk.contains("\"\(name)\" cannot be the name of a store"),
                "\(run)")
        }
        #expect(workspace.names() == names)
    }

    @Test func aFolder() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write("", to: "metadex.db/file")
        try expectRefusal(workspace, saying: "metadex.db is a directory")
        #expect(workspace.names(in: "metadex.db") == ["file"])
    }

    @Test func nothing() throws {
        let workspace = try Workspace(examples: true)
        let importing = ["schema", "import", "schema.yaml"]
        for command in BadStoreTests.commands where command != importing {
            let run = try workspace.run(command)
            #expect(run.status == 3 && run.talk.contains("metadex.db does not exist"), "\(run)")
            #expect(run.talk.contains("metadex schema import"), "\(run)")
        }
        #expect(!workspace.names().contains("metadex.db"))
    }

    @Test("another program's SQLite database")
    func anotherDatabase() throws {
        let workspace = try Workspace(examples: true, store: true)
        var bytes = try workspace.bytes(of: "metadex.db")
        // Bytes 68 to 71 of an SQLite file say which program it belongs to.
        for index in 68..<72 { bytes[index] = 0 }
        try workspace.write(bytes, to: "metadex.db")
        try expectRefusal(workspace, saying: "metadex.db is not a Metadex store")
    }

    @Test("a store whose migration is not the one of this program")
    func changedMigration() throws {
        let workspace = try Workspace(examples: true, store: true)
        let text = Array("0001_folders".utf8)
        var bytes = try workspace.bytes(of: "metadex.db")
        try #require(bytes.count > text.count)
        var count = 0
        for start in 0..<(bytes.count - text.count)
        where bytes[start] == text[0] && bytes[start..<start + text.count].elementsEqual(text) {
            bytes[start + 5] = UInt8(ascii: "F")
            count += 1
        }
        #expect(count > 0)
        try workspace.write(bytes, to: "metadex.db")
        try expectRefusal(workspace, saying: "migration")
    }

    @Test(
        "a store of a newer version", .enabled(if: SQLiteTool.line != nil, "no sqlite3, no python3")
    )
    func newerVersion() throws {
        let workspace = try Workspace(examples: true, store: true)
        let tool = try #require(SQLiteTool.line)
        let statement =
            "INSERT INTO migrations VALUES ('9999_from_the_future', 'hash', 0, '99.0')"
        let insertion = try workspace.shell(
            tool.replacingOccurrences(of: "STATEMENT", with: statement))
        #expect(insertion.status == 0, "\(insertion)")
        try expectRefusal(workspace, saying: "made by a newer Metadex (it has the migration 9999_")
    }

    @Test("a store that was cut off")
    func damaged() throws {
        let workspace = try Workspace(examples: true, store: true)
        let bytes = try workspace.bytes(of: "metadex.db")
        try workspace.write(Array(bytes.prefix(bytes.count / 8)), to: "metadex.db")
        for command in BadStoreTests.commands {
            let run = try workspace.run(command)
            #expect(run.status == 3, "\(run)")
            #expect(run.talk.contains("damaged"), "\(run)")
        }
    }

    @Test("the store is the flag's, else the environment's, else metadex.db")
    func choice() throws {
        let workspace = try Workspace(examples: true, store: true)
        try workspace.write("no store", to: "other.db")
        let variable = ["METADEX_STORE": "other.db"]
        #expect(try workspace.run("folders").status == 0)
        #expect(try workspace.run(["folders"], environment: variable).status == 3)
        #expect(try workspace.run(["folders"], environment: ["METADEX_STORE": ""]).status == 0)
        let flag = try workspace.run(["folders", "--store", "metadex.db"], environment: variable)
        #expect(flag.status == 0, "\(flag)")
    }
}

/// Something that runs an SQL statement.
enum SQLiteTool {
    /// A line for the shell with the word STATEMENT in it.
    static let line: String? = {
        guard let workspace = try? Workspace() else { return nil }
        if let run = try? workspace.shell("command -v sqlite3"), run.status == 0 {
            return "sqlite3 metadex.db \"STATEMENT\""
        }
        if let run = try? workspace.shell("python3 -c 'import sqlite3'"), run.status == 0 {
            return "python3 -c \"import sqlite3; c = sqlite3.connect('metadex.db'); "
                + "c.execute(\\\"STATEMENT\\\"); c.commit()\""
        }
        return nil
    }()
}
