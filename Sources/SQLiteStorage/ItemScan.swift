import Items
import QueryEngine
import QueryLanguage
import SQLiteDriver
import Storage
import Values

/// Goes over the rows of the table `items` and reads of each only what a query looks at.
final class ItemScan: ItemCursor {
    private let statement: Statement
    private let members: Statement
    private let folderNames: [Int64: String]
    /// The fields that are read; the others of ``fields`` are empty.
    private let wanted: Set<ItemField>
    /// The fields of the item that the scan stands on.
    private(set) var fields = ItemFields(
        urls: [], title: nil, kind: "", folder: "", uuid: UUIDValue(high: 0, low: 0),
        created: Instant(seconds: 0),
        updated: Instant(seconds: 0))

    /// - Parameters:
    ///   - fields: the fields that the query looks at.
    ///   - isSingle: whether items are asked for by ``find(_:)`` instead of one after the other.
    init(_ reader: SQLiteReader, fields: Set<ItemField>, isSingle: Bool = false) throws {
        wanted = fields
        folderNames = reader.folderNames
        let place =
            isSingle
            ? "WHERE number = ? AND \(reader.isVisible)"
            : "WHERE \(reader.isVisible) ORDER BY number"
        statement = try reader.connection.statement("SELECT \(ItemRow.columns) FROM items \(place)")
        members = try reader.connection.statement(ItemRow.membersSQL)
    }

    /// Goes to the next item; false when there is none.
    func next() throws -> Bool {
        guard try statement.step() else { return false }
        number = try statement.integer(0)
        if !wanted.isEmpty { try readFields() }
        return true
    }

    /// Goes to the item with a number that the same transaction has seen.
    func find(_ number: Int64) throws {
        guard try findIfStored(number) else {
            throw StoreError(.damagedRow(detail: "items \(number) cannot be found again"))
        }
    }

    /// Goes to the item with a number; false where there is none.
    func findIfStored(_ number: Int64) throws -> Bool {
        try statement.reset()
        try statement.bind(number, at: 1)
        return try next()
    }

    /// The number of the item.
    private(set) var number: Int64 = 0

    /// The item's uuid.
    func id() throws -> ItemID { try ItemRow.id(in: statement) }

    /// The whole item.
    func item() throws -> StoredItem {
        try ItemRow.item(in: statement, folders: folderNames, members: members)
    }

    /// The item's document. SQLite keeps it where it is until the statement moves.
    func document() throws -> UnsafeRawBufferPointer {
        try statement.withText(ItemRow.documentColumn) { $0 }
    }

    private func readFields() throws {
        for field in wanted {
            switch field {
            case .url: fields.urls = try ItemRow.urls(in: statement, members: members)
            case .title: fields.title = try statement.optionalText(6)
            case .kind: fields.kind = try ItemRow.kind(in: statement).wireName
            case .folder:
                fields.folder = try ItemRow.folder(in: statement, of: folderNames)
            case .uuid: fields.uuid = try ItemRow.id(in: statement).value
            case .created: fields.created = Instant(try ItemRow.created(in: statement))
            case .updated: fields.updated = Instant(try ItemRow.updated(in: statement))
            }
        }
    }
}
