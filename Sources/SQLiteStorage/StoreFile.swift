import Glibc
import SQLiteDriver
import Storage

/// What lies at a path before SQLite opens it. Looking changes nothing.
struct StoreFile {
    /// The path as it was named.
    let path: String

    /// What can lie at the path of a store.
    enum Content: Equatable {
        /// No file, or a link to none.
        case nothing
        /// A file without a byte: what is left where a store was not finished.
        case empty
        /// A file with the header of a store.
        case store
    }

    /// Looks at the first bytes of the file.
    ///
    /// - Throws: ``StoreError`` of kind `unreachable` or `notAStore`.
    func content() throws -> Content {
        var status = stat()
        if stat(path, &status) != 0 {
            if errno == ENOENT { return .nothing }
            throw cannotOpen(errno)
        }
        // Opening a pipe would wait for somebody who writes into it.
        if status.st_mode & S_IFMT != S_IFREG {
            throw StoreError(.notAStore(StoreFile.word(for: status.st_mode)), place: path)
        }
        if access(path, R_OK) != 0 { throw cannotOpen(errno) }
        if status.st_size == 0 { return .empty }
        guard status.st_size >= StoreFile.headerLength else {
            throw StoreError(.notAStore(nil), place: path)
        }
        // It may be open in this process, and must not lose its locks.
        let header = try FileStart.read(path, count: StoreFile.headerLength)
        guard header.starts(with: StoreFile.magic),
            header[StoreFile.applicationIDOffset...].prefix(4).elementsEqual(
                withUnsafeBytes(of: SQLiteMigrator.applicationID.bigEndian) { Array($0) })
        else { throw StoreError(.notAStore(nil), place: path) }
        return .store
    }

    /// The file that the path leads to through its links; the path itself where there is none.
    var target: String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Whether the file may be written, as far as permissions and mounts tell. SQLite keeps its log
    /// beside the file, so the folder counts as well.
    var mayBeWritten: Bool {
        let target = target
        return access(target, W_OK) == 0 && access(StoreFile.folder(of: target), W_OK) == 0
    }

    /// The log or the journal that belongs to the file and holds what the file still lacks.
    var pendingLog: String? {
        let target = target
        return ["-wal", "-journal"].map { target + $0 }.first { log in
            var status = stat()
            return stat(log, &status) == 0 && status.st_size > 0
        }
    }

    /// Bytes of the file; 0 where there is none.
    var bytes: Int { StoreFile.size(of: target) }

    /// Bytes of the log beside the file; 0 where there is none.
    var logBytes: Int { StoreFile.size(of: target + "-wal") }

    private static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Whether a log or a journal lies there, if only of a file that is gone.
    var hasCompanion: Bool {
        var status = stat()
        return ["-wal", "-journal"].contains { lstat(path + $0, &status) == 0 }
    }

    /// The folder of a file.
    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private func cannotOpen(_ code: Int32) -> StoreError {
        StoreError(.unreachable(reason: String(cString: strerror(code))), place: path)
    }

    private static func word(for mode: mode_t) -> String {
        switch mode & S_IFMT {
        case S_IFDIR: "a directory"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
    }

    // The header of an SQLite file: "Database File Format", section 1.3.
    static let headerLength = 100
    private static let magic = Array("SQLite format 3\0".utf8)
    private static let applicationIDOffset = 68
    /// The offsets of the two bytes that say how the file is written and read: 2 is a write-ahead log.
    static let journalVersionOffsets = 18..<20
}
