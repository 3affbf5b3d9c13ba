import Items
import Storage
import UploadFormats

/// An upload on its way into an ``InMemoryStore``.
final class MemoryImport: ImportSession {
    var state: MemoryState
    private(set) var summary = WriteSummary()
    /// The state before the upload.
    private let original: MemoryState
    private let folder: String
    private let policy: ReimportPolicy
    private let now: StoreTime
    private let environment: StoreEnvironment
    private var ledger = OverwriteLedger()

    init(
        state: MemoryState, folder: String, policy: ReimportPolicy, now: StoreTime,
        environment: StoreEnvironment
    ) {
        self.state = state
        original = state
        self.folder = folder
        self.policy = policy
        self.now = now
        self.environment = environment
    }

    func reject(_ count: Int) {
        summary.read += count
        summary.rejected += count
    }

    func write(_ batch: borrowing WriteBatch) throws {
        for entry in batch.entries {
            let urls = batch.urlRanges(of: entry).map { batch.text($0) }
            let stored = state.items.indices.filter { isStored(entry.kind, urls, at: $0) }
            summary.read += 1
            switch policy.outcome(isStored: !stored.isEmpty, bringsMetadata: entry.bringsMetadata) {
            case .create:
                state.lastNumber += 1
                state.items.append(item(of: entry, urls, in: batch))
                summary.created += 1
                if stored.contains(where: isOld) { summary.doubled += 1 }
            case .skip: summary.skipped += 1
            case .keep: summary.unchanged += 1
            case .overwrite: overwrite(stored, with: Array(batch.bytes[entry.document]))
            }
        }
        state.noteKeys(batch.undeclaredNames)
        summary.loss = ledger.loss
    }

    /// Whether the item at a position was stored before the upload.
    private func isOld(_ position: Int) -> Bool {
        state.items[position].number <= original.lastNumber
    }

    private func overwrite(_ positions: [Int], with new: [UInt8]) {
        var wasChanged = false
        var isChanged = false
        for position in positions {
            let current = state.items[position].document
            guard isOld(position), let before = original.item(state.items[position].id) else {
                if state.overwrite(position, with: new, at: now) { isChanged = true }
                continue
            }
            if before.document != current { wasChanged = true }
            if before.document != new { isChanged = true }
            before.document.withUnsafeBytes { original in
                current.withUnsafeBytes { current in
                    new.withUnsafeBytes {
                        ledger.note(original: original, current: current, new: $0)
                    }
                }
            }
            state.overwrite(position, with: new, at: now)
            if before.document == new { state.items[position].updated = before.updated }
        }
        guard let first = positions.first else { return }
        ledger.count(
            state.items[first].number, wasChanged: wasChanged, isChanged: isChanged, in: &summary)
    }

    /// Whether an uploaded item is stored already: as the item at a position.
    private func isStored(_ kind: ItemKind, _ urls: [String], at position: Int) -> Bool {
        let item = state.items[position]
        return isSame(item.folder, folder) && item.kind == kind && !urls.isEmpty
            && item.urls.elementsEqual(urls, by: isSame)
    }

    /// A new item with the number that is the last one.
    private func item(
        of entry: WriteBatch.Entry, _ urls: [String], in batch: borrowing WriteBatch
    ) -> StoredItem {
        var id = entry.placeholder
        if let wanted = id, state.item(wanted) != nil { id = nil }
        return StoredItem(
            number: state.lastNumber, id: id ?? environment.makeID(at: now), folder: folder,
            kind: entry.kind, urls: urls, title: entry.title.map { batch.text($0) }, created: now,
            updated: now, document: Array(batch.bytes[entry.document]),
            media: entry.media.map { Array(batch.bytes[$0]) })
    }
}
