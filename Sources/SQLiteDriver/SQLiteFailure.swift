import CSQLite

/// What SQLite, or the driver in its place, did not do.
public struct SQLiteFailure: Error, Equatable, Sendable {
    /// The extended result code.
    public var code: SQLiteCode
    /// SQLite's own words.
    public var message: String
    /// The statement that failed; nil where it was none.
    public var sql: String?
    /// Where the statement is wrong, in bytes from its start, as far as SQLite knows.
    public var offset: Int?
    /// How long was waited for the locks of others; nil where nobody waited.
    public var waited: Duration?

    /// Makes a failure.
    public init(_ code: SQLiteCode, _ message: String, sql: String? = nil, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
        self.offset = offset
    }

    /// The access was cancelled.
    public static let cancelled = SQLiteFailure(.interrupt, "the access was cancelled")
    /// The connection or the pool was closed before.
    public static let closed = SQLiteFailure(.misuse, "the connection is closed")

    /// The failure of the last call on a connection.
    ///
    /// - Parameters:
    ///   - code: what the call returned.
    ///   - handle: the connection; nil where there is none.
    init(code: Int32, on handle: OpaquePointer?, sql: String? = nil) {
        self.code = SQLiteCode(rawValue: code)
        self.sql = sql
        // What the connection remembers may be of an earlier call.
        if let handle, sqlite3_extended_errcode(handle) == code {
            message = String(cString: sqlite3_errmsg(handle))
            let offset = sqlite3_error_offset(handle)
            self.offset = offset < 0 ? nil : Int(offset)
        } else {
            message = String(cString: sqlite3_errstr(code))
        }
    }
}
