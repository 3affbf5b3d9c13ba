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
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(seconds: StoreError.busySeconds)
            case .SQLITE_FULL: .diskFull
            case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
            case .SQLITE_CANTOPEN: .cannotOpen(reason: detail)
            case .SQLITE_NOTADB: .notAStore
            case .SQLITE_CORRUPT: .damagedFile(detail: detail)
            default: .database(code: Int(error.extendedResultCode.rawValue), detail: detail)
            }
        self.init(kind, path: path)
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
