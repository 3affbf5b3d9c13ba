import Foundation
import SQLiteDriver
import Testing

@Suite("Statements")
struct StatementTests {
    @Test("what is bound comes out again, byte by byte")
    func values() throws {
        let connection = try Connection.temporary()
        try connection.execute(
            "CREATE TABLE t (a, b, c, d, e) STRICT".replacing(" STRICT", with: ""))
        let insert = try connection.statement("INSERT INTO t VALUES (?, ?, ?, ?, ?)")
        let text = "e\u{301} \0 é"
        let bytes: [UInt8] = [0, 255, 1]
        try insert.bind(Int64.min, at: 1)
        try insert.bind(text, at: 2)
        try insert.bind(real: -0.1, at: 4)
        try bytes.withUnsafeBytes { bytes in
            try insert.bind(blob: bytes, at: 3)
            try insert.run()
        }
        let select = try connection.statement("SELECT * FROM t")
        #expect(select.columnCount == 5)
        #expect(try select.step())
        #expect(try select.integer(0) == .min)
        #expect(try select.textBytes(1) == Array(text.utf8))
        #expect(try select.withBlob(2) { Array($0) } == bytes)
        #expect(try select.real(3) == -0.1)
        #expect(select.isNull(4) && !select.isNull(0))
        #expect(try select.optionalText(4) == nil)
        #expect(try !select.step())
    }

    @Test("an empty text and an empty blob are not NULL")
    func empty() throws {
        let connection = try Connection.temporary()
        let select = try connection.statement("SELECT ?, ?, ?, ?")
        try select.bind("", at: 1)
        try select.bind(text: UnsafeRawBufferPointer(start: nil, count: 0), at: 2)
        try select.bind(blob: UnsafeRawBufferPointer(start: nil, count: 0), at: 3)
        try select.bind(nil as String?, at: 4)
        #expect(try select.step())
        #expect(try select.text(0) == "" && select.text(1) == "")
        #expect(try select.withBlob(2) { $0.count } == 0)
        #expect(select.isNull(3))
    }

    @Test("a parameter that is refused is an error, and not NULL")
    func refused() throws {
        let connection = try Connection.temporary()
        let select = try connection.statement("SELECT ?")
        for index in [0, 2, -1, .max] {
            let error = #expect(throws: SQLiteFailure.self) { try select.bind(1, at: index) }
            #expect(error?.code == .range)
            #expect(error?.sql == "SELECT ?")
        }
        // More than the largest value that SQLite takes, of which no byte is looked at.
        let count = 1_000_000_001
        guard let huge = calloc(count, 1) else { return }
        defer { free(huge) }
        let buffer = UnsafeRawBufferPointer(start: huge, count: count)
        for bind in [{ try select.bind(text: $0, at: 1) }, { try select.bind(blob: $0, at: 1) }] {
            let error = #expect(throws: SQLiteFailure.self) { try bind(buffer) }
            #expect(error?.code == .tooBig)
        }
        // Parameters of a statement that stands on a row cannot be changed.
        try select.bind(1, at: 1)
        #expect(try select.step())
        let error = #expect(throws: SQLiteFailure.self) { try select.bind(2, at: 1) }
        #expect(error?.code == .misuse)
    }

    @Test("parameters are gone after a run and after a reset")
    func cleared() throws {
        let connection = try Connection.temporary()
        try connection.execute("CREATE TABLE t (x)")
        let insert = try connection.statement("INSERT INTO t VALUES (?)")
        try insert.bind(1, at: 1)
        try insert.run()
        try insert.run()
        try insert.bind(2, at: 1)
        try insert.reset()
        try insert.run()
        #expect(try connection.integer("SELECT count(*) FROM t WHERE x IS NULL") == 2)
    }

    @Test("a column of another type is an error")
    func types() throws {
        let connection = try Connection.temporary()
        let select = try connection.statement("SELECT 1 AS a, 'x' AS b, x'00' AS c, 1.5 AS d, NULL")
        #expect(try select.step())
        let reads: [(Int, (Int) throws -> Void)] = [
            (1, { _ = try select.integer($0) }), (4, { _ = try select.integer($0) }),
            (0, { _ = try select.text($0) }), (2, { _ = try select.textBytes($0) }),
            (1, { try select.withBlob($0) { _ in } }), (0, { _ = try select.real($0) }),
            (9, { _ = try select.integer($0) }), (-1, { _ = try select.text($0) }),
        ]
        for (column, read) in reads {
            let error = #expect(throws: SQLiteFailure.self) { try read(column) }
            #expect(error?.code == .mismatch, "\(column)")
        }
        let error = #expect(throws: SQLiteFailure.self) { try select.text(0) }
        #expect(error?.message == "a is an integer, not a text")
    }

    @Test("what is wrong with a statement is said with its text and the place")
    func wrong() throws {
        let connection = try Connection.temporary()
        let error = #expect(throws: SQLiteFailure.self) {
            try connection.statement("SELECT 1 FROM none")
        }
        #expect(error?.code == .error && error?.sql == "SELECT 1 FROM none")
        #expect(error?.message == "no such table: none")
        let place = #expect(throws: SQLiteFailure.self) { try connection.statement("SELECT ä +") }
        #expect(place?.code == .error)
        let column = #expect(throws: SQLiteFailure.self) {
            try connection.statement("SELECT 1, nothing")
        }
        #expect(column?.offset == 10)
        for sql in ["", "-- nothing", "SELECT 1; SELECT 2"] {
            let error = #expect(throws: SQLiteFailure.self) { try connection.statement(sql) }
            #expect(error?.code == .misuse, "\(sql)")
        }
        #expect(throws: SQLiteFailure.self, "double quotes make no text") {
            try connection.statement(#"SELECT "nothing""#)
        }
    }

    @Test("a step that fails says why, and the statement can be used again")
    func steps() throws {
        let connection = try Connection.temporary()
        try connection.execute("CREATE TABLE t (x INTEGER PRIMARY KEY)")
        let insert = try connection.statement("INSERT INTO t VALUES (?)")
        try insert.bind(1, at: 1)
        try insert.run()
        #expect(connection.changedCount == 1 && connection.lastInsertedRow == 1)
        try insert.bind(1, at: 1)
        let error = #expect(throws: SQLiteFailure.self) { try insert.run() }
        #expect(error?.code.primary == .constraint && error?.code != .constraint)
        try insert.bind(2, at: 1)
        try insert.run()
        #expect(try connection.integer("SELECT count(*) FROM t") == 2)
    }

    @Test("reading resets the statement, however it ends")
    func reading() throws {
        struct Broken: Error {}
        let connection = try Connection.temporary()
        let select = try connection.statement("SELECT ?")
        for isBroken in [false, true] {
            try select.bind(7, at: 1)
            do {
                let value = try select.reading {
                    _ = try select.step()
                    if isBroken { throw Broken() }
                    return try select.integer(0)
                }
                #expect(value == 7 && !isBroken)
            } catch is Broken { #expect(isBroken) }
        }
        try select.bind(8, at: 1)
        #expect(try select.step())
    }
}
