import Foundation
import Synchronization
import TestSupport
import Testing
import Threads

@testable import SQLiteDriver

@Suite("Connection pools")
struct PoolTests {
    /// A query that takes minutes.
    static let endless = """
        WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 10000000000)
        SELECT max(x) FROM c
        """

    @Test("500 readers at once all read, over a bounded number of connections")
    func manyReaders() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path)
            try pool.insert()
            let most = Atomic(0)
            let right = Atomic(0)
            let descriptors = Atomic(0)
            let inside = Atomic(0)
            runThreads(500) { index in
                do {
                    try pool.read { connection in
                        _ = most.max(inside.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
                        defer { inside.subtract(1, ordering: .relaxed) }
                        if index % 50 == 0 {
                            let count = try openDescriptors(of: path)
                            _ = descriptors.max(count, ordering: .relaxed)
                        }
                        usleep(100)
                        if try connection.integer("SELECT count(*) FROM t") == 1 {
                            right.add(1, ordering: .relaxed)
                        }
                    }
                } catch { Issue.record(error) }
            }
            let (all, highest) = (right.load(ordering: .relaxed), most.load(ordering: .relaxed))
            #expect(all == 500)
            #expect((2...ConnectionPool.readersMax).contains(highest))
            // The one that has written is open as well.
            let files = descriptors.load(ordering: .relaxed)
            #expect(files <= ConnectionPool.readersMax + 1)
            try pool.close()
            #expect(try openDescriptors(of: path) == 0)
        }
    }

    @Test("a second writer of the process waits for the first, and is told when it takes too long")
    func writers() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path, busyTimeout: .milliseconds(100))
            let isWriting = DispatchSemaphore(value: 0)
            let mayEnd = DispatchSemaphore(value: 0)
            let first = RunningThread {
                do {
                    try pool.write { connection in
                        try connection.execute("INSERT INTO t (x) VALUES (1)")
                        isWriting.signal()
                        mayEnd.wait()
                        return ((), .commit)
                    }
                } catch { Issue.record(error) }
            }
            isWriting.wait()
            let start = ContinuousClock.now
            let error = #expect(throws: SQLiteFailure.self) { try pool.insert() }
            #expect(error?.code == .busy)
            #expect((.milliseconds(100) ... .seconds(5)).contains(ContinuousClock.now - start))
            // Readers do not wait.
            #expect(try pool.count() == 0)
            mayEnd.signal()
            first.join()
            try pool.insert()
            #expect(try pool.count() == 2)
            // And many come one after the other.
            let patient = ConnectionPool(path, .init(ConnectionOptions(access: .writing)))
            runThreads(40) { _ in
                do { try patient.insert() } catch { Issue.record(error) }
            }
            #expect(try pool.count() == 42)
            try patient.close()
            try pool.close()
        }
    }

    @Test("a writer of another pool is waited for no longer than the time-out")
    func otherProcess() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path, busyTimeout: .milliseconds(100))
            let other = try Connection(path, ConnectionOptions(access: .writing))
            try other.execute("BEGIN IMMEDIATE")
            let error = #expect(throws: SQLiteFailure.self) { try pool.insert() }
            #expect(error?.code.primary == .busy)
            let cancellation = Cancellation()
            let patient = ConnectionPool(path, .init(ConnectionOptions(access: .writing)))
            let waiting = RunningThread {
                #expect(throws: SQLiteFailure.cancelled) {
                    try patient.write(cancellation) { _ -> (Void, Connection.TransactionEnd) in
                        ((), .commit)
                    }
                }
            }
            usleep(50_000)
            cancellation.cancel()
            waiting.join()
            try other.execute("COMMIT")
            try pool.insert()
            try patient.close()
            try pool.close()
        }
    }

    @Test("a running statement is cancelled, and the connection is good for the next one")
    func cancelled() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path, readersMax: 1)
            try pool.insert()
            for isWrite in [false, true] {
                let cancellation = Cancellation()
                let start = ContinuousClock.now
                let canceller = RunningThread {
                    usleep(50_000)
                    cancellation.cancel()
                }
                #expect(throws: SQLiteFailure.cancelled) {
                    if isWrite {
                        try pool.write(cancellation) { connection in
                            try connection.execute("INSERT INTO t (x) VALUES (1)")
                            return (try connection.integer(Self.endless), .commit)
                        }
                    } else {
                        _ = try pool.read(cancellation) { try $0.integer(Self.endless) }
                    }
                }
                canceller.join()
                #expect(ContinuousClock.now - start < .seconds(30))
                #expect(try pool.count() == 1)
                try pool.write { _ in ((), .commit) }
            }
            try pool.close()
        }
    }

    @Test("what is cancelled between two statements ends with the next one, and nothing is kept")
    func cancelledBetween() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path)
            let cancellation = Cancellation()
            #expect(throws: SQLiteFailure.cancelled) {
                try pool.write(cancellation) { connection in
                    let insert = try connection.statement("INSERT INTO t (x) VALUES (1)")
                    try insert.run()
                    cancellation.cancel()
                    try insert.run()
                    return ((), .commit)
                }
            }
            let late = Cancellation()
            #expect(throws: SQLiteFailure.cancelled) {
                try pool.write(late) { connection in
                    try connection.execute("INSERT INTO t (x) VALUES (1)")
                    late.cancel()
                    return ((), .commit)
                }
            }
            #expect(throws: SQLiteFailure.cancelled) {
                try pool.read(late) { _ in Issue.record("it began") }
            }
            #expect(try pool.count() == 0)
            try pool.close()
        }
    }

    @Test("a reader that waits for a connection is cancelled")
    func cancelledWait() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path, readersMax: 1)
            let isReading = DispatchSemaphore(value: 0)
            let mayEnd = DispatchSemaphore(value: 0)
            let first = RunningThread {
                do {
                    try pool.read { _ in
                        isReading.signal()
                        mayEnd.wait()
                    }
                } catch { Issue.record(error) }
            }
            isReading.wait()
            let cancellation = Cancellation()
            let second = RunningThread {
                #expect(throws: SQLiteFailure.cancelled) { try pool.read(cancellation) { _ in } }
            }
            usleep(20_000)
            cancellation.cancel()
            second.join()
            mayEnd.signal()
            first.join()
            #expect(try pool.count() == 0)
            try pool.close()
        }
    }

    @Test("a closed pool refuses, and keeps no connection that was in use")
    func closed() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path)
            try pool.insert()
            let isReading = DispatchSemaphore(value: 0)
            let mayEnd = DispatchSemaphore(value: 0)
            let reader = RunningThread {
                do {
                    let count = try pool.read { connection in
                        isReading.signal()
                        mayEnd.wait()
                        return try connection.integer("SELECT count(*) FROM t")
                    }
                    #expect(count == 1, "what is read when a pool is closed is read to its end")
                } catch { Issue.record(error) }
            }
            isReading.wait()
            try pool.close()
            #expect(throws: SQLiteFailure.closed) { try pool.count() }
            #expect(throws: SQLiteFailure.closed) { try pool.insert() }
            mayEnd.signal()
            reader.join()
            #expect(throws: SQLiteFailure.closed) { try pool.count() }
            #expect(try openDescriptors(of: path) == 0)
            #expect(try openDescriptors(of: path + "-wal") == 0)
            try pool.close()
        }
    }

    @Test("readers cannot write, and fold the log into the file when they are the last to close")
    func readersOnly() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path)
            let error = #expect(throws: SQLiteFailure.self) {
                try pool.read { try $0.execute("INSERT INTO t (x) VALUES (1)") }
            }
            #expect(error?.code == .readOnly)
            #expect(try pool.count() == 0)
            try pool.close()
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
            let reading = ConnectionPool(path, .init(ConnectionOptions(access: .reading)))
            #expect(throws: SQLiteFailure.self) { try reading.insert() }
            #expect(try reading.count() == 0)
            try reading.close()
        }
    }

    @Test("a read is one state, which writes meanwhile do not change")
    func snapshot() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path)
            try pool.read { connection in
                #expect(try connection.integer("SELECT count(*) FROM t") == 0)
                try pool.insert()
                #expect(try connection.integer("SELECT count(*) FROM t") == 0)
            }
            #expect(try pool.count() == 1)
            try pool.close()
        }
    }

    @Test("a statement that is left on a row does not hold the log")
    func log() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path)
            for _ in 0..<10 { try pool.insert() }
            var kept: [Statement] = []
            try pool.read { connection in
                let statement = try connection.statement("SELECT x FROM t")
                #expect(try statement.step())
                kept.append(statement)
            }
            try pool.insert()
            let other = try Connection(path, ConnectionOptions(access: .writing))
            let checkpoint = try other.statement("PRAGMA wal_checkpoint(TRUNCATE)")
            #expect(try checkpoint.step())
            #expect(try checkpoint.integer(0) == 0, "the log is held")
            let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")
            #expect(log[.size] as? Int == 0)
            kept = []
            #expect(try pool.count() == 11)
            try pool.close()
        }
    }

    @Test("a read transaction costs microseconds")
    func cost() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path)
            try pool.insert()
            _ = try pool.count()
            // The best of several, so that another process's work does not count.
            let best = try (0..<20).map { _ in
                let start = ContinuousClock.now
                for _ in 0..<100 { try pool.read { _ in } }
                return (ContinuousClock.now - start) / 100
            }.min()
            // Unoptimized; what is built for use takes a tenth of it.
            #expect(try #require(best) < .microseconds(100))
            try pool.close()
        }
    }
}
