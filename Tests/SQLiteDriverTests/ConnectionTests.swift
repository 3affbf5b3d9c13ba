import Foundation
import Testing

@testable import SQLiteDriver

@Suite("Connections")
struct ConnectionTests {
    @Test("as many statements are kept as the cache may hold, those that were used last")
    func cache() throws {
        let connection = try Connection.temporary()
        for number in 0..<1000 { _ = try connection.integer("SELECT \(number)") }
        #expect(connection.idleStatements == StatementCache.statementsMax)
        // Each use of the same text at the same time takes a statement of its own.
        let many = try (0..<100).map { _ in try connection.statement("SELECT 1") }
        #expect(try many.allSatisfy { try $0.step() })
        #expect(connection.idleStatements == StatementCache.statementsMax)
        withExtendedLifetime(many) {}
    }

    @Test("a statement that was kept is used again, and one that looks the same is another")
    func same() throws {
        let connection = try Connection.temporary()
        let composed = "SELECT 'é'"
        let decomposed = "SELECT 'e\u{301}'"
        for sql in [composed, decomposed, composed, decomposed] {
            let bytes = try #require(try connection.text(sql))
            #expect("SELECT '\(bytes)'".utf8.elementsEqual(sql.utf8))
        }
        #expect(connection.idleStatements == 2)
    }

    @Test("text that was bound is not in the way of the next user")
    func clean() throws {
        let connection = try Connection.temporary()
        do {
            let first = try connection.statement("SELECT ?")
            try first.bind("x", at: 1)
            #expect(try first.step())
        }
        #expect(try connection.text("SELECT ?") == nil)
    }

    @Test("any number of statements are carried out, up to one that fails")
    func execute() throws {
        let connection = try Connection.temporary()
        try connection.execute("")
        try connection.execute("; -- nothing\n ;")
        #expect(throws: SQLiteFailure.self) {
            try connection.execute("CREATE TABLE a (x); CREATE TABLE a (x); CREATE TABLE b (x)")
        }
        #expect(try connection.integer("SELECT count(*) FROM sqlite_schema") == 1)
        #expect(try connection.integer("SELECT 1 WHERE 0") == nil)
        #expect(try connection.integer("SELECT NULL") == nil)
    }

    @Test("closing with a statement in use is refused, and everything after closing")
    func close() throws {
        try withPath { path in
            let connection = try Connection(path, ConnectionOptions(access: .creating))
            var statement: Statement? = try connection.statement("SELECT 1")
            let error = #expect(throws: SQLiteFailure.self) { try connection.close() }
            #expect(error?.code == .busy)
            #expect(try statement?.step() == true)
            statement = nil
            try connection.close()
            try connection.close()
            #expect(throws: SQLiteFailure.closed) { try connection.statement("SELECT 1") }
            #expect(throws: SQLiteFailure.closed) { try connection.execute("SELECT 1") }
            #expect(throws: SQLiteFailure.closed) { try connection.serialized() }
            #expect(try openDescriptors(of: path) == 0)
        }
    }

    @Test("a connection closes its file when it goes")
    func goes() throws {
        try withPath { path in
            do {
                let connection = try Connection(path, ConnectionOptions(access: .creating))
                try connection.execute("CREATE TABLE t (x)")
                #expect(try openDescriptors(of: path) == 1)
                // One that cannot be set up as well.
                #expect(throws: SQLiteFailure.self) {
                    try Connection(path, ConnectionOptions(access: .writing, setup: "nonsense"))
                }
                #expect(try openDescriptors(of: path) == 1)
            }
            #expect(try openDescriptors(of: path) == 0)
        }
    }

    @Test("a file is made only when that is asked for, and not written when it is read")
    func access() throws {
        try withPath { path in
            for access in [ConnectionOptions.Access.reading, .writing] {
                let error = #expect(throws: SQLiteFailure.self) {
                    try Connection(path, ConnectionOptions(access: access))
                }
                #expect(error?.code.primary == .cantOpen)
            }
            #expect(!FileManager.default.fileExists(atPath: path))
            try Connection(path, ConnectionOptions(access: .creating, setup: "CREATE TABLE t (x)"))
                .close()
            let reading = try Connection(path, ConnectionOptions(access: .reading))
            let error = #expect(throws: SQLiteFailure.self) {
                try reading.execute("INSERT INTO t VALUES (1)")
            }
            #expect(error?.code.primary == .readOnly)
            let uri = try Connection(
                "file:\(path)?immutable=1", ConnectionOptions(access: .readingURI))
            #expect(try uri.integer("SELECT count(*) FROM t") == 0)
        }
    }

    @Test("a statement waits for the lock of another connection, as long as it may")
    func busy() throws {
        try withPath { path in
            let first = try Connection(path, ConnectionOptions(access: .creating))
            try first.execute("CREATE TABLE t (x); BEGIN EXCLUSIVE")
            let other = try Connection(
                path, ConnectionOptions(access: .writing, busyTimeout: .milliseconds(80)))
            let start = ContinuousClock.now
            let error = #expect(throws: SQLiteFailure.self) {
                try other.integer("SELECT count(*) FROM t")
            }
            #expect(error?.code.primary == .busy)
            #expect(ContinuousClock.now - start >= .milliseconds(80))
            try first.execute("COMMIT")
            #expect(try other.integer("SELECT count(*) FROM t") == 0)
        }
    }

    @Test("a transaction that throws or asks for it is rolled back")
    func transactions() throws {
        struct Broken: Error {}
        let connection = try Connection.temporary()
        try connection.execute("CREATE TABLE t (x)")
        let insert = { try connection.execute("INSERT INTO t VALUES (1)") }
        #expect(throws: Broken.self) {
            try connection.transaction(.immediate) { () -> (Void, Connection.TransactionEnd) in
                try insert()
                throw Broken()
            }
        }
        let answer = try connection.transaction(.deferred) {
            try insert()
            return (3, .rollback)
        }
        #expect(answer == 3)
        #expect(try connection.integer("SELECT count(*) FROM t") == 0)
        try connection.transaction(.immediate) {
            try insert()
            return ((), .commit)
        }
        #expect(try connection.integer("SELECT count(*) FROM t") == 1)
        // A transaction that fails to commit is rolled back as well.
        try connection.execute(
            """
            PRAGMA foreign_keys = ON;
            CREATE TABLE a (x INTEGER PRIMARY KEY);
            CREATE TABLE b (x REFERENCES a DEFERRABLE INITIALLY DEFERRED);
            """)
        let error = #expect(throws: SQLiteFailure.self) {
            try connection.transaction(.immediate) {
                try connection.execute("INSERT INTO b VALUES (1)")
                return ((), .commit)
            }
        }
        #expect(error?.code.primary == .constraint)
        #expect(!connection.isInTransaction)
        #expect(try connection.integer("SELECT count(*) FROM b") == 0)
    }
}
