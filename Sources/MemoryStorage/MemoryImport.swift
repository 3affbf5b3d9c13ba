import Items
import Storage
import Threads
import UploadFormats

/// An upload on its way into an ``InMemoryStore``.
final class MemoryImport: ImportSession {
    private(set) var summary = WriteSummary()
    private let request: ImportRequest
    private let store: InMemoryStore
    /// nil before the first batch, and at the end.
    private var work: Work?
    private var isOver = false
    private var ledger = OverwriteLedger()
    private var merger = DocumentMerger()

    /// What an import works with from its first batch on.
    fileprivate struct Work {
        /// The state before the upload.
        let original: MemoryState
        var state: MemoryState
        let now: StoreTime
        var ids: ItemIDSequence
    }

    init(_ request: ImportRequest, into store: InMemoryStore) {
        self.request = request
        self.store = store
    }

    private(set) var generation: Int64?

    func reject(_ count: Int) {
        summary.read += count
        summary.rejected += count
    }

    func abandon() {
        if work != nil, !request.isRehearsal { store.writing.leave() }
        work = nil
        isOver = true
    }

    /// Makes what was written the committed state, unless it was a rehearsal.
    func commit() throws {
        guard !isOver, let work else { return try request.check(store.state.catalog()) }
        if !request.isRehearsal { store.commit(work.state) }
    }

    /// Takes the state that the items are written to.
    private func begin() throws -> Work {
        if isOver { throw StoreError(.closed) }
        if !request.isRehearsal { try store.writing.enter() }
        do {
            let original = store.state
            try request.check(original.catalog())
            generation = original.generation
            let now = store.environment.now()
            var state = original
            state.makeFolder(request.folder, at: now, store.environment)
            return Work(
                original: original, state: state, now: now, ids: store.environment.ids(at: now))
        } catch {
            if !request.isRehearsal { store.writing.leave() }
            throw error
        }
    }

    func write(_ batch: borrowing WriteBatch) throws {
        if batch.isEmpty { return }
        var work = try work ?? begin()
        // Held once: a second copy would be copied whole at the first change.
        self.work = nil
        defer { self.work = work }
        for entry in batch.entries {
            let urls = batch.urlRanges(of: entry).map { batch.text($0) }
            let stored = work.state.items.indices.filter {
                work.state.deleted[work.state.items[$0].number] == nil
                    && isStored(entry.kind, urls, as: work.state.items[$0])
            }
            summary.read += 1
            switch request.policy.outcome(
                isStored: !stored.isEmpty, bringsMetadata: entry.bringsMetadata)
            {
            case .create:
                work.state.lastNumber += 1
                work.state.items.append(item(of: entry, urls, in: batch, &work))
                summary.created += 1
                if stored.contains(where: work.isOld) { summary.doubled += 1 }
            case .skip: summary.skipped += 1
            case .keep: summary.unchanged += 1
            case .overwrite:
                let new = Array(batch.bytes[entry.document])
                overwrite(stored, with: stored.map { _ in new }, &work)
            case .merge:
                let new = try stored.map {
                    try merge(work.state.items[$0], with: batch.bytes[entry.document])
                }
                overwrite(stored, with: new, &work)
            }
        }
        work.state.noteKeys(batch.undeclaredNames)
        summary.loss = ledger.loss
    }

    private func merge(_ item: StoredItem, with uploaded: ArraySlice<UInt8>) throws -> [UInt8] {
        try item.document.withUnsafeBytes { stored in
            try uploaded.withUnsafeBytes {
                try merger.merge(stored, with: $0, url: item.urls.first)
            }
        }
    }

    /// - Parameter documents: the new ones, in the order of the positions.
    private func overwrite(
        _ positions: [Int], with documents: [[UInt8]], _ work: inout Work
    ) {
        var wasChanged = false
        var isChanged = false
        for (position, new) in zip(positions, documents) {
            let current = work.state.items[position].document
            guard work.isOld(position),
                let before = work.original.item(work.state.items[position].id)
            else {
                if work.state.overwrite(position, with: new, at: work.now) { isChanged = true }
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
            work.state.overwrite(position, with: new, at: work.now)
            if before.document == new { work.state.items[position].updated = before.updated }
        }
        guard let first = positions.first else { return }
        ledger.count(
            work.state.items[first].number, wasChanged: wasChanged, isChanged: isChanged,
            in: &summary)
    }

    /// Whether an uploaded item is stored already: as a given item.
    private func isStored(_ kind: ItemKind, _ urls: [String], as item: StoredItem) -> Bool {
        isSame(item.folder, request.folder) && item.kind == kind && !urls.isEmpty
            && item.urls.elementsEqual(urls, by: isSame)
    }

    /// A new item with the number that is the last one.
    private func item(
        of entry: WriteBatch.Entry, _ urls: [String], in batch: borrowing WriteBatch,
        _ work: inout Work
    ) -> StoredItem {
        var id = entry.placeholder
        if let wanted = id, work.state.items.contains(where: { $0.id == wanted }) { id = nil }
        return StoredItem(
            number: work.state.lastNumber,
            id: id ?? work.ids.next(random: store.environment.random()), folder: request.folder,
            kind: entry.kind, urls: urls, title: entry.title.map { batch.text($0) },
            created: work.now, updated: work.now, document: Array(batch.bytes[entry.document]),
            media: entry.media.map { Array(batch.bytes[$0]) })
    }
}

extension MemoryImport.Work {
    /// Whether the item at a position was stored before the upload.
    fileprivate func isOld(_ position: Int) -> Bool {
        state.items[position].number <= original.lastNumber
    }
}
