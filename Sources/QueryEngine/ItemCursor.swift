package import Items
package import QueryLanguage

/// Goes over the items of one snapshot of a store, in their order or by their numbers.
package protocol ItemCursor: AnyObject {
    /// The number of the item that the cursor stands on.
    var number: Int64 { get }
    /// Those fields of the item that the cursor was made for; the others are empty.
    var fields: ItemFields { get }

    /// Goes to the next item; false when there is none.
    func next() throws -> Bool
    /// Goes to the item with a number that the same snapshot has shown before.
    func find(_ number: Int64) throws
    /// Goes to the item with a number; false where there is none.
    func findIfStored(_ number: Int64) throws -> Bool
    /// The item's uuid.
    func id() throws -> ItemID
    /// The whole item.
    func item() throws -> StoredItem
    /// The item's document, valid until the cursor moves.
    func document() throws -> UnsafeRawBufferPointer
}

/// One snapshot of a store, as far as it can hand over items.
package protocol ItemSource {
    associatedtype Cursor: ItemCursor

    /// Makes a cursor.
    ///
    /// - Parameters:
    ///   - fields: the fields of items that will be looked at.
    ///   - isSingle: whether items are asked for by their numbers instead of one after the other.
    func cursor(fields: Set<ItemField>, isSingle: Bool) throws -> Cursor
}
