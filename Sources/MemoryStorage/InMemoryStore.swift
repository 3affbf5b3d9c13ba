import Items
import QueryLanguage
import SchemaModel
import Storage
import Synchronization
import Text
import UploadFormats
import Validation

/// The simplest store that keeps the promise of ``MetadataStore``: what every other one is compared
/// with. Nothing outlives it.
public final class InMemoryStore: MetadataStore {
    /// Held by the one write that is going on. Never held while reading.
    private let writing = Mutex(())
    private let committed: Mutex<MemoryState>
    private let environment: StoreEnvironment

    /// Makes an empty store.
    ///
    /// - Parameter environment: clock and random numbers.
    public init(environment: StoreEnvironment) {
        self.environment = environment
        committed = Mutex(MemoryState())
    }

    /// Reads from one committed state; see ``MetadataStore/read(_:)``.
    public func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result {
        try body(committed.withLock { $0 })
    }

    /// Changes a copy and makes it the committed state, unless `body` throws.
    private func write<Result>(_ body: (inout MemoryState, StoreTime) throws -> Result) throws
        -> Result
    {
        try writing.withLock { _ in
            var state = committed.withLock { $0 }
            let result = try body(&state, environment.now())
            committed.withLock { $0 = state }
            return result
        }
    }

    /// Stores the next revision of the schema; see
    /// ``MetadataStore/saveSchema(_:basedOn:author:note:changes:recheck:)``.
    public func saveSchema(
        _ schema: MetadataSchema, basedOn revision: Int, author: String, note: String?,
        changes: [String], recheck: ((StoredItem) throws -> Void)?
    ) throws -> SchemaRevision {
        try write { state, now in
            try state.checkCurrent(revision)
            for item in recheck == nil ? [] : state.items { try recheck?(item) }
            let next = SchemaRevision(
                number: try SchemaRevision.number(after: revision), schema: schema, author: author,
                date: now.description,
                note: note,
                changes: changes)
            // A name that the schema no longer has at all may still be in documents.
            for key in state.current.schema.keys where schema[key.name.text] == nil {
                state.seenKeys.insert(ExactText(key.name.text))
            }
            state.revisions.append(next)
            return next
        }
    }

    /// Makes an empty folder; see ``MetadataStore/createFolder(named:)``.
    @discardableResult
    public func createFolder(named name: String) throws -> Folder {
        try Folder.check(name: name)
        return try write { state, now in
            if state.hasFolder(name) { throw StoreError(.folderExists(name)) }
            let folder = Folder(name: name, created: now, itemCount: 0)
            state.allFolders.append(folder)
            return folder
        }
    }

    /// Writes the items of one upload; see
    /// ``MetadataStore/importItems(into:policy:checkedAgainst:_:)``.
    @discardableResult
    public func importItems(
        into folder: String, policy: ReimportPolicy, checkedAgainst revision: Int,
        _ body: (any ImportSession) throws -> ImportDecision
    ) throws -> WriteSummary {
        try Folder.check(name: folder)
        var summary = WriteSummary()
        do {
            try write { state, now in
                try state.checkCurrent(revision)
                if !state.hasFolder(folder) {
                    state.allFolders.append(Folder(name: folder, created: now, itemCount: 0))
                }
                let session = MemoryImport(
                    state: state, folder: folder, policy: policy, now: now, environment: environment
                )
                let decision = try body(session)
                summary = session.summary
                if decision == .rollback { throw Rollback() }
                state = session.state
            }
        } catch is Rollback {}
        return summary
    }

    /// Ends a write without an error and without a change.
    private struct Rollback: Error {}

    /// Overwrites the metadata of one item; see
    /// ``MetadataStore/replaceMetadata(of:with:checkedAgainst:)``.
    @discardableResult
    public func replaceMetadata(
        of id: ItemID, with metadata: ValidatedMetadata, checkedAgainst revision: Int
    ) throws -> StoredItem {
        try write { state, now in
            try state.checkCurrent(revision)
            guard let position = state.items.firstIndex(where: { $0.id == id }) else {
                throw StoreError(.noSuchItem(id))
            }
            state.overwrite(position, with: metadata.canonical, at: now)
            state.noteKeys(metadata.undeclaredNames)
            return state.items[position]
        }
    }

    /// Deletes items; see ``MetadataStore/deleteItems(_:)``.
    public func deleteItems(_ ids: [ItemID]) throws {
        try write { state, _ in
            for id in ids {
                guard let position = state.items.firstIndex(where: { $0.id == id }) else {
                    throw StoreError(.noSuchItem(id))
                }
                state.items.remove(at: position)
            }
        }
    }
}
