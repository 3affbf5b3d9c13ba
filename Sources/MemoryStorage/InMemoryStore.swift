public import Items
import QueryLanguage
public import SchemaModel
public import Storage
import Synchronization
import Text
import Threads
import UploadFormats
import Validation

/// The simplest store that keeps the promise of ``MetadataStore``: what every other one is compared
/// with. Nothing outlives it.
public final class InMemoryStore: MetadataStore {
    /// Lets in the one write that is going on. Nobody stands here while reading.
    let writing = Turnstile(places: 1)
    private let committed: Mutex<MemoryState>
    let environment: StoreEnvironment

    /// Makes an empty store.
    ///
    /// - Parameter environment: clock and random numbers.
    public init(environment: StoreEnvironment) {
        self.environment = environment
        committed = Mutex(MemoryState())
    }

    /// Reads from one committed state; see ``MetadataStore/read(_:)``.
    public func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result {
        try body(state)
    }

    /// The committed state.
    var state: MemoryState { committed.withLock { $0 } }

    /// Makes a changed copy the committed state. Only for the one at the turnstile.
    func commit(_ changed: MemoryState) {
        var state = changed
        state.generation += 1
        committed.withLock { $0 = state }
    }

    /// Changes a copy and makes it the committed state, unless `body` throws.
    private func write<Result>(_ body: (inout MemoryState, StoreTime) throws -> Result) throws
        -> Result
    {
        try writing.enter()
        defer { writing.leave() }
        var state = state
        let result = try body(&state, environment.now())
        commit(state)
        return result
    }

    /// Stores the next revision of the schema; see
    /// ``MetadataStore/applySchema(_:basedOn:author:note:changes:)``.
    @discardableResult
    public func applySchema(
        _ plan: SchemaPlan, basedOn revision: Int, author: String, note: String?, changes: [String]
    ) throws -> AppliedSchema {
        try write { state, now in
            try state.checkCurrent(revision)
            let reviews = try state.review(try state.keysToRead(plan))
            let next = SchemaRevision(
                number: try SchemaRevision.number(after: revision), schema: plan.new,
                author: author, date: now.description, note: note, changes: changes)
            // A name that the schema no longer has at all may still be in documents.
            for key in state.current.schema.keys where plan.new[key.name.text] == nil {
                state.seenKeys.insert(ExactText(key.name.text))
            }
            state.revisions.append(next)
            return AppliedSchema(revision: next, reviews: reviews)
        }
    }

    /// Makes an empty folder; see ``MetadataStore/createFolder(named:)``.
    @discardableResult
    public func createFolder(named name: String) throws -> Folder {
        try Folder.check(name: name)
        return try write { state, now in
            if state.hasFolder(name) { throw StoreError(.folderExists(name)) }
            let id = environment.makeID(at: now)
            let folder = Folder(id: id, name: name, created: now, itemCount: 0)
            state.allFolders.append(folder)
            return folder
        }
    }

    /// Writes the items of one upload; see ``MetadataStore/importItems(_:_:)``.
    @discardableResult
    public func importItems(
        _ request: ImportRequest, _ body: (any ImportSession) throws -> ImportDecision
    ) throws -> WriteSummary {
        try Folder.check(name: request.folder)
        let session = MemoryImport(request, into: self)
        defer { session.abandon() }
        let decision = try body(session)
        if decision == .commit { try session.commit() }
        return session.summary
    }

    /// Changes items; see ``MetadataStore/changeItems(_:checkedAgainst:generation:)``.
    @discardableResult
    public func changeItems(
        _ changes: [ItemChange], checkedAgainst revision: Int?, generation: Int64?
    ) throws -> Int {
        for case .move(_, let folder) in changes { try Folder.check(name: folder) }
        return try write { state, now in
            if let generation, generation != state.generation { throw StoreError(.changed) }
            if let revision { try state.checkCurrent(revision) }
            var count = 0
            for change in changes {
                if try state.apply(change, at: now, environment) { count += 1 }
            }
            return count
        }
    }
}
