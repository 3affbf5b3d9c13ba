import Glibc
import Items
import SQLiteDriver
import Storage

/// Makes new stores.
///
/// A store appears under its name when it is complete, and never in place of something else. Where
/// the file system cannot do that, an empty file is filled in one transaction; whoever dies in the
/// middle of it leaves what the next one can fill again.
struct StoreMaker {
    let migrator: SQLiteMigrator
    /// The version of the program that goes into the records.
    let program: String
    /// The current time.
    let now: () -> StoreTime

    /// Makes a complete store appear at a path, where the file system can do it and nobody was
    /// quicker.
    ///
    /// - Throws: ``StoreError`` when the file cannot be written.
    func publish(at path: String) throws {
        #if os(Linux)
            // A file without a name is gone with the process, however that ends.
            let unnamed: Int32 = 0o20_000_000 | O_DIRECTORY
            let folder = StoreFile.folder(of: path)
            let descriptor = open(folder, unnamed | O_RDWR | O_CLOEXEC, 0o644)
            if descriptor < 0 {
                if [EOPNOTSUPP, EISDIR, EINVAL].contains(errno) { return }
                throw StoreMaker.error(errno, path: path)
            }
            defer { close(descriptor) }
            try StoreMaker.write(image(), to: descriptor, path: path)
            if linkat(
                AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW) != 0
            {
                return
            }
            let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            if opened >= 0 {
                fsync(opened)
                close(opened)
            }
        #endif
    }

    /// Fills a file that holds nothing, in one transaction. A file that holds something stays as it
    /// is.
    func fill(_ connection: Connection) throws {
        try connection.execute("PRAGMA page_size = \(StoreConnections.pageBytes)")
        // The file says that it is a store before there is a log that may still lack it.
        try connection.transaction(.immediate) {
            if try StoreMaker.isEmpty(connection) { try found(connection) }
            return ((), .commit)
        }
    }

    /// Whether a database has no table and no mark of a program.
    static func isEmpty(_ connection: Connection) throws -> Bool {
        let mark = try connection.integer("PRAGMA application_id")
        let count = try connection.integer("SELECT count(*) FROM sqlite_schema")
        return mark == 0 && count == 0
    }

    private func found(_ connection: Connection) throws {
        try migrator.found(connection)
        while try migrator.migrateOnce(connection, program: program, at: now()) {}
    }

    /// The bytes of an empty store.
    private func image() throws -> [UInt8] {
        let connection = try Connection(":memory:", StoreConnections.options(.creating))
        try fill(connection)
        var image = try connection.serialized()
        for offset in StoreFile.journalVersionOffsets { image[offset] = 2 }
        return image
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
        try bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(
                    descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
                if count < 0 {
                    if errno == EINTR { continue }
                    throw error(errno, path: path)
                }
                written += count
            }
        }
        if fsync(descriptor) != 0 { throw error(errno, path: path) }
    }

    private static func error(_ code: Int32, path: String) -> StoreError {
        switch code {
        case ENOSPC, EDQUOT: StoreError(.full, place: path)
        case EACCES, EROFS, EPERM: StoreError(.readOnly, place: path)
        default: StoreError(.unreachable(reason: String(cString: strerror(code))), place: path)
        }
    }
}
