import Items
import QueryLanguage
import SchemaModel
import Text
import UploadFormats
import Validation

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

    /// Stores the next revision of the schema.
    ///
    /// - Parameters:
    ///   - schema: the schema as it is from now on. Which changes are legal is not judged here.
    ///   - revision: the number of the revision that the change was made from.
    ///   - author: who made the change.
    ///   - note: why, in the author's words.
    ///   - changes: what changed, one line a change.
    ///   - recheck: gets every stored item in order, within the same transaction, to judge it under
    ///     the new schema. It changes nothing; when it throws, the schema stays as it was.
    /// - Returns: the new revision.
    /// - Throws: ``StoreError`` of kind `staleSchema` when `revision` is not the current one.
    func saveSchema(
        _ schema: MetadataSchema, basedOn revision: Int, author: String, note: String?,
        changes: [String], recheck: ((StoredItem) throws -> Void)?
    ) throws -> SchemaRevision

    /// Makes an empty folder.
    ///
    /// - Throws: ``StoreError`` of kind `folderExists` or `invalidFolderName`.
    @discardableResult
    func createFolder(named name: String) throws -> Folder

    /// Writes the items of one upload, all or none of them.
    ///
    /// - Parameters:
    ///   - folder: the name of the folder, which is made when there is none.
    ///   - policy: what becomes of items that are stored already.
    ///   - revision: the number of the schema revision that the items were checked against.
    ///   - body: writes batches into the session, in the order of the upload, and says in the end
    ///     whether to keep them. When it throws, nothing is kept. It must not write to the store in
    ///     another way, nor use the session after it has returned.
    /// - Returns: what became of the items; after a rollback, what would have become of them.
    /// - Throws: ``StoreError`` of kind `staleSchema` or `invalidFolderName`.
    @discardableResult
    func importItems(
        into folder: String, policy: ReimportPolicy, checkedAgainst revision: Int,
        _ body: (any ImportSession) throws -> ImportDecision
    ) throws -> WriteSummary

    /// Overwrites the metadata of one item.
    ///
    /// - Parameters:
    ///   - metadata: the whole new document, checked.
    ///   - revision: the number of the schema revision that it was checked against.
    /// - Returns: the item as it is now.
    /// - Throws: ``StoreError`` of kind `noSuchItem` or `staleSchema`.
    @discardableResult
    func replaceMetadata(
        of id: ItemID, with metadata: ValidatedMetadata, checkedAgainst revision: Int
    ) throws -> StoredItem

    /// Deletes items, all or none of them.
    ///
    /// - Throws: ``StoreError`` of kind `noSuchItem` for the first id that is not stored.
    func deleteItems(_ ids: [ItemID]) throws
}

/// One committed state of a store.
public protocol StoreReader {
    /// The current schema; revision 0, which is empty, before the first one was saved.
    func schema() throws -> SchemaRevision

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

    /// Runs a query.
    ///
    /// - Parameters:
    ///   - query: checked against ``schema()`` and ``undeclaredKeys()`` of this reader.
    ///   - body: gets the rows in their order and returns false to stop. Not called for a count or a
    ///     facet.
    func run(_ query: CheckedQuery, _ body: (QueryRow) throws -> Bool) throws -> QueryAnswer

    /// Counts the items that pass a filter, such as that of a `QueryClause`.
    func count(_ filter: CheckedFilter) throws -> Int

    /// Names of keys at the top of stored documents that the current schema does not have.
    ///
    /// Cheap. A name stays known when the last document that had it is overwritten or deleted.
    func undeclaredKeys() throws -> Set<ExactText>
}

/// An upload that is being written. It may be used on any thread, by one at a time.
public protocol ImportSession: AnyObject {
    /// What became of the items so far.
    var summary: WriteSummary { get }

    /// Writes the next items of the upload.
    func write(_ batch: borrowing WriteBatch) throws

    /// Counts items of the upload that were refused and so are in no batch.
    func reject(_ count: Int)
}

/// What to do with the items of an upload in the end.
public enum ImportDecision: Sendable {
    case commit, rollback
}
