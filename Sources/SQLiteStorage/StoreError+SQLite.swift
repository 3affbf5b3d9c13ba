import Foundation
import GRDB
import Storage

extension StoreError {
    /// Seconds that a write waits for the write of another process.
    static let busySeconds = 10

    /// An error of SQLite in the store's words.
    init(_ error: DatabaseError, path: String) {
        let detail = error.message ?? "no details"
        let kind: Kind =
            switch error.resultCode.primaryResultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
                .busy(seconds: StoreError.busySeconds)
            case .SQLITE_FULL: .diskFull
            case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly
            case .SQLITE_CANTOPEN: .cannotOpen(reason: detail)
            case .SQLITE_NOTADB: .notAStore
            case .SQLITE_CORRUPT: .damagedFile(detail: detail)
            // The statements are this program's own, so it is the tables that are not.
            case .SQLITE_ERROR where detail.utf8.starts(with: "no such ".utf8):
                .damagedFile(detail: detail)
            case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_SCHEMA: .damagedFile(detail: detail)
            case .SQLITE_NOMEM: .outOfMemory
            case .SQLITE_IOERR, .SQLITE_NOLFS:
                // A file that is mapped into memory cannot say that there is no room for it.
                StoreError.isFull(path)
                    ? .diskFull
                    : .inputOutput(reason: StoreError.words(for: error.extendedResultCode))
            default: .database(code: Int(error.extendedResultCode.rawValue), detail: detail)
            }
        self.init(kind, path: path)
    }

    /// 64 KiB: less is no room for the index of a log.
    private static let spareBytes: UInt64 = 64 << 10

    /// Whether the disk of a file has no room left.
    private static func isFull(_ path: String) -> Bool {
        var disk = statvfs()
        guard statvfs(StoreFile.folder(of: StoreFile(path: path).target), &disk) == 0 else {
            return false
        }
        let (room, isHuge) = UInt64(disk.f_bavail)
            .multipliedReportingOverflow(by: UInt64(disk.f_frsize))
        return !isHuge && room < spareBytes
    }

    /// What the system could not do.
    private static func words(for code: ResultCode) -> String {
        switch code {
        case .SQLITE_IOERR_READ: "the system could not read it"
        case .SQLITE_IOERR_SHORT_READ: "it ends in the middle of a page"
        case .SQLITE_IOERR_WRITE, .SQLITE_IOERR_TRUNCATE: "the system could not write it"
        case .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC:
            "the system could not bring it to the disk"
        case .SQLITE_IOERR_LOCK, .SQLITE_IOERR_RDLOCK, .SQLITE_IOERR_UNLOCK,
            .SQLITE_IOERR_CHECKRESERVEDLOCK, .SQLITE_IOERR_SHMLOCK:
            "its file system cannot lock files"
        case .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMMAP:
            "the system could not make the index of its log"
        default: "the system reports fault \(code.rawValue)"
        }
    }

    /// Carries something out and gives every error of SQLite the store's words.
    static func translating<Result>(path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        } catch var error as StoreError {
            error.path = error.path ?? path
            throw error
        }
    }
}
