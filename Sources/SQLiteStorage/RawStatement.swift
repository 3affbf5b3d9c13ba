import GRDB
import GRDBSQLite
import Storage

/// A prepared statement driven through SQLite's own functions, which insert twice as many rows a
/// second as GRDB's.
///
/// It belongs to one connection and lives no longer than the access to it, within which it may be
/// used on any thread, one at a time; GRDB's own functions insist on the thread of the access. Text and bytes that are
/// bound must stay where they are until the next ``reset()``.
final class RawStatement {
    /// Keeps the handle valid: GRDB finalizes it when this object goes.
    private let statement: Statement
    private let handle: OpaquePointer
    private let sql: String
    private let cache: StatementCache
    /// The first refusal of a parameter, which would be NULL without one.
    private var refusal = SQLITE_OK

    /// - Parameters:
    ///   - statement: used by nobody else.
    ///   - sql: what it was made of.
    ///   - cache: gets the statement in the end.
    init(_ statement: Statement, _ sql: String, returningTo cache: StatementCache) {
        self.statement = statement
        self.sql = sql
        handle = statement.sqliteStatement
        self.cache = cache
    }

    deinit {
        // It must neither keep the transaction's state alive nor point to text that is gone.
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        cache.put(statement, sql)
    }

    // MARK: Parameters, from 1

    func bind(_ number: Int64, at index: Int32) {
        note(sqlite3_bind_int64(handle, index, number))
    }

    func bindNull(at index: Int32) {
        note(sqlite3_bind_null(handle, index))
    }

    /// Binds UTF-8 text in place.
    func bind(text: UnsafeRawBufferPointer, at index: Int32) {
        // An empty buffer may have no address, which SQLite would take for NULL.
        guard let start = text.baseAddress else { return bind("", at: index) }
        note(
            sqlite3_bind_text64(
                handle, index, start.assumingMemoryBound(to: CChar.self), UInt64(text.count), nil,
                UInt8(SQLITE_UTF8)))
    }

    /// Binds text, copied.
    func bind(_ text: String, at index: Int32) {
        var text = text
        text.withUTF8 { utf8 in
            let bytes = UnsafeRawBufferPointer(utf8)
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            // SQLITE_TRANSIENT, a macro that is not imported: SQLite makes its own copy.
            let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            note(
                sqlite3_bind_text64(
                    handle, index, start, UInt64(bytes.count), copied, UInt8(SQLITE_UTF8)))
        }
    }

    /// Binds bytes in place.
    func bind(blob: UnsafeRawBufferPointer, at index: Int32) {
        note(sqlite3_bind_blob64(handle, index, blob.baseAddress, UInt64(blob.count), nil))
    }

    private func note(_ code: Int32) {
        if code != SQLITE_OK, refusal == SQLITE_OK { refusal = code }
    }

    // MARK: Rows

    /// Goes to the next row.
    ///
    /// - Returns: false when there is none.
    func step() throws -> Bool {
        if refusal != SQLITE_OK {
            defer { refusal = SQLITE_OK }
            throw DatabaseError(resultCode: ResultCode(rawValue: refusal))
        }
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        let connection = sqlite3_db_handle(handle)
        let message = sqlite3_errmsg(connection).map { String(cString: $0) }
        let extended = ResultCode(rawValue: sqlite3_extended_errcode(connection))
        sqlite3_reset(handle)
        throw DatabaseError(resultCode: extended, message: message)
    }

    /// Carries the statement out and makes it ready for the next parameters.
    func run() throws {
        while try step() {}
        sqlite3_reset(handle)
    }

    /// The row number that the connection's last insert was given.
    var lastInsertedRow: Int64 {
        sqlite3_last_insert_rowid(sqlite3_db_handle(handle))
    }

    func reset() {
        sqlite3_reset(handle)
    }

    // MARK: Columns, from 0

    // A damaged file can hold anything anywhere, so each of these looks at what is there: SQLite
    // itself would make a number of a text without a word.

    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    func integer(_ column: Int32) throws -> Int64 {
        try expect(SQLITE_INTEGER, column)
        return sqlite3_column_int64(handle, column)
    }

    /// Hands over the bytes of a text; they are gone with the next step.
    func withText<Result>(
        _ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        try expect(SQLITE_TEXT, column)
        return try withBytes(column, body)
    }

    /// Hands over the bytes of a blob; they are gone with the next step.
    func withBlob<Result>(
        _ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        try expect(SQLITE_BLOB, column)
        return try withBytes(column, body)
    }

    func text(_ column: Int32) throws -> String {
        try withText(column) { String(decoding: $0, as: UTF8.self) }
    }

    func optionalText(_ column: Int32) throws -> String? {
        isNull(column) ? nil : try text(column)
    }

    /// The bytes of a text.
    func textBytes(_ column: Int32) throws -> [UInt8] {
        try withText(column) { Array($0) }
    }

    private func withBytes<Result>(
        _ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        let start = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return try withExtendedLifetime(self) {
            try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
        }
    }

    private func expect(_ type: Int32, _ column: Int32) throws {
        let found = sqlite3_column_type(handle, column)
        if found == type { return }
        let name = sqlite3_column_name(handle, column).map { String(cString: $0) } ?? "a column"
        throw StoreError(
            .damagedRow(
                detail: "\(name) is \(RawStatement.word(for: found)), "
                    + "not \(RawStatement.word(for: type))"))
    }

    private static func word(for type: Int32) -> String {
        switch type {
        case SQLITE_INTEGER: "an integer"
        case SQLITE_FLOAT: "a real number"
        case SQLITE_TEXT: "a text"
        case SQLITE_BLOB: "a blob"
        default: "NULL"
        }
    }
}
