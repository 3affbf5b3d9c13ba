import SQLiteDriver
import Storage

/// How the connections to a store file are opened.
enum StoreConnections {
    /// The connections to a store.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - access: what may be done with it.
    ///   - busyTimeout: how long the locks of others are waited for.
    ///   - fileSystem: the VFS through which SQLite calls the system; nil for its own.
    static func pool(
        _ path: String, _ access: ConnectionOptions.Access, busyTimeout: Duration,
        fileSystem: String?
    ) -> ConnectionPool {
        let options = ConnectionPool.Options(
            options(access, busyTimeout: busyTimeout, fileSystem: fileSystem),
            prepareWriter: { connection in
                try connection.execute("PRAGMA cache_size = -\(writerCacheKibibytes)")
                // A process may have died between making the file and this.
                try switchToLog(connection)
            })
        return ConnectionPool(
            access == .readingURI ? unchangingName(of: path) : path, options)
    }

    /// The options of one connection.
    static func options(
        _ access: ConnectionOptions.Access,
        busyTimeout: Duration = .seconds(StoreError.busySeconds), fileSystem: String? = nil
    ) -> ConnectionOptions {
        ConnectionOptions(
            access: access, busyTimeout: busyTimeout,
            // Debian's SQLite overwrites freed pages with zeros unless told otherwise.
            setup: """
                PRAGMA foreign_keys = ON;
                PRAGMA secure_delete = OFF;
                PRAGMA synchronous = NORMAL;
                PRAGMA cache_size = -\(readerCacheKibibytes);
                PRAGMA temp_store = MEMORY;
                """,
            fileSystem: fileSystem)
    }

    /// Makes the file keep a write-ahead log, so that readers do not wait for the writer.
    static func switchToLog(_ connection: Connection) throws {
        if try connection.text("PRAGMA journal_mode") == "wal" { return }
        do {
            try connection.execute("PRAGMA journal_mode = WAL")
        } catch let error as SQLiteFailure where error.code.primary == .busy {
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
    private static let writerCacheKibibytes = 32 << 10
    /// 8 MiB: the inner pages of those indexes, for each of the readers.
    private static let readerCacheKibibytes = 8 << 10
    /// 8 KiB: a dozen usual items, so that few bytes of a page stay empty.
    static let pageBytes = 8 << 10
}
