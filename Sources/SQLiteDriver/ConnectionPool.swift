import Synchronization
public import Threads

/// The connections to one file: a bounded number that read, and one that writes.
///
/// Every access is one transaction. Accesses that find no connection free wait in the order in which
/// they came. An access may use its connection on any thread, by one at a time; within the body of a
/// read there must be no other read, and within that of a write no other write, which would wait for
/// each other.
public final class ConnectionPool: Sendable {
    /// How the connections are opened.
    public struct Options: Sendable {
        /// The options of every connection. With `writing` or `creating` the readers are opened for
        /// writing as well, because the last one to close must be able to fold the log into the file, but
        /// refuse to write.
        public var connection: ConnectionOptions
        /// Reads at the same time, at most.
        public var readersMax = ConnectionPool.readersMax
        /// Is done with the connection that writes before its first transaction.
        public var prepareWriter: @Sendable (Connection) throws -> Void

        /// Takes the options.
        public init(
            _ connection: ConnectionOptions,
            prepareWriter: @escaping @Sendable (Connection) throws -> Void = { _ in }
        ) {
            self.connection = connection
            self.prepareWriter = prepareWriter
        }
    }

    /// 8 readers: more than most machines read with at once, and a page cache for each.
    public static let readersMax = 8

    /// The file, as it was named.
    public let path: String
    private let options: Options
    private let readers: Turnstile
    private let writer = Turnstile(places: 1)
    private let parked = Mutex(Parked())

    /// Connections that nobody uses.
    private struct Parked: @unchecked Sendable {
        // Invariant: a connection is taken out before it is used, and put back after.
        var readers: [Connection] = []
        var writer: Connection?
        var isClosed = false
    }

    /// Opens nothing yet.
    public init(_ path: String, _ options: Options) {
        self.path = path
        self.options = options
        readers = Turnstile(places: options.readersMax)
    }

    /// Whether there is a connection that writes.
    public var mayWrite: Bool {
        options.connection.access == .writing || options.connection.access == .creating
    }

    /// Reads in one transaction: from one committed state, which is that of its first statement.
    ///
    /// - Throws: ``SQLiteFailure``, and what `body` throws: ``SQLiteFailure/cancelled`` when it was
    ///   cancelled before its end, ``SQLiteFailure/closed`` after ``close()``.
    @discardableResult
    public func read<Result>(
        _ cancellation: Cancellation? = nil, _ body: (Connection) throws -> Result
    ) throws -> Result {
        try enter(readers, timeout: nil, cancellation)
        defer { readers.leave() }
        let connection = try take { $0.readers.popLast() } ?? openReader()
        defer { putBack(connection) { $0.readers.append($1) } }
        return try use(connection, cancellation) {
            try connection.transaction(.deferred) { (try body(connection), .commit) }
        }
    }

    /// Writes in one transaction, which comes after every other write.
    ///
    /// - Parameter body: says in the end what becomes of it. When it throws, nothing is kept.
    /// - Throws: as ``read(_:_:)`` does; of code `busy` when others write for longer than the time-out,
    ///   of code `readOnly` where nothing may be written.
    @discardableResult
    public func write<Result>(
        _ cancellation: Cancellation? = nil,
        _ body: (Connection) throws -> (Result, Connection.TransactionEnd)
    ) throws -> Result {
        guard mayWrite else { throw SQLiteFailure(.readOnly, "the file was opened for reading") }
        let timeout = options.connection.busyTimeout
        let deadline = ContinuousClock.now + timeout
        try enter(writer, timeout: timeout, cancellation)
        defer { writer.leave() }
        let connection = try take { $0.writer.take() } ?? openWriter()
        defer { putBack(connection) { $0.writer = $1 } }
        return try use(connection, cancellation) {
            try connection.transaction(.immediate, until: deadline) { try body(connection) }
        }
    }

    /// Begins a write transaction that goes on until its access ends it.
    ///
    /// - Throws: as ``write(_:_:)`` does.
    public func beginWriting() throws -> WriteAccess {
        guard mayWrite else { throw SQLiteFailure(.readOnly, "the file was opened for reading") }
        let timeout = options.connection.busyTimeout
        let deadline = ContinuousClock.now + timeout
        try enter(writer, timeout: timeout, nil)
        do {
            let connection = try take { $0.writer.take() } ?? openWriter()
            do {
                try connection.begin(.immediate, until: deadline)
            } catch {
                putBack(connection) { $0.writer = $1 }
                throw error
            }
            return WriteAccess(connection) { [self] in
                putBack(connection) { $0.writer = $1 }
                writer.leave()
            }
        } catch {
            writer.leave()
            throw error
        }
    }

    /// Opens a connection beside the others that reads the file, and writes nothing but temporary
    /// tables. It is the caller's, who begins and ends its transactions and closes it.
    public func openSeparate() throws -> Connection {
        var options = options.connection
        if mayWrite { options.access = .reading }
        return try Connection(path, options)
    }

    /// Closes the connections: those in use when their access ends. Accesses that wait or begin are
    /// refused.
    public func close() throws {
        readers.close()
        writer.close()
        let (idle, last) = parked.withLock { parked in
            defer { parked = Parked(isClosed: true) }
            return (parked.readers, parked.writer)
        }
        // The last one folds the log into the file.
        var failure: (any Error)?
        for connection in idle + [last].compactMap({ $0 }) {
            do { try connection.close() } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }

    private func openReader() throws -> Connection {
        let connection = try Connection(path, options.connection)
        if mayWrite { try connection.execute("PRAGMA query_only = ON") }
        return connection
    }

    private func openWriter() throws -> Connection {
        let connection = try Connection(path, options.connection)
        try options.prepareWriter(connection)
        return connection
    }

    private func enter(
        _ turnstile: Turnstile, timeout: Duration?, _ cancellation: Cancellation?
    ) throws {
        do throws(Turnstile.Refusal) {
            try turnstile.enter(timeout: timeout, cancellation: cancellation)
        } catch {
            switch error {
            case .timedOut:
                var failure = SQLiteFailure(.busy, "another thread writes")
                failure.waited = timeout
                throw failure
            case .cancelled: throw SQLiteFailure.cancelled
            case .closed: throw SQLiteFailure.closed
            }
        }
    }

    private func take(_ connection: (inout Parked) -> Connection?) throws -> Connection? {
        nonisolated(unsafe) var taken: Connection?
        let isClosed = parked.withLock { parked in
            taken = connection(&parked)
            return parked.isClosed
        }
        if isClosed { throw SQLiteFailure.closed }
        return taken
    }

    /// Keeps a connection for the next access. One that is stuck in its transaction goes, and so does
    /// every one after ``close()``.
    private func putBack(_ connection: Connection, _ keep: (inout Parked, Connection) -> Void) {
        if connection.isInTransaction { return }
        nonisolated(unsafe) let connection = connection
        parked.withLock { parked in
            if !parked.isClosed { keep(&parked, connection) }
        }
    }

    private func use<Result>(
        _ connection: Connection, _ cancellation: Cancellation?, _ body: () throws -> Result
    ) throws -> Result {
        guard let cancellation else { return try body() }
        connection.cancellation = cancellation
        defer { connection.cancellation = nil }
        let interrupter = connection.interrupter
        return try cancellation.notifying({ interrupter.interrupt() }, during: body)
    }
}
