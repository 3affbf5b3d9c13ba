import Foundation
import Testing

@testable import SQLiteDriver

/// Transactions that are ended by a call of their own.
@Suite("Write accesses")
struct WriteAccessTests {
    private func count(_ pool: ConnectionPool) throws -> Int64? {
        try pool.read { try $0.integer("SELECT count(*) FROM t") }
    }

    @Test("an access keeps what it is told to keep")
    func ends() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path)
            for end in [Connection.TransactionEnd.commit, .rollback] {
                let access = try pool.beginWriting()
                try access.connection.execute("INSERT INTO t (x) VALUES (1)")
                #expect(try count(pool) == (end == .commit ? 0 : 1))
                try access.end(end)
                // A second end is none.
                try access.end(end == .commit ? .rollback : .commit)
                #expect(try count(pool) == 1)
            }
            try pool.close()
        }
    }

    @Test("an access that is let go keeps nothing, and lets the next one in")
    func forgotten() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path, busyTimeout: .milliseconds(50))
            do {
                let access = try pool.beginWriting()
                try access.connection.execute("INSERT INTO t (x) VALUES (1)")
                let failure = #expect(throws: SQLiteFailure.self) { try pool.beginWriting() }
                #expect(failure?.code.primary == .busy)
                #expect(throws: SQLiteFailure.self) { try pool.insert() }
                withExtendedLifetime(access) {}
            }
            #expect(try count(pool) == 0)
            try pool.insert()
            #expect(try count(pool) == 1)
            try pool.close()
            #expect(throws: SQLiteFailure.closed) { try pool.beginWriting() }
        }
    }

    @Test("a connection beside the others reads one state and writes temporary tables only")
    func separate() throws {
        try withPath { path in
            let pool = try ConnectionPool.make(path)
            try pool.insert()
            let connection = try pool.openSeparate()
            try connection.begin(.deferred)
            #expect(try connection.integer("SELECT count(*) FROM t") == 1)
            try connection.execute("CREATE TABLE temp.own (x); INSERT INTO temp.own VALUES (7)")
            try pool.insert()
            #expect(try connection.integer("SELECT count(*) FROM t") == 1)
            #expect(try connection.integer("SELECT x FROM own") == 7)
            let failure = #expect(throws: SQLiteFailure.self) {
                try connection.execute("INSERT INTO main.t (x) VALUES (1)")
            }
            #expect(failure?.code.primary == .readOnly)
            connection.rollBack()
            #expect(try connection.integer("SELECT count(*) FROM t") == 2)
            try connection.close()
            try pool.close()
        }
    }
}
