import FaultyFiles
import Foundation
import SQLiteDriver
import Storage
import StorageConformance
import TestSupport
import Testing
import Threads

@testable import SQLiteStorage

/// A system that fails under a store: its last committed state stands, and the error says why.
@Suite("Faults under an SQLite store")
struct SQLiteFaultTests {
    /// Makes a store with two items at a path, then opens it through files that fail.
    func open(_ url: URL, _ files: FaultyFiles) throws -> SQLiteStore {
        try SQLiteStore.open(
            url.path, mode: .createIfMissing, program: "test", environment: .repeatable(),
            fileSystem: files.name)
    }

    /// An import that overwrites, creates and records new keys, larger than what is kept in memory
    /// before it is written.
    func load(_ store: SQLiteStore, round: Int) throws {
        let media = String(repeating: "x", count: 20_000)
        try store.load(
            [Upload("u:1", metadata: #"{"round": \#(round)}"#), Upload("u:2")]
                + (0..<20).map {
                    Upload(
                        "n:\(round)-\($0)",
                        metadata: #"{"k\#(round)": \#($0), "v": "\#(media)"}"#, media: media)
                },
            policy: .overwrite)
    }

    @Test(
        "each write, sync and truncation of an import that fails, one after the other",
        arguments: FaultyFiles.Fault.allCases)
    func imports(fault: FaultyFiles.Fault) throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let store = try SQLiteStore.make(at: url)
            try store.load([Upload("u:1"), Upload("u:2")])
            try store.close()
            let committed = try Data(contentsOf: url)
            var kinds: [StoreError.Kind] = []
            var number = 0
            while true {
                number += 1
                // Every round begins with the same file.
                try committed.write(to: url)
                let before = try SQLiteStore.make(at: url, mode: .existing).allItems()
                let files = try #require(FaultyFiles())
                let failing = try open(url, files)
                files.fail([.write, .sync, .truncate], number: number, with: fault)
                do {
                    try load(failing, round: number)
                    #expect(files.failedCalls == 0, "call \(number) failed in silence")
                } catch let error as StoreError {
                    #expect(error.fault == .access && error.place == url.path, "\(error)")
                    kinds.append(error.kind)
                    // The same store goes on.
                    #expect(try failing.allItems() == before, "call \(number)")
                    try load(failing, round: number)
                }
                let isOver = files.failedCalls == 0
                let after = try failing.allItems()
                try failing.close()
                let left = try SQLiteStore.make(at: url, mode: .existing)
                #expect(try left.allItems() == after)
                try left.close()
                let connection = try Connection.plain(url)
                #expect(try connection.text("PRAGMA integrity_check") == "ok")
                try connection.close()
                if isOver { break }
            }
            #expect(number > 50, "there were only \(number - 1) calls")
            let isRight = kinds.allSatisfy { kind in
                if case .inputOutput = kind { return fault != .full }
                return kind == .full && fault == .full
            }
            #expect(isRight && kinds.count == number - 1, "\(kinds)")
        }
    }

    @Test("what fails for good leaves the last committed state to the next process")
    func lasting() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let files = try #require(FaultyFiles())
            let store = try open(url, files)
            try store.load([Upload("u:1"), Upload("u:2")])
            let committed = try store.allItems()
            for number in [1, 2, 10, 30, 60] {
                files.fail(.all, number: number, with: .inputOutput, lasts: true)
                let error = #expect(throws: StoreError.self) { try load(store, round: number) }
                #expect(error?.fault == .access, "\(String(describing: error))")
                // As a process leaves it that dies now.
                let copy = folder.appendingPathComponent("copy-\(number).db")
                for ending in ["", "-wal"] {
                    try FileManager.default.copyItem(
                        atPath: url.path + ending, toPath: copy.path + ending)
                }
                let left = try SQLiteStore.make(at: copy, mode: .existing)
                #expect(try left.allItems() == committed, "call \(number)")
                try left.close()
            }
            files.count([])
            try store.close()
        }
    }

    @Test("500 readers at once, and writers that come one after the other")
    func crowd() throws {
        try withTemporaryFolder { folder in
            let store = try SQLiteStore.make(at: folder.appendingPathComponent("a.db"))
            try store.load((0..<50).map { Upload("u:\($0)") })
            runThreads(520) { number in
                do {
                    if number % 26 == 0 {
                        try store.createFolder(named: "\(number)")
                    } else {
                        #expect(try store.allItems().count == 50)
                    }
                } catch { Issue.record(error) }
            }
            #expect(try store.read { try $0.folders() }.count == 21)
            try store.close()
        }
    }

    @Test("a reader that stops in the middle does not hold the log")
    func stoppedReader() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let store = try SQLiteStore.make(at: url)
            try store.load((0..<50).map { Upload("u:\($0)") })
            struct Enough: Error {}
            #expect(throws: Enough.self) {
                try store.read { try $0.forEachItem(inFolder: nil) { _ in throw Enough() } }
            }
            try store.read { try $0.forEachItem(inFolder: nil) { _ in false } }
            let other = try Connection.plain(url)
            let checkpoint = try other.statement("PRAGMA wal_checkpoint(TRUNCATE)")
            #expect(try checkpoint.step())
            #expect(try checkpoint.integer(0) == 0, "the log is held")
            try store.close()
        }
    }

    @Test("a read is cancelled while it runs, and a closed store says so")
    func ended() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let store = try SQLiteStore.make(at: url)
            try store.load([Upload("u:1"), Upload("u:2"), Upload("u:3")])
            let cancellation = Cancellation()
            var seen = 0
            #expect(throws: StoreError(.cancelled, place: url.path)) {
                try store.read(cancelledBy: cancellation) { reader in
                    try reader.forEachItem(inFolder: nil) { _ in
                        seen += 1
                        cancellation.cancel()
                        return true
                    }
                }
            }
            #expect(seen == 1)
            #expect(try store.allItems().count == 3)
            try store.close()
            #expect(throws: StoreError(.closed, place: url.path)) { try store.allItems() }
            #expect(throws: StoreError(.closed, place: url.path)) {
                try store.createFolder(named: "g")
            }
        }
    }
}
