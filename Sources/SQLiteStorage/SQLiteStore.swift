import Items
import SQLiteDriver
public import Storage
import Synchronization
public import Threads

/// A store in one SQLite file.
///
/// Readers do not wait for writers, nor make them wait (write-ahead log); where more read at the same
/// time than there are connections, they come one after another. A write waits up to ten seconds for
/// the write of anybody else, in this process or another. Call ``close()`` when done, so that the file is complete without the
/// log beside it.
public final class SQLiteStore: MetadataStore {
    /// What to do when there is no file.
    public enum OpenMode: Sendable {
        /// Throw ``StoreError`` of kind `missing`.
        case existing
        /// Make an empty store.
        case createIfMissing
    }

    /// The file, as it was named.
    public let path: String

    let connections: ConnectionPool
    let environment: StoreEnvironment
    let catalogs = CatalogCache()
    /// How many changed rows queries may have to read; fewer let tests meet the folding of them.
    let changedRowsMax: Int
    /// How long a write waits for others.
    let busyTimeout: Duration

    /// Opens a store, and brings its tables up to date when an older Metadex made it.
    ///
    /// A file that is refused is not touched. A store that cannot be written is opened for reading.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - program: the version of the program, kept with the tables that it makes.
    ///   - environment: clock and random numbers.
    ///   - busySeconds: how long a write waits for the write of anybody else.
    /// - Throws: ``StoreError`` of a kind with fault `access` or `damage`.
    public static func open(
        _ path: String, mode: OpenMode, program: String, environment: StoreEnvironment,
        busySeconds: Int = 10
    ) throws -> SQLiteStore {
        try open(
            path, mode: mode, program: program, environment: environment, migrations: Migration.all,
            busyTimeout: .seconds(busySeconds))
    }

    static func open(
        _ path: String, mode: OpenMode, program: String, environment: StoreEnvironment,
        migrations: [Migration] = Migration.all, isReadOnly: Bool = false,
        busyTimeout: Duration = .seconds(StoreError.busySeconds),
        fileSystem: String? = nil, changedRowsMax: Int = ColumnFold.changedRowsMax
    ) throws -> SQLiteStore {
        try StoreError.translating(path: path) {
            try checkName(path)
            let file = StoreFile(path: path)
            let maker = StoreMaker(
                migrator: SQLiteMigrator(migrations: migrations), program: program,
                now: environment.now)
            var content = try making.withLock { _ in
                let content = try file.content()
                // SQLite knows what to do with the log of a file that is gone.
                guard content == .nothing, mode == .createIfMissing, !file.hasCompanion else {
                    return content
                }
                try maker.publish(at: path)
                return try file.content()
            }
            if content != .store, mode == .createIfMissing {
                try fill(path, with: maker, fileSystem: fileSystem)
                content = try file.content()
            }
            if content == .nothing { throw StoreError(.missing) }
            if content == .empty { throw StoreError(.empty) }
            let mayWrite = !isReadOnly && file.mayBeWritten
            let connections = try connect(
                file, mayWrite: mayWrite, with: maker, mode: mode, busyTimeout: busyTimeout,
                fileSystem: fileSystem)
            do {
                try migrate(connections, with: maker, program, environment)
                let store = SQLiteStore(
                    path, connections, environment, changedRowsMax, busyTimeout)
                if mayWrite, migrations == Migration.all { try store.deriveColumns() }
                return store
            } catch {
                // What lies beside the file goes with the last connection.
                try? connections.close()
                throw error
            }
        }
    }

    /// Applies the migrations that are pending, each in a transaction of its own.
    private static func migrate(
        _ connections: ConnectionPool, with maker: StoreMaker, _ program: String,
        _ environment: StoreEnvironment
    ) throws {
        var isPending = try connections.read { try !maker.migrator.pending(in: $0).isEmpty }
        while isPending {
            isPending = try connections.write { connection in
                let isMigrated = try maker.migrator.migrateOnce(
                    connection, program: program, at: environment.now())
                return (isMigrated, .commit)
            }
        }
    }

    /// Held while a file is made: its maker closes it, which would drop the locks of whoever in this
    /// process has opened it meanwhile.
    private static let making = Mutex(())

    private init(
        _ path: String, _ connections: ConnectionPool, _ environment: StoreEnvironment,
        _ changedRowsMax: Int, _ busyTimeout: Duration
    ) {
        self.busyTimeout = busyTimeout
        self.changedRowsMax = changedRowsMax
        self.path = path
        self.connections = connections
        self.environment = environment
    }

    /// Closes the file. The store cannot be used after that.
    public func close() throws {
        try StoreError.translating(path: path) { try connections.close() }
    }

    /// Reads from one committed state; see ``MetadataStore/read(_:)``.
    public func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result {
        try read(cancelledBy: nil, body)
    }

    /// Reads from one committed state, until another thread ends it.
    ///
    /// - Parameters:
    ///   - cancellation: stops what is running at once.
    ///   - body: what to read; the reader must not be used after it has returned.
    /// - Throws: ``StoreError`` of kind `cancelled`, and as ``MetadataStore/read(_:)`` does.
    public func read<Result>(
        cancelledBy cancellation: Cancellation?, _ body: (any StoreReader) throws -> Result
    ) throws -> Result {
        try StoreError.translating(path: path) {
            try connections.read(cancellation) { try body(SQLiteReader($0, catalogs)) }
        }
    }

    /// Writes in one transaction, which makes the next generation of the store unless `body` throws.
    ///
    /// - Parameter body: gets a reader of the state before anything is written.
    func write<Result>(_ body: (SQLiteReader, StoreTime) throws -> Result) throws -> Result {
        try StoreError.translating(path: path) {
            try connections.write { connection in
                let reader = try SQLiteReader(connection, catalogs)
                let result = try body(reader, environment.now())
                try SQLiteStore.countWrite(connection)
                return (result, .commit)
            }
        }
    }

    /// Makes the state that a transaction has written the next generation.
    static func countWrite(_ connection: Connection) throws {
        try connection.statement("UPDATE store_state SET generation = generation + 1").run()
    }
}
