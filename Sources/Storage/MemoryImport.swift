import UploadFormats

/// An upload on its way into an ``InMemoryStore``.
final class MemoryImport: ImportSession {
    var state: MemoryState
    private(set) var summary = WriteSummary()
    private let folder: String
    private let policy: ReimportPolicy
    private let now: StoreTime
    private let environment: StoreEnvironment

    init(
        state: MemoryState, folder: String, policy: ReimportPolicy, now: StoreTime,
        environment: StoreEnvironment
    ) {
        self.state = state
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
            let item = item(of: entry, in: batch)
            let stored = state.items.indices.filter { isStored(item, at: $0) }
            summary.read += 1
            switch policy.outcome(isStored: !stored.isEmpty, bringsMetadata: entry.bringsMetadata) {
            case .create:
                state.lastNumber += 1
                state.items.append(item)
                summary.created += 1
            case .skip: summary.skipped += 1
            case .keep: summary.unchanged += 1
            case .overwrite:
                var isChanged = false
                for position in stored where state.overwrite(position, with: item.document, at: now)
                {
                    isChanged = true
                }
                if isChanged { summary.updated += 1 } else { summary.unchanged += 1 }
            }
        }
        let schema = state.current.schema
        state.seenKeys.formUnion(batch.keyNames.filter { schema[$0] == nil })
    }

    /// Whether an item is stored already: as the item at a position.
    private func isStored(_ item: StoredItem, at position: Int) -> Bool {
        let other = state.items[position]
        return isSame(other.folder, folder) && other.kind == item.kind && !item.urls.isEmpty
            && other.urls.elementsEqual(item.urls, by: isSame)
    }

    /// The item as it would be stored next.
    private func item(of entry: WriteBatch.Entry, in batch: borrowing WriteBatch) -> StoredItem {
        var id = entry.placeholder ?? environment.makeID(at: now)
        if state.item(id) != nil { id = environment.makeID(at: now) }
        return StoredItem(
            number: state.lastNumber + 1, id: id, folder: folder, kind: entry.kind,
            urls: batch.urlRanges(of: entry).map { batch.text($0) },
            title: entry.title.map { batch.text($0) }, created: now, updated: now,
            document: Array(batch.bytes[entry.document]),
            media: entry.media.map { Array(batch.bytes[$0]) })
    }
}
