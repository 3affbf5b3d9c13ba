import CSQLite
import Text

/// A prepared statement, used by nobody else while it lives; then the connection keeps it for the
/// next one.
///
/// It lives no longer than the access to its connection. Parameters count from 1, columns from 0.
public final class Statement {
    private let connection: Connection
    private let handle: OpaquePointer
    private let key: ExactText

    init(_ handle: OpaquePointer, _ key: ExactText, of connection: Connection) {
        self.handle = handle
        self.key = key
        self.connection = connection
    }

    deinit {
        // It must neither keep the transaction's state alive nor point to text that is gone.
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        connection.putBack(handle, key)
    }

    /// The statement's text.
    public var sql: String { key.text }

    // MARK: Parameters

    /// Binds a number; nil for NULL.
    public func bind(_ number: Int64?, at index: Int) throws {
        if let number {
            try check(sqlite3_bind_int64(handle, Int32(clamping: index), number))
        } else {
            try check(sqlite3_bind_null(handle, Int32(clamping: index)))
        }
    }

    /// Binds a real number.
    public func bind(real: Double, at index: Int) throws {
        try check(sqlite3_bind_double(handle, Int32(clamping: index), real))
    }

    /// Binds text, copied; nil for NULL.
    public func bind(_ text: String?, at index: Int) throws {
        guard var text else { return try bind(nil as Int64?, at: index) }
        try text.withUTF8 { utf8 in
            try check(
                csqlite_bind_text_copied(
                    handle, Int32(clamping: index),
                    Statement.address(of: UnsafeRawBufferPointer(utf8)),
                    UInt64(utf8.count)))
        }
    }

    /// Binds UTF-8 text in place: it must stay where it is until the next ``run()`` or ``reset()``.
    public func bind(text: UnsafeRawBufferPointer, at index: Int) throws {
        try check(
            csqlite_bind_text_in_place(
                handle, Int32(clamping: index), Statement.address(of: text), UInt64(text.count)))
    }

    /// Binds bytes in place: they must stay where they are until the next ``run()`` or ``reset()``.
    public func bind(blob: UnsafeRawBufferPointer, at index: Int) throws {
        try check(
            csqlite_bind_blob_in_place(
                handle, Int32(clamping: index), Statement.address(of: blob), UInt64(blob.count)))
    }

    /// The address of a buffer. An empty one may have none, which SQLite would take for NULL.
    private static func address(of buffer: UnsafeRawBufferPointer) -> UnsafeRawPointer {
        buffer.baseAddress ?? UnsafeRawPointer(nothing)
    }

    /// A byte that is never read, and never goes.
    nonisolated(unsafe) private static let nothing = UnsafeMutablePointer<UInt8>.allocate(
        capacity: 1)

    // MARK: Rows

    /// Goes to the next row.
    ///
    /// - Returns: false when there is none.
    public func step() throws -> Bool {
        try connection.checkCancelled()
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        let failure = connection.failure(code, sql)
        // It repeats the code of the step.
        sqlite3_reset(handle)
        throw failure
    }

    /// Carries the statement out; rows are passed over. Its parameters are gone then.
    public func run() throws {
        while try step() {}
        try reset()
    }

    /// Makes the statement ready for the next parameters; those of before are gone.
    public func reset() throws {
        let code = sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        try check(code)
    }

    /// Reads rows and resets the statement, however the reading ends.
    public func reading<Result>(_ body: () throws -> Result) throws -> Result {
        let result: Result
        do {
            result = try body()
        } catch {
            // What went wrong first is what counts.
            try? reset()
            throw error
        }
        try reset()
        return result
    }

    // MARK: Columns

    // A damaged file can hold anything anywhere, so each of these looks at what is there: SQLite
    // itself would make a number of a text without a word.

    /// How many columns a row has.
    public var columnCount: Int { Int(sqlite3_column_count(handle)) }

    /// Whether a column holds NULL.
    public func isNull(_ column: Int) -> Bool { type(of: column) == SQLITE_NULL }

    /// The integer in a column.
    ///
    /// - Throws: ``SQLiteFailure`` of code `mismatch` when the column holds something else, as do the
    ///   others.
    public func integer(_ column: Int) throws -> Int64 {
        try expect(SQLITE_INTEGER, column)
        return sqlite3_column_int64(handle, Int32(clamping: column))
    }

    /// The real number in a column.
    public func real(_ column: Int) throws -> Double {
        try expect(SQLITE_FLOAT, column)
        return sqlite3_column_double(handle, Int32(clamping: column))
    }

    /// Hands over the bytes of a text; they are gone with the next step.
    public func withText<Result>(
        _ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        try expect(SQLITE_TEXT, column)
        return try withBytes(column, body)
    }

    /// Hands over the bytes of a blob; they are gone with the next step.
    public func withBlob<Result>(
        _ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        try expect(SQLITE_BLOB, column)
        return try withBytes(column, body)
    }

    /// The text in a column.
    public func text(_ column: Int) throws -> String {
        try withText(column) { String(decoding: $0, as: UTF8.self) }
    }

    /// The text in a column; nil for NULL.
    public func optionalText(_ column: Int) throws -> String? {
        isNull(column) ? nil : try text(column)
    }

    /// The bytes of the text in a column.
    public func textBytes(_ column: Int) throws -> [UInt8] {
        try withText(column) { Array($0) }
    }

    private func withBytes<Result>(
        _ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        let start = sqlite3_column_blob(handle, Int32(clamping: column))
        let count = Int(sqlite3_column_bytes(handle, Int32(clamping: column)))
        // An empty value has no address, and neither has one for which there is no memory.
        if start == nil, try sqlite3_errcode(connection.open()) == SQLITE_NOMEM {
            throw connection.failure(SQLITE_NOMEM, sql)
        }
        return try withExtendedLifetime(self) {
            try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
        }
    }

    private func type(of column: Int) -> Int32 {
        sqlite3_column_type(handle, Int32(clamping: column))
    }

    private func expect(_ type: Int32, _ column: Int) throws {
        let found = self.type(of: column)
        if found == type { return }
        let name = sqlite3_column_name(handle, Int32(clamping: column))
        throw SQLiteFailure(
            .mismatch,
            "\(name.map { String(cString: $0) } ?? "a column") is \(Statement.word(for: found)), "
                + "not \(Statement.word(for: type))", sql: sql)
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

    private func check(_ code: Int32) throws { try connection.check(code, sql) }
}
