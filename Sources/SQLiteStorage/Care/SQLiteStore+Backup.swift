import Glibc
import SQLiteDriver
import Storage

extension SQLiteStore {
    /// Copies the store into another file while others read and write it: one committed state. The copy
    /// is looked through page by page and is on the disk when this returns.
    ///
    /// - Parameters:
    ///   - target: a path at which nothing lies, or an empty file. Whoever writes a backup over another
    ///     file chooses a new name here and renames.
    ///   - progress: gets the pages that are copied and the pages of the store.
    /// - Throws: ``StoreError``; the path in it is that of the target where the target is at fault. What
    ///   was written of the target stays and has to be removed.
    public func backUp(to target: String, progress: (Int, Int) -> Void = { _, _ in }) throws {
        let (generation, items) = try StoreError.translating(path: path) {
            try connections.read { source in
                let state = try SQLiteStore.state(source)
                try StoreError.translating(path: target) {
                    let copy = try Connection(
                        target,
                        ConnectionOptions(
                            // A half-made copy is thrown away, so it needs no journal.
                            access: .creating,
                            setup: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"))
                    try source.backUp(to: copy) { done in
                        progress(done.total - done.remaining, done.total)
                    }
                    try copy.close()
                }
                return state
            }
        }
        try StoreError.translating(path: target) {
            try SQLiteStore.bringToDisk(target)
            let copy = try Connection(
                target, ConnectionOptions(access: .reading, setup: "PRAGMA query_only = ON"))
            let problems = try StoreCheck.integrityProblems(copy)
            if let first = problems.first { throw StoreError(.damaged(detail: first)) }
            let copied = try SQLiteStore.state(copy)
            if copied != (generation, items) {
                throw StoreError(
                    .damaged(
                        detail: "the copy has \(copied.items) items of generation "
                            + "\(copied.generation), not \(items) of \(generation)"))
            }
            try copy.close()
            for ending in ["-wal", "-shm"] { Glibc.unlink(target + ending) }
        }
    }

    private static func state(
        _ connection: Connection
    ) throws -> (generation: Int64, items: Int64) {
        (
            try connection.integer("SELECT generation FROM store_state") ?? 0,
            try connection.integer("SELECT count(*) FROM items") ?? 0
        )
    }

    private static func bringToDisk(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 {
            throw StoreError(.unreachable(reason: String(cString: strerror(errno))))
        }
        defer { Glibc.close(descriptor) }
        if Glibc.fsync(descriptor) != 0 {
            throw StoreError(.inputOutput(reason: String(cString: strerror(errno))))
        }
    }
}
