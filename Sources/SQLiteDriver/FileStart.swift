import CSQLite

/// The first bytes of a file.
///
/// The system drops all locks of a process on a file as soon as the process closes any descriptor of
/// it, and with them what keeps others from deleting a log that is in use. SQLite knows which files
/// this process has open, and closes a descriptor only when that does no harm: so files that may be
/// databases are looked at through it, and not with `open` and `close`.
public enum FileStart {
    /// Reads the first bytes of a file. It changes nothing and takes no lock.
    ///
    /// - Parameters:
    ///   - path: a file that has that many bytes.
    ///   - fileSystem: the name of the VFS; nil for SQLite's own.
    /// - Throws: ``SQLiteFailure`` of code `cantOpen` or of one of the codes of reading.
    public static func read(
        _ path: String, count: Int, fileSystem: String? = nil
    ) throws -> [UInt8] {
        guard let vfs = sqlite3_vfs_find(fileSystem), let open = vfs.pointee.xOpen,
            let resolve = vfs.pointee.xFullPathname
        else { throw SQLiteFailure(.cantOpen, "no file system") }
        // A link is not followed when a file is opened.
        var target = [CChar](repeating: 0, count: Int(vfs.pointee.mxPathname) + 1)
        let resolved = resolve(vfs, path, Int32(clamping: target.count), &target)
        guard resolved & 0xFF == SQLITE_OK,
            let name = sqlite3_create_filename(target, "", "", 0, nil)
        else { throw SQLiteFailure(code: resolved == SQLITE_OK ? SQLITE_NOMEM : resolved, on: nil) }
        defer { sqlite3_free_filename(name) }
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: Int(vfs.pointee.szOsFile), alignment: 16)
        defer { memory.deallocate() }
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: Int(vfs.pointee.szOsFile))
        let file = memory.assumingMemoryBound(to: sqlite3_file.self)
        var code = open(vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, nil)
        // What is opened is closed, whatever the code says.
        defer { _ = file.pointee.pMethods?.pointee.xClose?(file) }
        var bytes = [UInt8](repeating: 0, count: count)
        if code == SQLITE_OK {
            code = bytes.withUnsafeMutableBytes { buffer in
                file.pointee.pMethods?.pointee.xRead?(
                    file, buffer.baseAddress, Int32(clamping: buffer.count), 0) ?? SQLITE_IOERR
            }
        }
        if code != SQLITE_OK { throw SQLiteFailure(code: code, on: nil) }
        return bytes
    }
}
