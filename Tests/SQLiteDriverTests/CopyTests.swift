import Foundation
import SQLiteDriver
import Testing

@Suite("Blobs and copies")
struct CopyTests {
    @Test("a blob is read by pieces, and in several rows")
    func blobs() throws {
        let connection = try Connection.temporary()
        try connection.execute(
            """
            CREATE TABLE t (n INTEGER PRIMARY KEY, x BLOB);
            INSERT INTO t VALUES (1, zeroblob(100000)), (2, x'010203'), (3, 'text'), (4, NULL);
            """)
        var blob = try Blob(connection, table: "t", column: "x", row: 1)
        #expect(blob.count == 100_000)
        var bytes = [UInt8](repeating: 7, count: 3)
        try bytes.withUnsafeMutableBytes { try blob.read(into: $0, at: 99_997) }
        #expect(bytes == [0, 0, 0])
        for offset in [99_998, -1, .max] {
            #expect(throws: SQLiteFailure.self, "\(offset)") {
                try bytes.withUnsafeMutableBytes { try blob.read(into: $0, at: offset) }
            }
        }
        try blob.move(to: 2)
        #expect(blob.count == 3)
        try bytes.withUnsafeMutableBytes { try blob.read(into: $0) }
        #expect(bytes == [1, 2, 3])
        try blob.read(into: UnsafeMutableRawBufferPointer(start: nil, count: 0))
        for row: Int64 in [4, 5] {
            #expect(throws: SQLiteFailure.self, "\(row)") {
                _ = try Blob(connection, table: "t", column: "x", row: row)
            }
        }
        #expect(throws: SQLiteFailure.self) {
            _ = try Blob(connection, table: "t", column: "none", row: 1)
        }
    }

    @Test("a backup is the state of one transaction, made while others write")
    func backup() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path)
            for _ in 0..<50 { try pool.insert(String(repeating: "x", count: 10_000)) }
            let copy = path + ".copy"
            let target = try Connection(copy, ConnectionOptions(access: .creating))
            var steps = 0
            try pool.read { source in
                try source.backUp(to: target, pagesPerStep: 10) { progress in
                    steps += 1
                    #expect(progress.remaining < progress.total)
                    if steps == 2 { try pool.insert("meanwhile") }
                }
            }
            #expect(steps > 5)
            #expect(try target.integer("SELECT count(*) FROM t") == 50)
            #expect(try target.text("PRAGMA integrity_check") == "ok")
            #expect(try pool.count() == 51)
            try pool.close()
        }
    }

    @Test("a backup that is ended leaves the source and the target in order")
    func endedBackup() throws {
        struct Enough: Error {}
        try withPath { path in
            let pool = try ConnectionPool.make(path)
            for _ in 0..<20 { try pool.insert(String(repeating: "x", count: 10_000)) }
            let target = try Connection(path + ".copy", ConnectionOptions(access: .creating))
            try target.execute("CREATE TABLE old (x)")
            #expect(throws: Enough.self) {
                try pool.read { source in
                    try source.backUp(to: target, pagesPerStep: 3) { _ in throw Enough() }
                }
            }
            #expect(try target.integer("SELECT count(*) FROM old") == 0)
            #expect(try pool.count() == 20)
            // A target in a transaction is refused.
            try target.execute("BEGIN; CREATE TABLE new (x)")
            #expect(throws: SQLiteFailure.self) { try pool.read { try $0.backUp(to: target) } }
            try pool.close()
        }
    }

    @Test("the bytes of a database in memory are those of a file")
    func serialized() throws {
        try withPath { path in
            let connection = try Connection.temporary()
            try connection.execute("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
            try Data(try connection.serialized()).write(to: URL(fileURLWithPath: path))
            let file = try Connection(path, ConnectionOptions(access: .reading))
            #expect(try file.integer("SELECT x FROM t") == 1)
        }
    }
}
