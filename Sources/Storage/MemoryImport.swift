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
            let urls = batch.urlRanges(of: entry).map { batch.text($0) }
            let stored = state.items.indices.filter { isStored(entry.kind, urls, at: $0) }
            summary.read += 1
            switch policy.outcome(isStored: !stored.isEmpty, bringsMetadata: entry.bringsMetadata) {
            case .create:
                state.lastNumber += 1
                state.items.append(item(of: entry, urls, in: batch))
                summary.created += 1
            case .skip: summary.skipped += 1
            case .keep: summary.unchanged += 1
            case .overwrite:
                let document = Array(batch.bytes[entry.document])
                var isChanged = false
                for position in stored where state.overwrite(position, with: document, at: now) {
                    isChanged = true
                }
                if isChanged { summary.updated += 1 } else { summary.unchanged += 1 }
            }
        }
        let schema = state.current.schema
        state.seenKeys.formUnion(batch.keyNames.filter { schema[$0] == nil })
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
