import CSQLite

/// How a file is opened.
public struct ConnectionOptions: Sendable {
    /// What may be done with a file.
    public enum Access: Sendable {
        /// Only reading; the file may be one that cannot be written.
        case reading
        /// Reading and writing a file that is there.
        case writing
        /// Reading and writing a file that is made when it is missing.
        case creating
        /// Reading what a URI names, which can say that the file does not change.
        case readingURI
    }

    /// What may be done with the file.
    public var access: Access
    /// How long a statement waits for the locks of others.
    public var busyTimeout: Duration
    /// Statements that set a new connection up.
    public var setup: String
    /// The name of the VFS through which the system is called; nil for SQLite's own.
    public var fileSystem: String?

    /// Takes the options.
    public init(
        access: Access, busyTimeout: Duration = .seconds(10), setup: String = "",
        fileSystem: String? = nil
    ) {
        self.access = access
        self.busyTimeout = busyTimeout
        self.setup = setup
        self.fileSystem = fileSystem
    }

    /// The flags of `sqlite3_open_v2`. A connection is used by one thread at a time, so it needs no
    /// locks of its own.
    var flags: Int32 {
        let flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        return switch access {
        case .reading: flags | SQLITE_OPEN_READONLY
        case .writing: flags | SQLITE_OPEN_READWRITE
        case .creating: flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .readingURI: flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        }
    }
}
