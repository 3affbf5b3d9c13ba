import CSQLite

/// A result code of SQLite, simple or extended, by the names of `sqlite3.h`.
public struct SQLiteCode: RawRepresentable, Hashable, Sendable {
    /// The number.
    public let rawValue: Int32

    /// Takes a number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    private init(_ rawValue: Int32) { self.rawValue = rawValue }

    /// The simple code: the low byte.
    public var primary: SQLiteCode { SQLiteCode(rawValue & 0xFF) }

    public static let error = SQLiteCode(SQLITE_ERROR), perm = SQLiteCode(SQLITE_PERM)
    public static let busy = SQLiteCode(SQLITE_BUSY), locked = SQLiteCode(SQLITE_LOCKED)
    public static let noMem = SQLiteCode(SQLITE_NOMEM), readOnly = SQLiteCode(SQLITE_READONLY)
    public static let interrupt = SQLiteCode(SQLITE_INTERRUPT), ioErr = SQLiteCode(SQLITE_IOERR)
    public static let corrupt = SQLiteCode(SQLITE_CORRUPT), full = SQLiteCode(SQLITE_FULL)
    public static let cantOpen = SQLiteCode(SQLITE_CANTOPEN), schema = SQLiteCode(SQLITE_SCHEMA)
    public static let `protocol` = SQLiteCode(SQLITE_PROTOCOL), tooBig = SQLiteCode(SQLITE_TOOBIG)
    public static let constraint = SQLiteCode(SQLITE_CONSTRAINT), auth = SQLiteCode(SQLITE_AUTH)
    public static let mismatch = SQLiteCode(SQLITE_MISMATCH), misuse = SQLiteCode(SQLITE_MISUSE)
    public static let noLFS = SQLiteCode(SQLITE_NOLFS), abort = SQLiteCode(SQLITE_ABORT)
    public static let range = SQLiteCode(SQLITE_RANGE), notADB = SQLiteCode(SQLITE_NOTADB)

    // The extended codes are computed in `sqlite3.h`, and such macros are not imported.
    public static let ioErrRead = ioErr(1), ioErrShortRead = ioErr(2), ioErrWrite = ioErr(3)
    public static let ioErrFsync = ioErr(4), ioErrDirFsync = ioErr(5), ioErrTruncate = ioErr(6)
    public static let ioErrUnlock = ioErr(8), ioErrRdlock = ioErr(9), ioErrLock = ioErr(15)
    public static let ioErrCheckReservedLock = ioErr(14), ioErrShmOpen = ioErr(18)
    public static let ioErrShmSize = ioErr(19), ioErrShmLock = ioErr(20), ioErrShmMap = ioErr(21)

    private static func ioErr(_ number: Int32) -> SQLiteCode {
        SQLiteCode(SQLITE_IOERR | number << 8)
    }
}
