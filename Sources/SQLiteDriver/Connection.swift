import CSQLite
import Glibc
import Text
import Threads

/// A connection to one database file.
///
/// It may be used on any thread, by one at a time, and so may its statements and blobs;
/// ``ConnectionPool`` sees to that. Everything that throws throws a ``SQLiteFailure``.
public final class Connection {
    /// The file, as it was named.
    public let path: String
    /// nil when the connection is closed.
    private var handle: OpaquePointer?
    private var statements = StatementCache()
    let busyTimeout: Duration
    /// Until when the current statement waits for the locks of others; nil for the usual time.
    private var deadline: ContinuousClock.Instant?
    /// Ends the current access.
    var cancellation: Cancellation?

    /// Opens a file, and sets the connection up.
    public init(_ path: String, _ options: ConnectionOptions) throws {
        self.path = path
        busyTimeout = options.busyTimeout
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, options.flags, options.fileSystem)
        handle = opened
        // Where this or what follows throws, the object goes, and the file with it.
        if code != SQLITE_OK { throw failure(code) }
        // A misspelled column in double quotes is an error, and not a text.
        try check(csqlite_switch(opened, SQLITE_DBCONFIG_DQS_DML, 0))
        try check(csqlite_switch(opened, SQLITE_DBCONFIG_DQS_DDL, 0))
        // The pointer is used within this connection's own calls only, which end before it goes.
        try check(
            sqlite3_busy_handler(
                opened,
                { connection, attempt in
                    guard let connection else { return 0 }
                    return Unmanaged<Connection>.fromOpaque(connection).takeUnretainedValue()
                        .waitsAgain(attempt) ? 1 : 0
                }, Unmanaged.passUnretained(self).toOpaque()))
        try execute(options.setup)
    }

    deinit {
        statements.removeAll()
        // Statements and blobs keep the connection, so there are none left.
        sqlite3_close_v2(handle)
    }

    /// Closes the file.
    ///
    /// - Throws: ``SQLiteFailure`` of code `busy` while a statement or a blob is in use; the connection
    ///   stays open then.
    public func close() throws {
        statements.removeAll()
        try check(sqlite3_close(handle))
        handle = nil
    }

    // MARK: Statements

    /// A statement ready for its parameters.
    ///
    /// - Parameter sql: one statement. It is kept for the next time, so values go into parameters.
    public func statement(_ sql: String) throws -> Statement {
        try checkCancelled()
        let key = ExactText(sql)
        if let kept = statements.take(key) { return Statement(kept, key, of: self) }
        var text = sql
        let compiled = try text.withUTF8 { text in
            let (compiled, end) = try compile(text, UInt32(SQLITE_PREPARE_PERSISTENT))
            if end == text.count, let compiled { return compiled }
            sqlite3_finalize(compiled)
            throw SQLiteFailure(.misuse, "not one statement", sql: sql)
        }
        return Statement(compiled, key, of: self)
    }

    /// Carries out any number of statements without parameters; their rows are passed over.
    public func execute(_ sql: String) throws {
        var text = sql
        try text.withUTF8 { text in
            var rest = text
            while !rest.isEmpty {
                try checkCancelled()
                let (compiled, end) = try compile(rest)
                rest = UnsafeBufferPointer(rebasing: rest[end...])
                guard let compiled else { continue }
                var code = SQLITE_ROW
                while code == SQLITE_ROW { code = sqlite3_step(compiled) }
                let failure = code == SQLITE_DONE ? nil : self.failure(code, sql)
                // It repeats the code of the step.
                sqlite3_finalize(compiled)
                if let failure { throw failure }
            }
        }
    }

    /// The number in the first column of the first row; nil where there is none.
    public func integer(_ sql: String) throws -> Int64? {
        let statement = try statement(sql)
        return try statement.step() && !statement.isNull(0) ? try statement.integer(0) : nil
    }

    /// The text in the first column of the first row; nil where there is none.
    public func text(_ sql: String) throws -> String? {
        let statement = try statement(sql)
        return try statement.step() ? try statement.optionalText(0) : nil
    }

    /// Compiles the first statement of a text.
    ///
    /// - Returns: the statement, nil where there are only spaces and comments, and where it ends.
    private func compile(
        _ text: UnsafeBufferPointer<UInt8>, _ flags: UInt32 = 0
    ) throws -> (OpaquePointer?, end: Int) {
        let handle = try open()
        guard let start = text.baseAddress else { return (nil, 0) }
        return try start.withMemoryRebound(to: CChar.self, capacity: text.count) { start in
            var compiled: OpaquePointer?
            var end: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(
                handle, start, Int32(clamping: text.count), flags, &compiled, &end)
            if code != SQLITE_OK { throw failure(code, String(decoding: text, as: UTF8.self)) }
            return (compiled, end.map { $0 - start } ?? text.count)
        }
    }

    /// How many compiled statements are kept that nobody uses.
    var idleStatements: Int { statements.count }

    /// Takes a statement back from its user: reset and without parameters.
    func putBack(_ statement: OpaquePointer, _ key: ExactText) {
        statements.put(statement, key)
    }

    /// Ends what statements have begun, whoever still has them: one that stands on a row would keep
    /// its state of the file, and with it the log.
    func settle() {
        var next = sqlite3_next_stmt(handle, nil)
        while let statement = next {
            if sqlite3_stmt_busy(statement) != 0 { sqlite3_reset(statement) }
            next = sqlite3_next_stmt(handle, statement)
        }
    }

    // MARK: State

    /// The row number that the last insert was given.
    public var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

    /// How many rows the last statement has inserted, changed or deleted.
    public var changedCount: Int { Int(sqlite3_changes64(handle)) }

    /// Whether a transaction is open.
    var isInTransaction: Bool { handle != nil && sqlite3_get_autocommit(handle) == 0 }

    /// The version of the SQLite library, such as `3.40.1`.
    public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

    /// The handle for SQLite's functions.
    func open() throws -> OpaquePointer {
        guard let handle else { throw SQLiteFailure.closed }
        return handle
    }

    /// Stops what runs on the connection; for other threads, while it is open.
    var interrupter: Interrupter { Interrupter(handle: handle) }

    // MARK: Errors

    func check(_ code: Int32, _ sql: String? = nil) throws {
        if code != SQLITE_OK { throw failure(code, sql) }
    }

    func failure(_ code: Int32, _ sql: String? = nil) -> SQLiteFailure {
        var failure = SQLiteFailure(code: code, on: handle, sql: sql)
        if failure.code.primary == .busy { failure.waited = busyTimeout }
        // Cancelled while it waited for a lock.
        let isEnded = failure.code == .interrupt || failure.code.primary == .busy
        return isEnded && cancellation?.isCancelled == true ? .cancelled : failure
    }

    func checkCancelled() throws {
        if let cancellation, cancellation.isCancelled { throw SQLiteFailure.cancelled }
    }

    // MARK: Waiting

    /// Carries something out that waits no longer than a time for the locks of others.
    func waiting(until deadline: ContinuousClock.Instant?, _ body: () throws -> Void) rethrows {
        self.deadline = deadline
        defer { self.deadline = nil }
        try body()
    }

    /// Sleeps before another attempt to get a lock.
    ///
    /// - Returns: false when the time is over.
    private func waitsAgain(_ attempt: Int32) -> Bool {
        let now = ContinuousClock.now
        if attempt == 0 { giveUpAt = deadline ?? now + busyTimeout }
        let left = giveUpAt - now
        if left <= .zero || cancellation?.isCancelled == true { return false }
        let pause = min(left, .milliseconds(1 << min(attempt, Connection.longestPauseBit)))
        usleep(UInt32(pause / .microseconds(1)))
        return true
    }

    private var giveUpAt = ContinuousClock.now
    /// 2^5: 32 ms between two attempts at most, so that a lock that is given back is soon taken.
    private static let longestPauseBit: Int32 = 5
}

/// Stops what runs on a connection.
struct Interrupter: @unchecked Sendable {
    // Invariant: used only while the connection is open. `sqlite3_interrupt` is made for other threads.
    fileprivate let handle: OpaquePointer?

    func interrupt() { sqlite3_interrupt(handle) }
}
