import Items
import QueryLanguage
import Storage
import Text

/// Finds the items of a selection in one state of a store.
struct ItemFinder {
    let store: any MetadataStore

    /// Which items names may stand for.
    enum Scope {
        /// Those that are not deleted.
        case present
        /// Deleted ones where there is no other.
        case presentFirst
        /// Deleted ones, and others where there is none.
        case deletedFirst
    }

    /// Hands over the items, each once, in the order of the names or of the store.
    ///
    /// Somebody may write to the store while this goes on; who knows the generation from before sees
    /// that it is another one afterwards.
    ///
    /// - Parameters:
    ///   - scope: which items names may stand for; a filter finds those that are not deleted.
    ///   - body: gets each item.
    /// - Throws: ``ItemSelectionError`` after the last name, `QueryErrors`, `StoreError`.
    func forEach(
        of selection: ItemSelection, in scope: Scope = .present, _ body: (StoredItem) throws -> Void
    ) throws {
        try store.read { try checkFolder(selection.folder, $0) }
        switch selection.choice {
        case .names(let names):
            for item in try store.read({
                try self.items(named: names, selection, scope, $0)
            }) {
                try body(item)
            }
        case .filter(let filter):
            // Without an order of its own a query keeps that of the store.
            _ = try RunQuery(store).run(QueryRequest(filter: filter), as: .items) { row in
                if let item = row.item, isIn(selection.folder, item) { try body(item) }
                return true
            }
        }
    }

    /// In a folder that is not there nothing is stored, which would be true and of no help.
    private func checkFolder(_ folder: String?, _ reader: any StoreReader) throws {
        guard let folder else { return }
        let names = try reader.catalog().folderNames
        if names.contains(where: { ExactText($0) == ExactText(folder) }) { return }
        throw ItemSelectionError.noSuchFolder(
            folder, nearest: NearestMatch.match(for: folder, in: names))
    }

    private func items(
        named names: [String], _ selection: ItemSelection, _ scope: Scope, _ reader: any StoreReader
    ) throws -> [StoredItem] {
        var items: [StoredItem] = []
        var missing: [String] = []
        var deleted: DeletedItems?
        func deletedItems(named name: String) throws -> [StoredItem] {
            let known = try deleted ?? DeletedItems(reader)
            deleted = known
            return known.items(named: name).filter { isIn(selection.folder, $0) }
        }
        func presentItems(named name: String) throws -> [StoredItem] {
            let found = try reader.items(withURL: name, inFolder: selection.folder)
            if !found.isEmpty { return found }
            guard let id = ItemID(name), let item = try reader.item(id) else { return [] }
            return isIn(selection.folder, item) ? [item] : []
        }
        for name in names {
            var found = try scope == .deletedFirst ? deletedItems(named: name) : []
            if found.isEmpty { found = try presentItems(named: name) }
            if found.isEmpty, scope == .presentFirst { found = try deletedItems(named: name) }
            if found.isEmpty { missing.append(name) }
            if found.count > 1, !selection.takesAll {
                throw ItemSelectionError.severalItems(
                    url: name, items: Array(found.prefix(ItemSelectionError.samplesMax)),
                    count: found.count)
            }
            items += found
        }
        if !missing.isEmpty { throw ItemSelectionError.notStored(missing) }
        var seen: Set<ItemID> = []
        return items.filter { seen.insert($0.id).inserted }
    }

    private func isIn(_ folder: String?, _ item: StoredItem) -> Bool {
        folder.map { ExactText($0) == ExactText(item.folder) } ?? true
    }
}

/// The deleted items of a state, by uuid and URL.
private struct DeletedItems {
    private var byID: [ItemID: StoredItem] = [:]
    private var byURL: [ExactText: [StoredItem]] = [:]

    init(_ reader: any StoreReader) throws {
        try reader.forEachDeletedItem { item, _ in
            byID[item.id] = item
            for url in Set(item.urls.map { ExactText($0) }) { byURL[url, default: []].append(item) }
            return true
        }
    }

    func items(named name: String) -> [StoredItem] {
        if let found = byURL[ExactText(name)] { return found }
        return ItemID(name).flatMap { byID[$0] }.map { [$0] } ?? []
    }
}
