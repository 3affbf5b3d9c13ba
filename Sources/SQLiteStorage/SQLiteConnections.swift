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
    let isReadOnly: Bool
    private let idleReaders = Mutex<[OpenConnection]>([])
    private let writer = Mutex<OpenConnection?>(nil)

    /// A connection and its statements.
    struct OpenConnection: @unchecked Sendable {
        // Invariant: the statements are used only within an access to the queue, or when nobody
        // else has the connection.
        let queue: DatabaseQueue
        let statements = StatementCache()

        func close() throws {
            statements.removeAll()
            try queue.close()
        }
    }

    init(path: String, isReadOnly: Bool) {
        self.path = path
        self.isReadOnly = isReadOnly
    }

    /// Reads in one transaction: from one committed state.
    func read<Result>(_ body: (SQLiteConnection) throws -> Result) throws -> Result {
        let reader = try idleReaders.withLock { $0.popLast() } ?? open()
        defer { idleReaders.withLock { $0.append(reader) } }
        return try reader.queue.read {
            try body(SQLiteConnection(database: $0, statements: reader.statements))
        }
    }

    /// Writes in one transaction, which waits for every other write and ends as `body` says.
    func write(_ body: (SQLiteConnection) throws -> Database.TransactionCompletion) throws {
        if isReadOnly { throw StoreError(.readOnly) }
        let connection = try writer.withLock { writer in
            if let writer { return writer }
            let opened = try open()
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

    /// Opens the file, which is made when it is missing and is then no store yet.
    func open() throws -> OpenConnection {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
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
        return OpenConnection(queue: try DatabaseQueue(path: path, configuration: configuration))
    }

    /// 32 MiB: the indexes of a million items, which are written in random order.
    static let cacheKibibytes = 32 << 10
    /// 8 KiB: a dozen usual items, so that few bytes of a page stay empty.
    static let pageBytes = 8 << 10
}
