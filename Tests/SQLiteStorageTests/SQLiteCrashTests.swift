import Foundation
import Items
import Storage
import StorageConformance
import Testing

@testable import SQLiteStorage

/// What is left of a write when the process dies in the middle of it.
@Suite("Interrupted writes")
struct SQLiteCrashTests {
    /// Copies a store's file and log as they are at this moment, which is what a dead process leaves.
    func copy(_ url: URL, to folder: URL) throws -> URL {
        let copy = folder.appendingPathComponent("copy-\(UUID().uuidString).db")
        for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: url.path + ending) {
            try FileManager.default.copyItem(
                atPath: url.path + ending, toPath: copy.path + ending)
        }
        return copy
    }

    @Test("a store that was copied during an import opens at the last committed state")
    func interruptedImport() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let store = try SQLiteStore.make(at: url)
            try store.load([Upload("u:1", metadata: #"{"a": 1}"#)])
            let committed = try store.allItems()
            // Large enough for pages to reach the log before the commit.
            let media = String(repeating: "x", count: 1_000_000)
            var copies: [URL] = []
            try store.importItems(into: "g", policy: .overwrite, checkedAgainst: 0) { session in
                for number in 0..<50 {
                    try session.write(try WriteBatch([Upload("u:\(number)", media: media)]))
                    if number == 10 || number == 49 { copies.append(try copy(url, to: folder)) }
                }
                return .commit
            }
            let logBytes = try copies.map { url in
                try FileManager.default.attributesOfItem(atPath: url.path + "-wal")[.size] as? Int
                    ?? 0
            }
            #expect((logBytes.max() ?? 0) > 10_000_000, "the log did not hold a part of the import")
            for copy in copies {
                let left = try SQLiteStore.make(at: copy, mode: .existing)
                #expect(try left.allItems() == committed)
                #expect(try left.read { try $0.folders() }.map(\.name) == ["f"])
                // And it is a store like any other.
                try left.load([Upload("u:2")])
                #expect(try left.allItems().count == 2)
                try left.close()
            }
            #expect(try store.read { try $0.folders() }.map(\.itemCount) == [1, 50])
            try store.close()
        }
    }

    @Test("a store that was copied right after a commit has it")
    func committed() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let store = try SQLiteStore.make(at: url)
            try store.load([Upload("u:1")])
            let left = try SQLiteStore.make(at: try copy(url, to: folder), mode: .existing)
            #expect(try left.allItems() == store.allItems())
            try left.close()
            try store.close()
        }
    }

    @Test("batches may be written on other threads, one at a time")
    func threads() throws {
        try withTemporaryFolder { folder in
            let store = try SQLiteStore.make(at: folder.appendingPathComponent("a.db"))
            var kept: (any ImportSession)?
            try store.importItems(into: "f", policy: .overwrite, checkedAgainst: 0) { session in
                nonisolated(unsafe) let session = session
                kept = session
                for number in 0..<4 {
                    nonisolated(unsafe) var outcome: Result<Void, any Error> = .success(())
                    let done = DispatchSemaphore(value: 0)
                    Thread.detachNewThread {
                        outcome = Result {
                            try session.write(
                                try WriteBatch([
                                    Upload("u:\(number)"), Upload("u:1", "u:2", kind: "imageGroup"),
                                    Upload("u:0", metadata: #"{"n": \#(number)}"#),
                                ]))
                        }
                        done.signal()
                    }
                    done.wait()
                    try outcome.get()
                }
                return .commit
            }
            #expect(try store.allItems().count == 5)
            // A session that is kept is of no use, and does not keep the file open.
            #expect(throws: StoreError(.closed, place: store.path)) {
                try kept?.write(try WriteBatch([Upload("u:9")]))
            }
            try store.close()
        }
    }
}
