import Items
import SchemaModel
import Storage
import Text

/// Everything that an ``InMemoryStore`` holds: a value, so a copy is a snapshot.
struct MemoryState: Sendable, StoreReader {
    /// Counts the writes.
    var generation: Int64 = 1
    var revisions: [SchemaRevision] = []
    /// In the order in which they were made, without their counts.
    var allFolders: [Folder] = []
    /// In order of their numbers, deleted ones included.
    var items: [StoredItem] = []
    /// When items were deleted, by their numbers.
    var deleted: [Int64: StoreTime] = [:]
    /// The highest number that an item ever had.
    var lastNumber: Int64 = 0
    /// Keys at the top of documents that the schema did not have when they were stored.
    var seenKeys: Set<ExactText> = []

    var current: SchemaRevision { revisions.last ?? .empty }

    func hasFolder(_ name: String) -> Bool { allFolders.contains { isSame($0.name, name) } }

    func checkCurrent(_ revision: Int) throws {
        if revision != current.number {
            throw StoreError(.staleSchema(basedOn: revision, current: current.number))
        }
    }

    /// Replaces a document when it differs.
    ///
    /// - Returns: whether it did.
    @discardableResult
    mutating func overwrite(_ position: Int, with document: [UInt8], at now: StoreTime) -> Bool {
        if items[position].document == document { return false }
        items[position].document = document
        items[position].updated = now
        return true
    }

    // MARK: Reading

    /// The items that are not deleted, in order.
    var visibleItems: [StoredItem] {
        deleted.isEmpty ? items : items.filter { deleted[$0.number] == nil }
    }

    func catalog() -> Catalog {
        let names = allFolders.enumerated().map { (Int64($0), $1.name) }
        return Catalog(
            generation: generation, schema: current,
            folders: Dictionary(uniqueKeysWithValues: names), hasDeletedItems: !deleted.isEmpty)
    }

    func schemaLog() -> [SchemaRevision] { revisions }

    func folders() -> [Folder] {
        let items = visibleItems
        return
            allFolders
            .map { folder in
                var counted = folder
                counted.itemCount = items.count { isSame($0.folder, folder.name) }
                return counted
            }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    func item(_ id: ItemID) -> StoredItem? { visibleItems.first { $0.id == id } }

    func items(withURL url: String, inFolder folder: String?) -> [StoredItem] {
        visibleItems.filter { item in
            item.urls.contains { isSame($0, url) } && isSame(item.folder, folder ?? item.folder)
        }
    }

    func forEachItem(inFolder folder: String?, _ body: (StoredItem) throws -> Bool) throws {
        for item in visibleItems where isSame(item.folder, folder ?? item.folder) {
            if try !body(item) { return }
        }
    }

    func forEachDeletedItem(_ body: (StoredItem, StoreTime) throws -> Bool) throws {
        for item in items {
            if let time = deleted[item.number], try !body(item, time) { return }
        }
    }

    func undeclaredKeys() -> Set<ExactText> {
        seenKeys.filter { current.schema[$0.text] == nil }
    }

    func isKnown(_ key: String) -> Bool {
        current.schema[key] != nil || seenKeys.contains(ExactText(key))
    }

    func review(_ keys: [SchemaPlan.Key]) throws -> [KeyReview] {
        var review = StoredValueReview(keys)
        if review.isEmpty { return [] }
        for item in visibleItems {
            try item.document.withUnsafeBytes {
                try review.read($0, of: item.number) { (item.id, item.url) }
            }
        }
        return review.reviews
    }

    /// Remembers the names that the current schema does not have.
    mutating func noteKeys(_ names: [String]) {
        let schema = current.schema
        seenKeys.formUnion(names.lazy.filter { schema[$0] == nil }.map { ExactText($0) })
    }
}

/// Whether two texts have the same bytes; Swift's `==` is content with canonical equivalence.
func isSame(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }
