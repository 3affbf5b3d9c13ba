import SchemaModel

/// Everything that an ``InMemoryStore`` holds: a value, so a copy is a snapshot.
struct MemoryState: Sendable, StoreReader {
    var revisions: [SchemaRevision] = []
    var folderTimes: [String: StoreTime] = [:]
    /// In order of their numbers.
    var items: [StoredItem] = []
    var lastNumber: Int64 = 0
    /// Keys at the top of documents that the schema did not have when they were stored.
    var seenKeys: Set<String> = []

    var current: SchemaRevision { revisions.last ?? .empty }

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

    func schema() -> SchemaRevision { current }

    func schemaLog() -> [SchemaRevision] { revisions }

    func folders() -> [Folder] {
        folderTimes
            .map { name, created in
                let count = items.count { $0.folder == name }
                return Folder(name: name, created: created, itemCount: count)
            }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    func item(_ id: ItemID) -> StoredItem? { items.first { $0.id == id } }

    func items(withURL url: String, inFolder folder: String?) -> [StoredItem] {
        items.filter { item in
            item.urls.contains { $0.utf8.elementsEqual(url.utf8) }
                && (folder ?? item.folder) == item.folder
        }
    }

    func forEachItem(inFolder folder: String?, _ body: (StoredItem) throws -> Bool) throws {
        for item in items where (folder ?? item.folder) == item.folder {
            if try !body(item) { return }
        }
    }

    func undeclaredKeys() -> Set<String> {
        seenKeys.filter { current.schema[$0] == nil }
    }
}

extension SchemaRevision {
    /// What a store has before the first revision was saved.
    package static var empty: SchemaRevision {
        SchemaRevision(number: 0, schema: MetadataSchema(), author: "", date: "", changes: [])
    }
}
