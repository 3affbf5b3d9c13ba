import GRDB
import Storage

/// An upload on its way into a store file, within one transaction.
final class SQLiteImport: ImportSession {
    private(set) var summary = WriteSummary()

    private let folder: Int64
    private let policy: ReimportPolicy
    private let time: StoreTime
    private let environment: StoreEnvironment
    private let writer: ItemWriter
    private let finder: StoredItemFinder
    /// Names that this upload has recorded already.
    private var recordedKeys: Set<String> = []
    private let recordKey: RawStatement

    init(
        _ database: Database, folder: Int64, policy: ReimportPolicy, time: StoreTime,
        environment: StoreEnvironment
    ) throws {
        self.folder = folder
        self.policy = policy
        self.time = time
        self.environment = environment
        writer = try ItemWriter(database, folder: folder, time: time)
        finder = try StoredItemFinder(database, folder: folder)
        recordKey = try RawStatement(
            database, "INSERT OR IGNORE INTO undeclared_keys (name, first_seen) VALUES (?, ?)")
    }

    func reject(_ count: Int) {
        summary.read += count
        summary.rejected += count
    }

    func write(_ batch: borrowing WriteBatch) throws {
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
                    try writer.insert(entry, urls: urls, in: bytes, id: id(for: entry))
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
        try record(batch.undeclaredKeys)
    }

    private func id(for entry: WriteBatch.Entry) throws -> ItemID {
        if let wanted = entry.placeholder, try !finder.isUsed(wanted) { return wanted }
        return environment.makeID(at: time)
    }

    private func record(_ keys: Set<String>) throws {
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
