import Glibc
import SQLiteDriver
import Storage

extension StoreError {
    /// Seconds that a write waits for the write of another process, unless told otherwise.
    static let busySeconds = 10

    /// An error of SQLite in the store's words.
    init(_ error: SQLiteFailure, place path: String) {
        let detail = error.message
        let kind: Kind =
            switch error.code.primary {
            case .interrupt: .cancelled
            case .misuse where error == .closed: .closed
            case .busy, .locked, .protocol:
                .busy(
                    seconds: error.waited.map { Int($0.components.seconds) }
                        ?? StoreError.busySeconds)
            case .full: .full
            case .readOnly, .perm, .auth: .readOnly
            case .cantOpen: .unreachable(reason: detail)
            case .notADB: .notAStore(nil)
            case .corrupt: .damaged(detail: detail)
            // The statements are this program's own, so it is the tables that are not.
            case .error where detail.utf8.starts(with: "no such ".utf8):
                .damaged(detail: detail)
            case .mismatch: .damagedRow(detail: detail)
            case .constraint, .schema: .damaged(detail: detail)
            case .noMem: .outOfMemory
            case .ioErr, .noLFS:
                // A file that is mapped into memory cannot say that there is no room for it.
                StoreError.isFull(path)
                    ? .full
                    : .inputOutput(reason: StoreError.words(for: error.code))
            default: .backend(code: Int(error.code.rawValue), detail: detail)
            }
        self.init(kind, place: path)
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
    private static func words(for code: SQLiteCode) -> String {
        switch code {
        case .ioErrRead: "the system could not read it"
        case .ioErrShortRead: "it ends in the middle of a page"
        case .ioErrWrite, .ioErrTruncate: "the system could not write it"
        case .ioErrFsync, .ioErrDirFsync:
            "the system could not bring it to the disk"
        case .ioErrLock, .ioErrRdlock, .ioErrUnlock, .ioErrCheckReservedLock, .ioErrShmLock:
            "its file system cannot lock files"
        case .ioErrShmOpen, .ioErrShmSize, .ioErrShmMap:
            "the system could not make the index of its log"
        default: "the system reports fault \(code.rawValue)"
        }
    }

    /// Carries something out and gives every error of SQLite the store's words.
    static func translating<Result>(path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as SQLiteFailure {
            throw StoreError(error, place: path)
        } catch var error as StoreError {
            error.place = error.place ?? path
            throw error
        }
    }
}
