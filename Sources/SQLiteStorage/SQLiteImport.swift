import Items
import SQLiteDriver
import SchemaModel
import Storage

/// An upload on its way into a store file, within one transaction.
final class SQLiteImport: ImportSession {
    private(set) var summary = WriteSummary()

    private let target: Target
    private let policy: ReimportPolicy
    private let environment: StoreEnvironment
    /// nil when the import has ended.
    private var statements: Statements?
    private var ledger = OverwriteLedger()

    /// Where and when the items are written.
    struct Target {
        var folder: Int64
        var time: StoreTime
        /// The highest number before the upload.
        var lastNumber: Int64
        /// Whether the folder held items before the upload.
        var isFilled: Bool
        /// The document and the time of a row as they are committed.
        var original: (Int64) throws -> (document: [UInt8], updated: StoreTime)?
    }

    /// Stored rows that were looked at, found or not.
    var rowsRead: Int { statements?.finder.rowsRead ?? 0 }

    private struct Statements {
        var writer: ItemWriter
        var finder: StoredItemFinder
        var keys: UndeclaredKeys
    }

    init(
        _ connection: Connection, schema: MetadataSchema, into target: Target,
        policy: ReimportPolicy, environment: StoreEnvironment
    ) throws {
        self.target = target
        self.policy = policy
        self.environment = environment
        statements = Statements(
            writer: try ItemWriter(connection, folder: target.folder, time: target.time),
            finder: try StoredItemFinder(connection, folder: target.folder),
            keys: try UndeclaredKeys(connection, schema: schema, at: target.time))
    }

    /// Lets go of the connection. A session that somebody still holds can write nothing after that.
    func end() {
        statements = nil
    }

    func reject(_ count: Int) {
        summary.read += count
        summary.rejected += count
    }

    func write(_ batch: borrowing WriteBatch) throws {
        guard let statements else {
            throw StoreError(
                .backend(code: Int(SQLiteCode.misuse.rawValue), detail: "the import has ended"))
        }
        try batch.withBytes { bytes in
            for entry in batch.entries {
                summary.read += 1
                try write(entry, urls: batch.urlRanges(of: entry), in: bytes, statements)
            }
        }
        try statements.keys.record(batch.undeclaredNames)
        summary.loss = ledger.loss
    }

    private func write(
        _ entry: WriteBatch.Entry, urls: [Range<Int>], in bytes: UnsafeRawBufferPointer,
        _ statements: Statements
    ) throws {
        // Only what is overwritten has to be known row by row, with its text.
        let isOverwrite = policy == .overwrite && entry.bringsMetadata
        let matches =
            isOverwrite ? try statements.finder.items(like: entry, urls: urls, in: bytes) : []
        let isStored =
            try isOverwrite
            ? !matches.isEmpty : isRepetition(entry, urls: urls, in: bytes, statements.finder)
        switch policy.outcome(isStored: isStored, bringsMetadata: entry.bringsMetadata) {
        case .create:
            let id = try id(for: entry, statements.finder)
            try statements.writer.insert(entry, urls: urls, in: bytes, id: id)
            summary.created += 1
            if isStored { summary.doubled += 1 }
        case .skip: summary.skipped += 1
        case .keep: summary.unchanged += 1
        case .overwrite:
            let document = UnsafeRawBufferPointer(rebasing: bytes[entry.document])
            try overwrite(matches, with: document, statements.writer)
        }
    }

    /// Whether an uploaded item is stored already. Where it is created again in any case, only what
    /// was there before the upload counts: looking through the rows that the upload itself has made
    /// would be quadratic in items of one URL.
    private func isRepetition(
        _ entry: WriteBatch.Entry, urls: [Range<Int>], in bytes: UnsafeRawBufferPointer,
        _ finder: StoredItemFinder
    ) throws -> Bool {
        if policy != .createAgain {
            return try finder.hasItem(like: entry, urls: urls, in: bytes)
        }
        return try target.isFilled
            && finder.hasItem(like: entry, urls: urls, in: bytes, upTo: target.lastNumber)
    }

    private func overwrite(
        _ stored: [StoredItemFinder.Match], with new: UnsafeRawBufferPointer, _ writer: ItemWriter
    ) throws {
        var wasChanged = false
        var isChanged = false
        for item in stored {
            if item.number <= target.lastNumber, item.updated == target.time.microseconds,
                let original = try target.original(item.number)
            {
                let current = item.otherDocument ?? Array(new)
                let isBack = original.document.elementsEqual(new)
                wasChanged = wasChanged || current != original.document
                isChanged = isChanged || !isBack
                original.document.withUnsafeBytes { original in
                    current.withUnsafeBytes { current in
                        ledger.note(original: original, current: current, new: new)
                    }
                }
                if item.otherDocument != nil {
                    let time = isBack ? original.updated : target.time
                    try writer.overwrite(item.number, with: new, at: time)
                }
            } else if let current = item.otherDocument {
                isChanged = true
                if item.number <= target.lastNumber {
                    current.withUnsafeBytes {
                        ledger.note(original: $0, current: nil, new: new)
                    }
                }
                try writer.overwrite(item.number, with: new, at: target.time)
            }
        }
        guard let first = stored.first else { return }
        ledger.count(first.number, wasChanged: wasChanged, isChanged: isChanged, in: &summary)
    }

    private func id(for entry: WriteBatch.Entry, _ finder: StoredItemFinder) throws -> ItemID {
        if let wanted = entry.placeholder, try !finder.isUsed(wanted) { return wanted }
        return environment.makeID(at: target.time)
    }
}
