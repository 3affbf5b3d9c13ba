import GRDB
import Storage
import Synchronization

/// The connections to one store file: one that writes, and as many that read as there are reads at
/// the same time.
///
/// GRDB's `DatabasePool` does the same, but writes to the file whenever it is opened, which a command
/// that only reads must not do.
final class SQLiteConnections: Sendable {
    let path: String
    let access: Access
    private let idleReaders = Mutex<[OpenConnection]>([])
    private let writer = Mutex<OpenConnection?>(nil)

    /// What may be done with the file.
    enum Access: Sendable {
        case writing, reading
        /// Reading a file that nobody writes, without its log and without locks.
        case unchanging
    }

    /// A connection and its statements.
    struct OpenConnection: @unchecked Sendable {
        // Invariant: the statements are used only within an access to the queue, or when nobody
        // else has the connection.
        let queue: DatabaseQueue
        let statements = StatementCache()

        func close() throws {
            statements.removeAll()
            try queue.end()
        }
    }

    init(path: String, access: Access) {
        self.path = path
        self.access = access
    }

    deinit { try? close() }

    /// Reads in one transaction: from one committed state.
    func read<Result>(_ body: (SQLiteConnection) throws -> Result) throws -> Result {
        let reader = try idleReaders.withLock { $0.popLast() } ?? open(access)
        defer { idleReaders.withLock { $0.append(reader) } }
        return try reader.queue.read {
            try body(SQLiteConnection(database: $0, statements: reader.statements))
        }
    }

    /// Writes in one transaction, which waits for every other write and ends as `body` says.
    func write(_ body: (SQLiteConnection) throws -> Database.TransactionCompletion) throws {
        guard access == .writing else { throw StoreError(.readOnly) }
        let connection = try writer.withLock { writer in
            if let writer { return writer }
            let opened = try open(.writing)
            // A process may have died between making the file and this.
            try opened.queue.writeWithoutTransaction(SQLiteConnections.switchToLog)
            writer = opened
            return opened
        }
        try connection.queue.inTransaction(.immediate) {
            try body(SQLiteConnection(database: $0, statements: connection.statements))
        }
    }

    /// Closes every connection; the log is folded into the file.
    func close() throws {
        try idleReaders.withLock { readers in
            while let reader = readers.popLast() { try reader.close() }
        }
        try writer.withLock { writer in
            try writer?.close()
            writer = nil
        }
    }

    /// Opens the file; for writing it is made when it is missing, and is then no store yet.
    func open(_ access: Access) throws -> OpenConnection {
        var configuration = Configuration()
        configuration.readonly = access != .writing
        configuration.busyMode = .timeout(Double(StoreError.busySeconds))
        configuration.prepareDatabase { database in
            // Debian's SQLite overwrites freed pages with zeros unless told otherwise.
            try database.execute(
                sql: """
                    PRAGMA secure_delete = OFF;
                    PRAGMA synchronous = NORMAL;
                    PRAGMA cache_size = -\(SQLiteConnections.cacheKibibytes);
                    PRAGMA temp_store = MEMORY;
                    """)
        }
        let name = access == .unchanging ? SQLiteConnections.unchangingName(of: path) : path
        return OpenConnection(queue: try DatabaseQueue(path: name, configuration: configuration))
    }

    /// Makes the file keep a write-ahead log, so that readers do not wait for the writer.
    static func switchToLog(_ database: Database) throws {
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        if mode == "wal" { return }
        do {
            try database.execute(sql: "PRAGMA journal_mode = WAL")
        } catch let error as DatabaseError
            where error.resultCode.primaryResultCode == .SQLITE_BUSY
        {
            // Somebody reads at the moment: the next opening tries again.
        }
    }

    /// The URI that tells SQLite that a file does not change.
    private static func unchangingName(of path: String) -> String {
        var name = "file:"
        for byte in StoreFile(path: path).target.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                name.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16)
                name += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return name + "?immutable=1"
    }

    /// 32 MiB: the indexes of a million items, which are written in random order.
    static let cacheKibibytes = 32 << 10
    /// 8 KiB: a dozen usual items, so that few bytes of a page stay empty.
    static let pageBytes = 8 << 10
}
