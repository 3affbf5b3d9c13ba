import GRDB
import Storage

extension SQLiteStore {
    /// Refuses what SQLite would take for something else than a file.
    ///
    /// - Throws: ``StoreError`` of kind `invalidPath`.
    static func checkName(_ path: String) throws {
        if path.isEmpty || path == ":memory:" || path.utf8.starts(with: "file:".utf8)
            || path.utf8.contains(0)
        {
            throw StoreError(.invalidPath(path))
        }
    }

    /// Fills an empty or missing file, which is a store then or belongs to somebody else.
    static func fill(_ path: String, with maker: StoreMaker) throws {
        let connections = SQLiteConnections(path: path, access: .writing)
        let opened = try connections.open(.writing)
        defer { try? opened.close() }
        try opened.queue.writeWithoutTransaction { database in
            try maker.fill(database)
            try SQLiteConnections.switchToLog(database)
        }
    }

    /// Opens the connections to a file that has the header of a store.
    ///
    /// - Throws: ``StoreError`` of kind `emptyFile` where the journal beside the file takes back all
    ///   that was written, and of kind `pendingLog` where a log cannot be read.
    static func connect(
        _ file: StoreFile, mayWrite: Bool, with maker: StoreMaker, mode: OpenMode
    ) throws -> SQLiteConnections {
        let connections = SQLiteConnections(
            path: file.path, access: mayWrite ? .writing : .reading)
        do {
            if try connections.read({ try StoreMaker.isEmpty($0.database) }) {
                try connections.close()
                guard mode == .createIfMissing, mayWrite else { throw StoreError(.emptyFile) }
                try fill(file.path, with: maker)
            }
            return connections
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode.primaryResultCode)
            && !mayWrite
        {
            // A log needs a folder that may be written; without one the file is all there is.
            if let log = file.pendingLog { throw StoreError(.pendingLog(log)) }
            return SQLiteConnections(path: file.path, access: .unchanging)
        }
    }
}
