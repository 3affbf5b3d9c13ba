public import Items
public import Validation

/// One change of a stored item.
public enum ItemChange: Sendable {
    /// Its metadata becomes another document as a whole.
    case replace(ItemID, ValidatedMetadata)
    /// It goes to the folder of a name, which is made when there is none. It keeps its number, and with
    /// it its place among all items.
    case move(ItemID, into: String)
    /// It goes out of sight: no read finds it any more, and it does not count as stored for an import.
    case delete(ItemID)
    /// A deleted item comes back to its place.
    case restore(ItemID)
    /// It goes for good, whether it was deleted before or not.
    case purge(ItemID)

    /// The item that changes.
    public var item: ItemID {
        switch self {
        case .replace(let id, _), .move(let id, _), .delete(let id), .restore(let id),
            .purge(let id):
            id
        }
    }
}

extension MetadataStore {
    /// Changes items whatever was written before; see ``changeItems(_:checkedAgainst:generation:)``.
    @discardableResult
    public func changeItems(_ changes: [ItemChange], checkedAgainst revision: Int?) throws -> Int {
        try changeItems(changes, checkedAgainst: revision, generation: nil)
    }

    /// Overwrites the metadata of one item; see ``changeItems(_:checkedAgainst:)``.
    ///
    /// - Returns: the item as it is now.
    @discardableResult
    public func replaceMetadata(
        of id: ItemID, with metadata: ValidatedMetadata, checkedAgainst revision: Int
    ) throws -> StoredItem {
        try changeItems([.replace(id, metadata)], checkedAgainst: revision)
        guard let item = try read({ try $0.item(id) }) else { throw StoreError(.noSuchItem(id)) }
        return item
    }

    /// Deletes items so that they can be restored; see ``changeItems(_:checkedAgainst:)``.
    public func deleteItems(_ ids: [ItemID]) throws {
        try changeItems(ids.map { .delete($0) }, checkedAgainst: nil)
    }
}
