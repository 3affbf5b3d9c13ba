import CSQLite
import Glibc

extension Connection {
    /// How far a backup is.
    public struct BackupProgress: Sendable {
        /// Pages that are still to be copied.
        public var remaining: Int
        /// Pages of the whole file.
        public var total: Int
    }

    /// Copies the whole database into another one, while others read and write it. The copy is one
    /// committed state: within a transaction that which it sees; what the other one held is gone.
    ///
    /// - Parameters:
    ///   - target: a connection for writing without a transaction.
    ///   - pagesPerStep: how many pages are copied between two calls of `progress`.
    ///   - progress: may throw to end the copying; the target is empty or what it was then.
    public func backUp(
        to target: Connection, pagesPerStep: Int = 1024,
        progress: (BackupProgress) throws -> Void = { _ in }
    ) throws {
        // A transaction sees its state from its first reading on.
        if isInTransaction { _ = try integer("PRAGMA schema_version") }
        guard let backup = sqlite3_backup_init(try target.open(), "main", try open(), "main") else {
            throw target.failure(sqlite3_extended_errcode(try target.open()))
        }
        var code = SQLITE_OK
        do {
            let end = ContinuousClock.now + busyTimeout
            while code != SQLITE_DONE {
                try checkCancelled()
                code = sqlite3_backup_step(backup, Int32(clamping: max(pagesPerStep, 1)))
                switch code {
                case SQLITE_OK, SQLITE_DONE:
                    try progress(
                        BackupProgress(
                            remaining: Int(sqlite3_backup_remaining(backup)),
                            total: Int(sqlite3_backup_pagecount(backup))))
                case SQLITE_BUSY, SQLITE_LOCKED:
                    if ContinuousClock.now > end { throw failure(code) }
                    usleep(Connection.backupPauseMicroseconds)
                default: throw target.failure(code)
                }
            }
        } catch {
            sqlite3_backup_finish(backup)
            throw error
        }
        try target.check(sqlite3_backup_finish(backup))
    }

    /// 5 ms before another attempt to read what somebody has locked.
    private static let backupPauseMicroseconds: UInt32 = 5000

    /// The bytes of the file as it would be written now.
    public func serialized() throws -> [UInt8] {
        var size: sqlite3_int64 = 0
        guard let bytes = sqlite3_serialize(try open(), "main", &size, 0) else {
            throw failure(SQLITE_NOMEM)
        }
        defer { sqlite3_free(bytes) }
        return [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(size)))
    }
}
