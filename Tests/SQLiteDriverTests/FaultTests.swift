import FaultyFiles
import Foundation
import SQLiteDriver
import Testing

/// A system that fails: the last committed state stands, and the error says so.
@Suite("Faults of the system")
struct FaultTests {
    /// Lets each call of a piece of work fail, one after the other.
    ///
    /// - Parameter lasts: whether every call after the first fails as well.
    func proveWrites(_ calls: FaultyFiles.Calls, _ fault: FaultyFiles.Fault, lasts: Bool) throws {
        try withPath { path in
            let files = try #require(FaultyFiles())
            var failures = 0
            var expected: Int64 = 1
            let pool = try ConnectionPool.make(
                path, busyTimeout: .milliseconds(50), fileSystem: files.name)
            try pool.insert()
            for number in 1...200 {
                // A connection that was never used reads and opens more.
                let pool = ConnectionPool(
                    path,
                    .init(
                        ConnectionOptions(
                            access: .writing, busyTimeout: .milliseconds(50),
                            // The log is folded into the file after every commit.
                            setup: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1",
                            fileSystem: files.name)))
                files.fail(calls, number: number, with: fault, lasts: lasts)
                let outcome = Result {
                    for _ in 0..<3 {
                        try pool.insert(String(repeating: "x", count: 9000))
                        expected += 1
                    }
                }
                let isOver = files.failedCalls == 0
                files.count([])
                try? pool.close()
                if case .failure(let error) = outcome {
                    failures += 1
                    #expect(error is SQLiteFailure, "call \(number): \(error)")
                }
                let check = try Connection(path, ConnectionOptions(access: .writing))
                let count = try #require(try check.integer("SELECT count(*) FROM t"))
                #expect(count == expected, "call \(number)")
                #expect(try check.text("PRAGMA integrity_check") == "ok", "call \(number)")
                // The next round has no more to do than this one.
                try check.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                try check.close()
                if isOver { break }
                #expect(number < 200, "the work never came to its end")
            }
            #expect(failures > 0, "nothing failed, so nothing is proved")
            try pool.close()
        }
    }

    @Test(
        "a write, a sync or a truncation that fails, at every place",
        arguments: FaultyFiles.Fault.allCases, [false, true])
    func writes(fault: FaultyFiles.Fault, lasts: Bool) throws {
        try proveWrites(.write, fault, lasts: lasts)
        if fault == .inputOutput { try proveWrites(.sync, fault, lasts: lasts) }
    }

    @Test("a read that fails, at every place")
    func reads() throws {
        try proveWrites(.read, .inputOutput, lasts: false)
        try proveWrites(.open, .inputOutput, lasts: true)
        try proveWrites(.index, .inputOutput, lasts: false)
    }

    @Test("a commit that cannot be written says why, and the same pool goes on afterwards")
    func commit() throws {
        try withPath { path in
            let files = try #require(FaultyFiles())
            let pool = try ConnectionPool.make(path, fileSystem: files.name)
            try pool.insert()
            for (fault, code) in [
                (FaultyFiles.Fault.full, SQLiteCode.full), (.inputOutput, .ioErrWrite),
                (.halfWritten, .ioErrWrite),
            ] {
                files.fail(.write, number: 1, with: fault)
                let error = #expect(throws: SQLiteFailure.self) { try pool.insert() }
                #expect(error?.code == code)
                #expect(files.failedCalls == 1)
                #expect(try pool.count() == 1)
            }
            files.count([])
            try pool.insert()
            #expect(try pool.count() == 2)
            try pool.close()
        }
    }
}
