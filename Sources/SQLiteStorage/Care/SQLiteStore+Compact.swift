import SQLiteDriver
import Storage

/// What a compaction has won.
public struct CompactSummary: Sendable, Equatable {
    /// Items that were deleted before and are gone for good now.
    public var purged = 0
    /// Bytes of the file and its log before.
    public var before = 0
    /// Bytes of the file and its log now.
    public var after = 0
}

extension SQLiteStore {
    /// Makes the file as small as it can be: deleted items go for good, free pages go, and the log is
    /// folded into the file. Reading goes on meanwhile; writing waits.
    ///
    /// The disk needs room for the store twice over until this returns.
    ///
    /// - Parameter keepsDeleted: whether deleted items stay, so that they can still be restored.
    /// - Throws: ``StoreError``; the store is what it was then, or without its deleted items.
    public func compact(keepsDeleted: Bool = false) throws -> CompactSummary {
        let file = StoreFile(path: path)
        var summary = CompactSummary(before: file.bytes + file.logBytes)
        if !keepsDeleted { summary.purged = try purgeDeleted() }
        try StoreError.translating(path: path) {
            guard connections.mayWrite else { throw StoreError(.readOnly) }
            var options = StoreConnections.options(.writing, busyTimeout: busyTimeout)
            // The new file is made there before it takes the place of the old one.
            options.setup += "PRAGMA temp_store = FILE;"
            let connection = try Connection(path, options)
            do {
                try connection.execute("VACUUM")
                // Readers of an old state keep the log; the last one to close folds it in then.
                try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            } catch {
                // What went wrong first is what counts.
                try? connection.close()
                throw error
            }
            try connection.close()
        }
        summary.after = file.bytes + file.logBytes
        return summary
    }

    /// Deletes for good what was deleted before, and the deleted folders in which nothing is left.
    ///
    /// - Returns: how many items.
    private func purgeDeleted() throws -> Int {
        guard try read({ try ($0 as? SQLiteReader)?.hasDeleted() ?? false }) else { return 0 }
        return try write { reader, _ in
            let connection = reader.connection
            let deleted = try connection.statement("SELECT item FROM deleted_items ORDER BY item")
            let changes = rowChanges(connection)
            while try deleted.step() { try changes.note(try deleted.integer(0)) }
            try connection.execute(
                "DELETE FROM items WHERE number IN (SELECT item FROM deleted_items)")
            let count = connection.changedCount
            repeat {
                try connection.execute(
                    """
                    DELETE FROM folders WHERE deleted IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM items WHERE folder = folders.id)
                        AND NOT EXISTS (SELECT 1 FROM folders AS child WHERE child.parent = folders.id)
                    """)
            } while connection.changedCount > 0
            try changes.foldIfNeeded(reader.catalog())
            return count
        }
    }
}

extension SQLiteReader {
    /// Whether anything is deleted that could be restored.
    func hasDeleted() throws -> Bool {
        try connection.integer(
            """
            SELECT EXISTS (SELECT 1 FROM deleted_items)
                OR EXISTS (SELECT 1 FROM folders WHERE deleted IS NOT NULL)
            """) == 1
    }
}
