import SQLiteDriver
import Storage

extension SQLiteStore {
    /// Refuses what SQLite would take for something else than a file.
    ///
    /// - Throws: ``StoreError`` of kind `invalidName`.
    static func checkName(_ path: String) throws {
        if path.isEmpty || path == ":memory:" || path.utf8.starts(with: "file:".utf8)
            || path.utf8.contains(0)
        {
            throw StoreError(.invalidName(path))
        }
    }

    /// Fills an empty or missing file, which is a store then or belongs to somebody else.
    static func fill(_ path: String, with maker: StoreMaker, fileSystem: String?) throws {
        let connection = try Connection(
            path, StoreConnections.options(.creating, fileSystem: fileSystem))
        try maker.fill(connection)
        try StoreConnections.switchToLog(connection)
        try connection.close()
    }

    /// Opens the connections to a file that has the header of a store.
    ///
    /// - Throws: ``StoreError`` of kind `empty` where the journal beside the file takes back all
    ///   that was written, and of kind `incomplete` where a log cannot be read.
    static func connect(
        _ file: StoreFile, mayWrite: Bool, with maker: StoreMaker, mode: OpenMode,
        busyTimeout: Duration, fileSystem: String?
    ) throws -> ConnectionPool {
        func pool(_ access: ConnectionOptions.Access) -> ConnectionPool {
            StoreConnections.pool(
                file.path, access, busyTimeout: busyTimeout, fileSystem: fileSystem)
        }
        let connections = pool(mayWrite ? .writing : .reading)
        do {
            let isEmpty = try connections.read { try StoreMaker.isEmpty($0) }
            if isEmpty {
                try connections.close()
                guard mode == .createIfMissing, mayWrite else { throw StoreError(.empty) }
                try fill(file.path, with: maker, fileSystem: fileSystem)
                return pool(.writing)
            }
            return connections
        } catch {
            // What lies beside the file goes with the last connection.
            try? connections.close()
            guard let code = (error as? SQLiteFailure)?.code.primary,
                [.cantOpen, .readOnly].contains(code), !mayWrite
            else { throw error }
            // A log needs a folder that may be written; without one the file is all there is.
            if let log = file.pendingLog { throw StoreError(.incomplete(remainder: log)) }
            return pool(.readingURI)
        }
    }
}
