import Items
import SQLiteDriver
import SchemaModel
import Storage

/// An upload on its way into a store file. Its transaction begins with the first batch.
final class SQLiteImport: ImportSession {
    private(set) var summary = WriteSummary()
    private(set) var generation: Int64?

    private let request: ImportRequest
    private let store: SQLiteStore
    /// nil before the first batch, and at the end.
    private var access: ImportAccess?
    /// There while `access` is. Its statements go before the connection is somebody else's.
    private var work: Work?
    private var isOver = false
    private var ledger = OverwriteLedger()
    private var merger = DocumentMerger()

    /// What an import works with from its first batch on.
    private final class Work {
        let target: Target
        let writer: ItemWriter
        let finder: StoredItemFinder
        let keys: UndeclaredKeys
        let changes: RowChanges
        /// nil where new rows are listed as changed.
        let columns: ColumnWriter?
        var ids: ItemIDSequence
        var nextNumber: Int64

        init(
            _ reader: SQLiteReader, _ target: Target, _ request: ImportRequest,
            _ ids: ItemIDSequence, _ store: SQLiteStore
        ) throws {
            let connection = reader.connection
            let tables =
                request.isRehearsal
                ? ItemTables.rehearsed(
                    isVisible: reader.isVisible, keepsDocuments: request.policy.changesMetadata)
                : .stored(isVisible: reader.isVisible)
            self.target = target
            self.ids = ids
            nextNumber = target.lastNumber + 1
            writer = try ItemWriter(connection, tables)
            finder = try StoredItemFinder(connection, tables, folder: target.folder)
            let catalog = reader.catalog()
            keys = try UndeclaredKeys(connection, schema: catalog.schema.schema, at: target.time)
            changes = store.rowChanges(connection)
            columns =
                request.isLarge && !request.isRehearsal
                ? try ColumnWriter(StoredColumns(connection, catalog), nextRow: nextNumber) : nil
        }
    }

    /// Where and when the items are written.
    private struct Target {
        var folder: Int64
        var time: StoreTime
        /// The highest number before the upload.
        var lastNumber: Int64
        /// Whether the folder held items before the upload.
        var isFilled: Bool
    }

    /// The id of a folder that a rehearsal does not make; no folder has it.
    private static let noFolder: Int64 = -1

    /// Stored rows that were looked at, found or not.
    var rowsRead: Int { work?.finder.rowsRead ?? 0 }

    init(_ request: ImportRequest, into store: SQLiteStore) {
        self.request = request
        self.store = store
    }

    func reject(_ count: Int) {
        summary.read += count
        summary.rejected += count
    }

    func abandon() {
        work = nil
        access?.rollBack()
        access = nil
        isOver = true
    }

    /// Makes what was written a committed state, unless it was a rehearsal.
    func commit() throws {
        guard !isOver, let access else {
            return try store.read { try request.check($0.catalog()) }
        }
        if request.isRehearsal { return abandon() }
        let connection = access.reader.connection
        if let work {
            try work.columns?.finish()
            let count = try connection.statement("UPDATE store_state SET next_item = ?")
            try count.bind(work.nextNumber, at: 1)
            try count.run()
        }
        try store.rowChanges(connection).foldIfNeeded(access.reader.catalog())
        try SQLiteStore.countWrite(connection)
        work = nil
        self.access = nil
        isOver = true
        try access.commit()
    }

    /// Begins the transaction.
    private func begin() throws -> (ImportAccess, Work) {
        if isOver { throw StoreError(.closed) }
        let access = try ImportAccess(store, isRehearsal: request.isRehearsal)
        do {
            let reader = access.reader
            try request.check(reader.catalog())
            let now = store.environment.now()
            var folder = try reader.folderID(request.folder)
            let isFilled = try folder.map { try reader.hasItems(inFolder: $0) } ?? false
            if folder == nil, !request.isRehearsal {
                folder = try store.insertFolder(
                    store.environment.makeID(at: now), named: request.folder, at: now,
                    reader.connection)
            }
            let target = Target(
                folder: folder ?? SQLiteImport.noFolder, time: now,
                lastNumber: try reader.nextNumber() - 1, isFilled: isFilled)
            generation = reader.catalog().generation
            let ids = store.environment.ids(at: now)
            return (access, try Work(reader, target, request, ids, store))
        } catch {
            access.rollBack()
            throw error
        }
    }

    func write(_ batch: borrowing WriteBatch) throws {
        if batch.isEmpty { return }
        try StoreError.translating(path: store.path) {
            if work == nil { (access, work) = try begin() }
            guard let work else { throw StoreError(.closed) }
            try batch.withBytes { bytes in
                for entry in batch.entries {
                    summary.read += 1
                    try write(entry, urls: batch.urlRanges(of: entry), in: bytes, work)
                }
            }
            try work.columns?.flush(batch.columns?.rows)
            if !request.isRehearsal { try work.keys.record(batch.undeclaredNames) }
            summary.loss = ledger.loss
        }
    }

    private func write(
        _ entry: WriteBatch.Entry, urls: [Range<Int>], in bytes: UnsafeRawBufferPointer,
        _ work: Work
    ) throws {
        // Only what is overwritten has to be known row by row, with its text.
        let isOverwrite = request.policy.changesMetadata && entry.bringsMetadata
        let matches =
            isOverwrite ? try work.finder.items(like: entry, urls: urls, in: bytes) : []
        let isStored =
            try isOverwrite
            ? !matches.isEmpty : isRepetition(entry, urls: urls, in: bytes, work)
        switch request.policy.outcome(isStored: isStored, bringsMetadata: entry.bringsMetadata) {
        case .create:
            try create(entry, urls: urls, in: bytes, work)
            summary.created += 1
            if isStored { summary.doubled += 1 }
        case .skip: summary.skipped += 1
        case .keep: summary.unchanged += 1
        case .overwrite:
            let document = UnsafeRawBufferPointer(rebasing: bytes[entry.document])
            try overwrite(matches, with: document, work)
        case .merge:
            let document = UnsafeRawBufferPointer(rebasing: bytes[entry.document])
            let url = urls.first.map { String(decoding: bytes[$0], as: UTF8.self) }
            try merge(matches, with: document, url: url, work)
        }
    }

    /// Whether an uploaded item is stored already. Where it is created again in any case, only what
    /// was there before the upload counts: looking through the rows that the upload itself has made
    /// would be quadratic in items of one URL.
    private func isRepetition(
        _ entry: WriteBatch.Entry, urls: [Range<Int>], in bytes: UnsafeRawBufferPointer,
        _ work: Work
    ) throws -> Bool {
        if request.policy != .createAgain {
            return try work.finder.hasItem(like: entry, urls: urls, in: bytes)
        }
        let target = work.target
        return try target.isFilled
            && work.finder.hasItem(like: entry, urls: urls, in: bytes, upTo: target.lastNumber)
    }

    private func create(
        _ entry: WriteBatch.Entry, urls: [Range<Int>], in bytes: UnsafeRawBufferPointer,
        _ work: Work
    ) throws {
        let number = work.nextNumber
        if number == .max {
            throw StoreError(.damagedRow(detail: "store_state leaves no number for an item"))
        }
        work.nextNumber += 1
        // A rehearsal looks at its new items only where an upload may repeat them.
        if request.isRehearsal, request.policy == .createAgain { return }
        let item = ItemWriter.NewItem(
            number: number, id: try id(for: entry, work), folder: work.target.folder,
            time: work.target.time)
        try work.writer.insert(entry, urls: urls, in: bytes, as: item)
        if request.isRehearsal { return }
        if let row = entry.row, let columns = work.columns {
            columns.add(
                row, kind: entry.kind, number: number,
                ColumnWriter.Origin(folder: item.folder, created: item.time))
        } else {
            try work.changes.note(number)
        }
    }

    private func overwrite(
        _ stored: [StoredItemFinder.Match], with new: UnsafeRawBufferPointer, _ work: Work
    ) throws {
        var change = Change()
        for item in stored { try replace(item, with: new, &change, work) }
        count(stored, change)
    }

    private func merge(
        _ stored: [StoredItemFinder.Match], with uploaded: UnsafeRawBufferPointer, url: String?,
        _ work: Work
    ) throws {
        var change = Change()
        for var item in stored {
            // What the item has already, it has after merging as well.
            let current = item.otherDocument ?? Array(uploaded)
            let new = try current.withUnsafeBytes {
                try merger.merge($0, with: uploaded, url: url)
            }
            item.otherDocument = current == new ? nil : current
            try new.withUnsafeBytes { try replace(item, with: $0, &change, work) }
        }
        count(stored, change)
    }

    /// What an uploaded item does to the stored ones that it matches.
    private struct Change {
        /// Whether earlier items of the upload have changed one.
        var wasBefore = false
        /// Whether one differs now from what it was before the upload.
        var isNow = false
    }

    private func count(_ stored: [StoredItemFinder.Match], _ change: Change) {
        guard let first = stored.first else { return }
        ledger.count(
            first.number, wasChanged: change.wasBefore, isChanged: change.isNow, in: &summary)
    }

    /// Replaces the document of a stored item.
    ///
    /// - Parameter item: with its document where that is not the new one.
    private func replace(
        _ item: StoredItemFinder.Match, with new: UnsafeRawBufferPointer, _ change: inout Change,
        _ work: Work
    ) throws {
        let target = work.target
        if item.number <= target.lastNumber, item.updated == target.time.microseconds,
            let original = try access?.original(item.number)
        {
            let current = item.otherDocument ?? Array(new)
            let isBack = original.document.elementsEqual(new)
            change.wasBefore = change.wasBefore || current != original.document
            change.isNow = change.isNow || !isBack
            original.document.withUnsafeBytes { original in
                current.withUnsafeBytes { current in
                    ledger.note(original: original, current: current, new: new)
                }
            }
            if item.otherDocument != nil {
                let time = isBack ? original.updated : target.time
                try work.writer.overwrite(item.number, with: new, at: time)
                try noteChanged(item.number, work)
            }
        } else if let current = item.otherDocument {
            change.isNow = true
            if item.number <= target.lastNumber {
                current.withUnsafeBytes { ledger.note(original: $0, current: nil, new: new) }
            }
            try work.writer.overwrite(item.number, with: new, at: target.time)
            try noteChanged(item.number, work)
        }
    }

    private func noteChanged(_ number: Int64, _ work: Work) throws {
        if !request.isRehearsal { try work.changes.note(number) }
    }

    private func id(for entry: WriteBatch.Entry, _ work: Work) throws -> ItemID {
        if let wanted = entry.placeholder, try !work.finder.isUsed(wanted) { return wanted }
        return work.ids.next(random: store.environment.random())
    }
}
