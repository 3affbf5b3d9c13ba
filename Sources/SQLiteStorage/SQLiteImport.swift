import GRDB
import GRDBSQLite
import SchemaModel
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

    private struct Statements {
        var writer: ItemWriter
        var finder: StoredItemFinder
        var keys: UndeclaredKeys
    }

    init(
        _ connection: SQLiteConnection, schema: MetadataSchema, folder: Int64,
        policy: ReimportPolicy,
        time: StoreTime, environment: StoreEnvironment
    ) throws {
        self.folder = folder
        self.policy = policy
        self.time = time
        self.environment = environment
        statements = Statements(
            writer: try ItemWriter(connection, folder: folder, time: time),
            finder: try StoredItemFinder(connection, folder: folder),
            keys: try UndeclaredKeys(connection, schema: schema, at: time))
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
        try statements.keys.record(batch.keyNames)
    }

    private func id(for entry: WriteBatch.Entry, _ finder: StoredItemFinder) throws -> ItemID {
        if let wanted = entry.placeholder, try !finder.isUsed(wanted) { return wanted }
        return environment.makeID(at: time)
    }
}
