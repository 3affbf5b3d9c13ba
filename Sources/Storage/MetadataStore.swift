public import Items
public import QueryLanguage
public import SchemaModel
public import Text

/// The promise that a backend keeps.
///
/// - A read sees one committed state from its start to its end, whatever is written meanwhile, and
///   never waits for a writer.
/// - A write is done completely or not at all: when its call throws, and when the process dies
///   before the call returns, the store is what it was.
/// - Writes come one after another; a write sees everything that was written before it.
/// - Documents are kept byte by byte as ``ValidatedMetadata`` brings them.
/// - Nothing is written for an item whose metadata does not change.
/// - Items have an order, the one in which they were stored, which never changes.
///
/// Every method may be called on any thread. Every error of the store itself is a ``StoreError``;
/// what a closure throws comes out as it is.
public protocol MetadataStore: AnyObject, Sendable {
    /// Reads from one committed state.
    ///
    /// - Parameter body: what to read; the reader must not be used after it has returned.
    func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result

    /// Stores the next revision of the schema, and brings up to date what is derived from the values
    /// of the keys that change, in one transaction.
    ///
    /// - Parameters:
    ///   - plan: what changes. Which changes are legal is not judged here.
    ///   - revision: the number of the revision that the plan begins with.
    ///   - author: who made the change.
    ///   - note: why, in the author's words.
    ///   - changes: what changed, one line a change.
    /// - Returns: the new revision, and what was found under the keys whose values were read again.
    /// - Throws: ``StoreError`` of kind `staleSchema` when `revision` is not the current one, and of
    ///   kind `damagedRow` for a document that cannot be read again; the schema stays as it was then.
    @discardableResult
    func applySchema(
        _ plan: SchemaPlan, basedOn revision: Int, author: String, note: String?, changes: [String]
    ) throws -> AppliedSchema

    /// Makes an empty folder.
    ///
    /// - Throws: ``StoreError`` of kind `folderExists` or `invalidFolderName`.
    @discardableResult
    func createFolder(named name: String) throws -> Folder

    /// Writes the items of one upload, all or none of them.
    ///
    /// - Parameters:
    ///   - request: where the items go, and what they were checked against.
    ///   - body: writes batches into the session, in the order of the upload, and says in the end
    ///     whether to keep them. When it throws, nothing is kept. It must not write to the store in
    ///     another way, nor use the session after it has returned.
    /// - Returns: what became of the items; after a rollback, what would have become of them.
    /// - Throws: ``StoreError`` of kind `invalidFolderName`, `staleSchema` or `changed`.
    @discardableResult
    func importItems(
        _ request: ImportRequest, _ body: (any ImportSession) throws -> ImportDecision
    ) throws -> WriteSummary

    /// Changes items one after another, all or none of them.
    ///
    /// - Parameters:
    ///   - changes: what is done; a later one sees what an earlier one has done.
    ///   - revision: the number of the schema revision that documents were checked against; nil where
    ///     no document is replaced.
    ///   - generation: the ``Catalog/generation`` that the store must still have; nil for any.
    /// - Returns: how many of the changes have changed something.
    /// - Throws: ``StoreError`` of kind `noSuchItem` for the first change of an item that is not there,
    ///   of kind `staleSchema`, `changed` or `invalidFolderName`.
    @discardableResult
    func changeItems(
        _ changes: [ItemChange], checkedAgainst revision: Int?, generation: Int64?
    ) throws -> Int
}

/// One committed state of a store. Deleted items are in ``forEachDeletedItem(_:)`` and nowhere else.
public protocol StoreReader {
    /// Schema and folders of this state.
    func catalog() throws -> Catalog

    /// Every revision that was saved, the oldest first.
    func schemaLog() throws -> [SchemaRevision]

    /// Every folder, ordered by name (bytes).
    func folders() throws -> [Folder]

    /// The item with an id.
    func item(_ id: ItemID) throws -> StoredItem?

    /// The items that have a URL, be it as one of several, in order.
    ///
    /// - Parameters:
    ///   - url: compared byte by byte.
    ///   - folder: the name of a folder; nil for all folders.
    func items(withURL url: String, inFolder folder: String?) throws -> [StoredItem]

    /// Hands over every item in order.
    ///
    /// - Parameters:
    ///   - folder: the name of a folder; nil for all folders.
    ///   - body: returns false to stop.
    func forEachItem(inFolder folder: String?, _ body: (StoredItem) throws -> Bool) throws

    /// Hands over every deleted item that can be restored, in order, and when it was deleted.
    ///
    /// - Parameter body: returns false to stop.
    func forEachDeletedItem(_ body: (StoredItem, StoreTime) throws -> Bool) throws

    /// Runs a query.
    ///
    /// - Parameters:
    ///   - query: checked against ``schema()`` and ``isKnown(_:)`` of this reader.
    ///   - shape: what the rows hold; nothing else is read.
    ///   - body: gets the rows in their order and returns false to stop. Not called for a count or a
    ///     facet.
    func run(
        _ query: CheckedQuery, as shape: RowShape, _ body: (QueryRow) throws -> Bool
    ) throws -> QueryAnswer

    /// Counts the items that pass a filter, such as that of a `QueryClause`.
    func count(_ filter: CheckedFilter) throws -> Int

    /// Names of keys at the top of stored documents that the current schema does not have.
    ///
    /// A name stays known when the last document that had it is overwritten or deleted.
    func undeclaredKeys() throws -> Set<ExactText>

    /// Whether a stored document may have a key at its top: one of the schema, deleted or not, or one
    /// of ``undeclaredKeys()``, which are not all read for it.
    func isKnown(_ key: String) throws -> Bool

    /// Reads the values that are stored under some keys, as a change of the schema would.
    ///
    /// - Parameter keys: keys of a plan that begins with the schema of this state.
    /// - Returns: what was found, in the order of the keys.
    /// - Throws: ``StoreError`` of kind `damagedRow` for a document that cannot be read.
    func review(_ keys: [SchemaPlan.Key]) throws -> [KeyReview]
}

extension StoreReader {
    /// The current schema; revision 0, which is empty, before the first one was saved.
    public func schema() throws -> SchemaRevision { try catalog().schema }

    /// Those of a plan's keys that a store has to read values of.
    ///
    /// - Parameter plan: begins with the schema of this state.
    package func keysToRead(_ plan: SchemaPlan) throws -> [SchemaPlan.Key] {
        // No document has a key that nobody has seen.
        try plan.keys.filter { try $0.step.readsValues && isKnown($0.name.text) }
    }
}
