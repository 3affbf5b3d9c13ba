import GRDB
import GRDBSQLite
import Storage

/// An upload on its way into a store file, within one transaction.
final class SQLiteImport: ImportSession {
    private(set) var summary = WriteSummary()

    private let folder: Int64
    private let policy: ReimportPolicy
    private let time: StoreTime
    private let environment: StoreEnvironment
    /// nil when the import has ended.
    private var statements: Statements?
    /// Names that this upload has recorded already.
    private var recordedKeys: Set<String> = []

    private struct Statements {
        var writer: ItemWriter
        var finder: StoredItemFinder
        var recordKey: RawStatement
    }

    init(
        _ database: Database, folder: Int64, policy: ReimportPolicy, time: StoreTime,
        environment: StoreEnvironment
    ) throws {
        self.folder = folder
        self.policy = policy
        self.time = time
        self.environment = environment
        statements = Statements(
            writer: try ItemWriter(database, folder: folder, time: time),
            finder: try StoredItemFinder(database, folder: folder),
            recordKey: try RawStatement(
                database, "INSERT OR IGNORE INTO undeclared_keys (name, first_seen) VALUES (?, ?)"))
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
            throw StoreError(.database(code: Int(SQLITE_MISUSE), detail: "the import has ended"))
        }
        let (writer, finder) = (statements.writer, statements.finder)
        try batch.withBytes { bytes in
            for entry in batch.entries {
                summary.read += 1
                let urls = batch.urlRanges(of: entry)
                let stored =
                    policy == .createAgain
                    ? [] : try finder.items(like: entry, urls: urls, in: bytes)
                switch policy.outcome(
                    isStored: !stored.isEmpty, bringsMetadata: entry.bringsMetadata)
                {
                case .create:
                    try writer.insert(entry, urls: urls, in: bytes, id: id(for: entry, finder))
                    summary.created += 1
                case .skip: summary.skipped += 1
                case .keep: summary.unchanged += 1
                case .overwrite:
                    var isChanged = false
                    for item in stored where !item.hasSameDocument {
                        let document = UnsafeRawBufferPointer(rebasing: bytes[entry.document])
                        try writer.overwrite(item.number, with: document)
                        isChanged = true
                    }
                    if isChanged { summary.updated += 1 } else { summary.unchanged += 1 }
                }
            }
        }
        try record(batch.undeclaredKeys, statements.recordKey)
    }

    private func id(for entry: WriteBatch.Entry, _ finder: StoredItemFinder) throws -> ItemID {
        if let wanted = entry.placeholder, try !finder.isUsed(wanted) { return wanted }
        return environment.makeID(at: time)
    }

    private func record(_ keys: Set<String>, _ recordKey: RawStatement) throws {
        for key in keys where !recordedKeys.contains(key) {
            if recordedKeys.count < SQLiteImport.recordedKeysMax { recordedKeys.insert(key) }
            recordKey.bind(key, at: 1)
            recordKey.bind(time.microseconds, at: 2)
            try recordKey.run()
        }
    }

    /// 10,000 names: an upload with more of them uses data as keys, and must not fill the memory.
    static let recordedKeysMax = 10_000
}
