import Items
import QueryEngine
import QueryLanguage
import SQLiteDriver
import SchemaModel
import Storage
import Text

/// One committed state of a store file.
struct SQLiteReader: StoreReader {
    let connection: Connection
    /// Segments that were read before.
    let segments: SegmentCache
    private let known: Catalog

    /// - Parameters:
    ///   - connection: in a transaction that has written nothing; reading the catalogue starts it for
    ///     good.
    ///   - catalogs: the catalogues of the store.
    init(_ connection: Connection, _ catalogs: CatalogCache) throws {
        self.connection = connection
        segments = catalogs.segments
        known = try catalogs.catalog(of: connection)
    }

    func catalog() -> Catalog { known }

    /// What is true of the rows of `items` that are not deleted.
    var isVisible: String {
        known.hasDeletedItems ? "number NOT IN (SELECT item FROM main.deleted_items)" : "TRUE"
    }

    /// Names of folders by id.
    var folderNames: [Int64: String] { known.folders }

    func schemaLog() throws -> [SchemaRevision] {
        try SchemaTable(connection).all()
    }

    func checkCurrent(_ revision: Int) throws {
        if revision != known.schema.number {
            throw StoreError(.staleSchema(basedOn: revision, current: known.schema.number))
        }
    }

    func folders() throws -> [Folder] {
        let statement = try connection.statement(
            """
            SELECT name, created,
                (SELECT count(*) FROM items WHERE items.folder = folders.id AND \(isVisible)), uuid
            FROM folders WHERE deleted IS NULL ORDER BY name
            """)
        var folders: [Folder] = []
        while try statement.step() {
            let name = try statement.text(0)
            guard let created = StoreTime(stored: try statement.integer(1)) else {
                throw StoreError(
                    .damagedRow(detail: "folders has a time outside of the years 1 to 9999"))
            }
            guard let id = ItemID(try statement.text(3)) else {
                throw StoreError(.damagedRow(detail: "folders has a uuid that is none"))
            }
            folders.append(
                Folder(
                    id: id, name: name, created: created,
                    itemCount: Int(try statement.integer(2))))
        }
        return folders
    }

    func folderID(_ name: String) throws -> Int64? {
        let statement = try connection.statement(
            "SELECT id FROM folders WHERE parent IS NULL AND name = ? AND deleted IS NULL")
        try statement.bind(name, at: 1)
        return try statement.step() ? try statement.integer(0) : nil
    }

    /// The number of the next item, at least 1.
    func nextNumber() throws -> Int64 {
        let statement = try connection.statement("SELECT next_item FROM store_state")
        guard try statement.step(), try statement.integer(0) > 0 else {
            throw StoreError(.damagedRow(detail: "store_state has no number for the next item"))
        }
        return try statement.integer(0)
    }

    func hasItems(inFolder folder: Int64) throws -> Bool {
        let statement = try connection.statement("SELECT 1 FROM items WHERE folder = ? LIMIT 1")
        try statement.bind(folder, at: 1)
        return try statement.step()
    }

    /// The document of an item and when it was changed last.
    func version(of number: Int64) throws -> (document: [UInt8], updated: StoreTime)? {
        let statement = try connection.statement(
            "SELECT document, updated FROM main.items WHERE number = ?")
        try statement.bind(number, at: 1)
        guard try statement.step() else { return nil }
        return (
            try statement.textBytes(0), StoreTime(microseconds: try statement.integer(1))
        )
    }

    func item(_ id: ItemID) throws -> StoredItem? {
        let statement = try connection.statement(
            "SELECT \(ItemRow.columns) FROM items WHERE uuid = ? AND \(isVisible)")
        return try id.withBytes { bytes in
            try statement.bind(blob: bytes, at: 1)
            return try items(of: statement, max: 1).first
        }
    }

    func items(withURL url: String, inFolder folder: String?) throws -> [StoredItem] {
        let chosen = try folder.map { try folderID($0) }
        // A folder that does not exist holds nothing.
        if let chosen, chosen == nil { return [] }
        let statement = try connection.statement(
            """
            SELECT \(ItemRow.columns) FROM items WHERE number IN (
                SELECT number FROM items
                WHERE folder IN (SELECT id FROM folders) AND url_hash = ?1 AND url = ?2
                    AND url_count = 1
                UNION SELECT item FROM member_urls WHERE url_hash = ?1 AND url = ?2
            ) AND folder = ifnull(?3, folder) AND \(isVisible) ORDER BY number
            """)
        try statement.bind(Int64(bitPattern: StableHash.ofURLs([url])), at: 1)
        try statement.bind(url, at: 2)
        if let id = chosen ?? nil { try statement.bind(id, at: 3) }
        return try items(of: statement)
    }

    private func items(of statement: Statement, max: Int = .max) throws -> [StoredItem] {
        var items: [StoredItem] = []
        try forEachItem(of: statement) { item in
            items.append(item)
            return items.count < max
        }
        return items
    }

    func forEachItem(inFolder folder: String?, _ body: (StoredItem) throws -> Bool) throws {
        let chosen = try folder.map { try folderID($0) }
        if let chosen, chosen == nil { return }
        let filter = chosen == nil ? "TRUE" : "folder = ?1"
        // The numbers are the order; an index on folders would only be in the way.
        let statement = try connection.statement(
            """
            SELECT \(ItemRow.columns) FROM items NOT INDEXED WHERE \(filter) AND \(isVisible)
            ORDER BY number
            """)
        if let id = chosen ?? nil { try statement.bind(id, at: 1) }
        try forEachItem(of: statement, body)
    }

    private func forEachItem(
        of statement: Statement, _ body: (StoredItem) throws -> Bool
    ) throws {
        let members = try connection.statement(ItemRow.membersSQL)
        while try statement.step() {
            let item = try ItemRow.item(in: statement, folders: folderNames, members: members)
            if try !body(item) { break }
        }
        try statement.reset()
    }

    func forEachDeletedItem(_ body: (StoredItem, StoreTime) throws -> Bool) throws {
        if !known.hasDeletedItems { return }
        let statement = try connection.statement(
            """
            SELECT \(ItemRow.columns), deleted FROM deleted_items JOIN items ON number = item
            ORDER BY number
            """)
        let members = try connection.statement(ItemRow.membersSQL)
        while try statement.step() {
            let item = try ItemRow.item(in: statement, folders: folderNames, members: members)
            if try !body(item, ItemRow.deleted(in: statement)) { break }
        }
    }

    func run(
        _ query: CheckedQuery, as shape: RowShape, _ body: (QueryRow) throws -> Bool
    ) throws -> QueryAnswer {
        try ColumnExecutor(self).run(query, as: shape, body)
    }

    func count(_ filter: CheckedFilter) throws -> Int {
        try ColumnExecutor(self).count(filter)
    }

    func undeclaredKeys() throws -> Set<ExactText> {
        let schema = known.schema.schema
        let statement = try connection.statement("SELECT name FROM undeclared_keys")
        var keys: Set<ExactText> = []
        while try statement.step() {
            let name = try statement.text(0)
            if schema[name] == nil { keys.insert(ExactText(name)) }
        }
        return keys
    }

    func isKnown(_ key: String) throws -> Bool {
        if known.schema.schema[key] != nil { return true }
        let statement = try connection.statement("SELECT 1 FROM undeclared_keys WHERE name = ?")
        try statement.bind(key, at: 1)
        return try statement.step()
    }

    func review(_ keys: [SchemaPlan.Key]) throws -> [KeyReview] {
        var review = StoredValueReview(keys)
        if review.isEmpty { return [] }
        let statement = try connection.statement(
            "SELECT number, uuid, url, document FROM items WHERE \(isVisible) ORDER BY number")
        while try statement.step() {
            let number = try statement.integer(0)
            try statement.withText(3) { document in
                try review.read(document, of: number) {
                    (try ItemRow.id(in: statement), try statement.optionalText(2))
                }
            }
        }
        return review.reviews
    }
}

extension SQLiteReader: ItemSource {
    func cursor(fields: Set<ItemField>, isSingle: Bool) throws -> ItemScan {
        try ItemScan(self, fields: fields, isSingle: isSingle)
    }
}
