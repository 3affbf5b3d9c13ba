import Foundation
import SQLiteDriver
import Storage
import StorageConformance
import Testing

@testable import SQLiteStorage
import Text

/// Stores whose tables are older, newer or other than this program's.
@Suite("Migrations")
struct SQLiteMigratorTests {
    static let steps = [
        Migration(name: "0001_a", sql: "CREATE TABLE folders (id INTEGER PRIMARY KEY, name TEXT);"),
        Migration(name: "0002_b", sql: "CREATE TABLE b (x INTEGER);"),
        Migration(name: "0003_c", sql: "CREATE TABLE c (x INTEGER);"),
    ]

    /// Makes a store with some migrations, then opens it with others.
    func reopen(
        _ first: [Migration], with second: [Migration],
        _ body: (URL, () throws -> Void) throws -> Void
    ) throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            func open(_ migrations: [Migration]) throws {
                let store = try SQLiteStore.open(
                    url.path, mode: .createIfMissing, program: "test", environment: .repeatable(),
                    migrations: migrations)
                try store.close()
            }
            try open(first)
            try body(url) { try open(second) }
        }
    }

    func names(_ url: URL) throws -> [String] {
        try rows(url, "SELECT name FROM migrations ORDER BY name").map { $0[0] }
    }

    func rows(_ url: URL, _ sql: String) throws -> [[String]] {
        let connection = try Connection.plain(url)
        let rows = try connection.rows(sql)
        try connection.close()
        return rows
    }

    @Test("an older store is brought up to date")
    func older() throws {
        try reopen(Array(Self.steps[..<1]), with: Self.steps) { url, open in
            #expect(try names(url) == ["0001_a"])
            try open()
            #expect(try names(url) == ["0001_a", "0002_b", "0003_c"])
            try open()
        }
    }

    @Test("a store of a newer program is refused and left alone")
    func newer() throws {
        try reopen(Self.steps, with: Array(Self.steps[..<2])) { url, open in
            let before = try Data(contentsOf: url)
            let error = #expect(throws: StoreError.self, performing: open)
            #expect(error?.kind == .newerFormat(migration: "0003_c"))
            #expect(error?.fault == .access && error?.place == url.path)
            #expect(try Data(contentsOf: url) == before)
        }
    }

    @Test("an edited migration is refused")
    func changed() throws {
        var edited = Self.steps
        edited[1].sql += " "
        try reopen(Self.steps, with: edited) { url, open in
            let before = try Data(contentsOf: url)
            #expect(
                throws: StoreError(.changedMigration("0002_b"), place: url.path), performing: open)
            #expect(try Data(contentsOf: url) == before)
        }
    }

    @Test("a renamed migration is refused")
    func renamed() throws {
        var renamed = Self.steps
        renamed[1].name = "0002_z"
        try reopen(Self.steps, with: renamed) { url, open in
            #expect(
                throws: StoreError(.changedMigration("0002_b"), place: url.path), performing: open)
        }
    }

    @Test("a migration between applied ones is refused")
    func missing() throws {
        try reopen([Self.steps[0], Self.steps[2]], with: Self.steps) { url, open in
            #expect(
                throws: StoreError(.missingMigration("0002_b"), place: url.path), performing: open)
        }
    }

    @Test("a migration that fails leaves the store at the one before it")
    func failing() throws {
        var failing = Self.steps
        failing[2].sql = "CREATE TABLE c (x INTEGER); CREATE TABLE b (x INTEGER);"
        try reopen(Array(Self.steps[..<1]), with: failing) { url, open in
            let error = #expect(throws: StoreError.self, performing: open)
            #expect(error?.fault == .damage)
            let tables = try rows(url, "SELECT name FROM sqlite_schema WHERE name = 'c'")
            #expect(try names(url) == ["0001_a", "0002_b"])
            #expect(tables.isEmpty)
        }
    }

    @Test("the program's migrations are numbered without a gap, and recorded with their hash")
    func own() throws {
        let all = Migration.all
        #expect(!all.isEmpty)
        for (index, migration) in all.enumerated() {
            #expect(Int(migration.name.prefix(4)) == index + 1)
        }
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            try SQLiteStore.make(at: url).close()
            let rows = try rows(url, "SELECT name, hash, program FROM migrations ORDER BY name")
            #expect(rows == all.map { [$0.name, $0.hash, "test"] })
        }
    }

    @Test("the hash is that of the file")
    func hash() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Migrations")
        for migration in Migration.all {
            let file = folder.appendingPathComponent(migration.name + ".sql")
            #expect(StableHash(try Data(contentsOf: file)).hexadecimal == migration.hash)
        }
    }
}
