import Items
import SchemaModel

/// What an import asks of a store.
public struct ImportRequest: Sendable {
    /// The name of the folder, which is made when there is none.
    public var folder: String
    /// What becomes of items that are stored already.
    public var policy: ReimportPolicy
    /// The number of the schema revision that the items were checked against.
    public var revision: Int
    /// Whether to find out what would become of the items and keep nothing. A rehearsal needs no
    /// store that can be written, and nobody waits for it.
    public var isRehearsal: Bool
    /// The ``Catalog/generation`` that the store must still have; nil for any.
    public var generation: Int64?

    /// Whether many items are to come, so that it pays to write their columns with them. Few are listed
    /// as changed, and queries read their documents until there are enough of them.
    public var isLarge: Bool

    /// Asks for the items of one upload to be stored.
    public init(
        into folder: String, policy: ReimportPolicy, checkedAgainst revision: Int,
        isRehearsal: Bool = false, generation: Int64? = nil, isLarge: Bool = false
    ) {
        self.folder = folder
        self.policy = policy
        self.revision = revision
        self.isRehearsal = isRehearsal
        self.generation = generation
        self.isLarge = isLarge
    }

    /// Checks that a state of a store is the one that the import was made for.
    ///
    /// - Throws: ``StoreError`` of kind `staleSchema` or `changed`.
    package func check(_ catalog: Catalog) throws {
        if catalog.schema.number != revision {
            throw StoreError(.staleSchema(basedOn: revision, current: catalog.schema.number))
        }
        if let generation, generation != catalog.generation { throw StoreError(.changed) }
    }
}

/// An upload that is being written. It may be used on any thread, by one at a time.
///
/// Others can write to the store until the first batch comes.
public protocol ImportSession: AnyObject {
    /// What became of the items so far.
    var summary: WriteSummary { get }

    /// The ``Catalog/generation`` of the state that the items are written to; nil before the first
    /// batch.
    var generation: Int64? { get }

    /// Writes the next items of the upload.
    ///
    /// - Throws: ``StoreError`` of kind `staleSchema` or `changed` for the first batch, where the store
    ///   is not what the request says.
    func write(_ batch: borrowing WriteBatch) throws

    /// Counts items of the upload that were refused and so are in no batch.
    func reject(_ count: Int)

    /// Gives up: nothing is kept, and others can write. There must be no batch after that.
    func abandon()
}

/// What to do with the items of an upload in the end.
public enum ImportDecision: Sendable {
    case commit, rollback
}

extension MetadataStore {
    /// Writes the items of one upload; see ``importItems(_:_:)``.
    @discardableResult
    public func importItems(
        into folder: String, policy: ReimportPolicy, checkedAgainst revision: Int,
        _ body: (any ImportSession) throws -> ImportDecision
    ) throws -> WriteSummary {
        let request = ImportRequest(into: folder, policy: policy, checkedAgainst: revision)
        return try importItems(request, body)
    }
}
