import GRDB
import Storage

/// A store in one SQLite file.
///
/// Readers neither wait nor make others wait (write-ahead log); a write waits up to ten seconds for
/// the write of another process. Call ``close()`` when done, so that the file is complete without the
/// log beside it.
public final class SQLiteStore: MetadataStore {
    /// What to do when there is no file.
    public enum OpenMode: Sendable {
        /// Throw ``StoreError`` of kind `noStore`.
        case existing
        /// Make an empty store.
        case createIfMissing
    }

    /// The file, as it was named.
    public var path: String { connections.path }

    let connections: SQLiteConnections
    let environment: StoreEnvironment

    /// Opens a store, and brings its tables up to date when an older Metadex made it.
    ///
    /// A file that is refused is not touched. A store that cannot be written is opened for reading.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - program: the version of the program, kept with the tables that it makes.
    ///   - environment: clock and random numbers.
    /// - Throws: ``StoreError`` of a kind with fault `access` or `damage`.
    public static func open(
        _ path: String, mode: OpenMode, program: String, environment: StoreEnvironment
    ) throws -> SQLiteStore {
        try open(
            path, mode: mode, program: program, environment: environment, migrations: Migration.all)
    }

    static func open(
        _ path: String, mode: OpenMode, program: String, environment: StoreEnvironment,
        migrations: [Migration] = Migration.all, isReadOnly: Bool = false
    ) throws -> SQLiteStore {
        try StoreError.translating(path: path) {
            let file = StoreFile(path: path)
            let migrator = SQLiteMigrator(migrations: migrations)
            let isNew = mode == .createIfMissing && !file.exists
            if !isNew { try file.check() }
            let connections = SQLiteConnections(
                path: path, isReadOnly: isReadOnly || !isNew && !file.isWritable)
            if isNew { try create(connections, with: migrator) }
            var isPending = try connections.read { try !migrator.pending(in: $0.database).isEmpty }
            while isPending {
                try connections.write { connection in
                    isPending = try migrator.migrateOnce(
                        connection.database, program: program, at: environment.now())
                    return .commit
                }
            }
            return SQLiteStore(connections: connections, environment: environment)
        }
    }

    private init(connections: SQLiteConnections, environment: StoreEnvironment) {
        self.connections = connections
        self.environment = environment
    }

    /// Makes the file, unless another process has made it meanwhile.
    private static func create(
        _ connections: SQLiteConnections, with migrator: SQLiteMigrator
    ) throws {
        let queue = try connections.open().queue
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA page_size = \(SQLiteConnections.pageBytes)")
            // The file says that it is a store before there is a log that may still lack it.
            try database.inTransaction(.immediate) {
                let id = try Int32.fetchOne(database, sql: "PRAGMA application_id")
                if id == 0 { try migrator.found(database) }
                return .commit
            }
            try database.execute(sql: "PRAGMA journal_mode = WAL")
        }
        try queue.close()
    }

    /// Closes the file. The store cannot be used after that.
    public func close() throws {
        try StoreError.translating(path: connections.path) { try connections.close() }
    }

    /// Reads from one committed state; see ``MetadataStore/read(_:)``.
    public func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result {
        try StoreError.translating(path: connections.path) {
            try connections.read { try body(SQLiteReader($0)) }
        }
    }

    /// Writes in one transaction.
    func write<Result>(
        _ body: (SQLiteConnection, StoreTime) throws -> (Result, Database.TransactionCompletion)
    ) throws -> Result {
        try StoreError.translating(path: connections.path) {
            var result: Result?
            try connections.write { connection in
                let (value, completion) = try body(connection, environment.now())
                result = value
                return completion
            }
            guard let result else { throw StoreError(.database(code: 0, detail: "no result")) }
            return result
        }
    }
}
