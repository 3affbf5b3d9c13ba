import Foundation
import SQLiteDriver
import Storage
import StorageConformance
import Testing

@testable import SQLiteStorage

/// How a new store comes into being, and what was left by one that did not.
@Suite("Making an SQLite store")
struct SQLiteMakingTests {
    /// Expects a usable, empty store at a path, and nothing else in its folder.
    func expectStore(at url: URL, in folder: URL) throws {
        let store = try SQLiteStore.make(at: url)
        #expect(try store.allItems().isEmpty)
        try store.load([Upload("u:1")])
        try store.close()
        let again = try SQLiteStore.make(at: url, mode: .existing)
        #expect(try again.allItems().count == 1)
        try again.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names == [url.lastPathComponent])
        #expect(try Data(contentsOf: url)[18] == 2, "the write-ahead log is on")
    }

    @Test("a file without a byte becomes a store")
    func emptyFile() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            try Data().write(to: url)
            try expectStore(at: url, in: folder)
        }
    }

    @Test("a link to a file that is not there yet stays a link")
    func danglingLink() throws {
        try withTemporaryFolder { folder in
            try withTemporaryFolder { other in
                let link = folder.appendingPathComponent("link.db")
                let url = other.appendingPathComponent("a.db")
                try FileManager.default.createSymbolicLink(at: link, withDestinationURL: url)
                try SQLiteStore.make(at: link).close()
                try expectStore(at: url, in: other)
                #expect(
                    try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == url.path
                )
            }
        }
    }

    @Test("a log whose file was deleted does not come back to life")
    func orphanedLog() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let first = try SQLiteStore.make(at: url)
            try first.load([Upload("u:old")])
            let log = try Data(contentsOf: URL(fileURLWithPath: url.path + "-wal"))
            #expect(!log.isEmpty)
            try first.close()
            try FileManager.default.removeItem(at: url)
            try log.write(to: URL(fileURLWithPath: url.path + "-wal"))
            try expectStore(at: url, in: folder)
        }
    }

    /// What a process leaves that dies between the first page and the commit of a new store: what
    /// was written, and the journal that takes it back.
    @Test(
        "a half made store with its journal is no store, and becomes one", arguments: [false, true])
    func hotJournal(hasPages: Bool) throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let other = folder.appendingPathComponent("other/a.db")
            try FileManager.default.createDirectory(
                at: other.deletingLastPathComponent(), withIntermediateDirectories: true)
            let connection = try Connection.plain(other)
            try connection.execute("PRAGMA page_size = 8192")
            try connection.transaction(.immediate) {
                try SQLiteMigrator(migrations: Migration.all).found(connection)
                for ending in ["", "-journal"] {
                    try FileManager.default.copyItem(
                        atPath: other.path + ending, toPath: url.path + ending)
                }
                return ((), .commit)
            }
            try connection.close()
            if hasPages {
                try Data(contentsOf: other).prefix(8192).write(to: url)
                // SQLite brings these bytes to the disk before the first page.
                let journal = URL(fileURLWithPath: url.path + "-journal")
                var bytes = try Data(contentsOf: journal)
                bytes.replaceSubrange(
                    0..<8, with: [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7])
                try bytes.write(to: journal)
            }
            try FileManager.default.removeItem(at: other.deletingLastPathComponent())
            let size = try Data(contentsOf: url).count
            #expect((size > 0) == hasPages)
            let error = #expect(throws: StoreError.self) {
                try SQLiteStore.make(at: url, mode: .existing)
            }
            #expect(error?.kind == .empty)
            try expectStore(at: url, in: folder)
        }
    }

    @Test("of many that make one store at once, all get the same")
    func manyMakers() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            DispatchQueue.concurrentPerform(iterations: 16) { index in
                do {
                    let store = try SQLiteStore.make(
                        at: url, environment: .repeatable(seed: UInt64(index)))
                    try store.createFolder(named: "\(index)")
                    try store.close()
                } catch {
                    Issue.record(error)
                }
            }
            let store = try SQLiteStore.make(at: url, mode: .existing)
            #expect(try store.read { try $0.folders() }.count == 16)
            try store.close()
        }
    }

    @Test("a store without its write-ahead log gets it back when somebody writes")
    func logIsSwitchedOn() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            try SQLiteStore.make(at: url).close()
            try Connection.change(url, "PRAGMA journal_mode = DELETE")
            #expect(try Data(contentsOf: url)[18] == 1)
            let reading = try SQLiteStore.make(at: url, mode: .existing)
            #expect(try reading.allItems().isEmpty)
            try reading.close()
            #expect(try Data(contentsOf: url)[18] == 1, "reading changes nothing")
            let store = try SQLiteStore.make(at: url, mode: .existing)
            try store.load([Upload("u:1")])
            try store.close()
            #expect(try Data(contentsOf: url)[18] == 2)
        }
    }
}
