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
    /// Names of folders by id.
    let folderNames: [Int64: String]

    /// - Parameter connection: in a transaction, which reading the folders starts for good.
    init(_ connection: Connection) throws {
        self.connection = connection
        let statement = try connection.statement("SELECT id, name FROM folders")
        var names: [Int64: String] = [:]
        while try statement.step() { names[try statement.integer(0)] = try statement.text(1) }
        folderNames = names
    }

    func schema() throws -> SchemaRevision {
        try revisions("ORDER BY number DESC LIMIT 1").first ?? .empty
    }

    func schemaLog() throws -> [SchemaRevision] {
        try revisions("ORDER BY number")
    }

    private func revisions(_ order: String) throws -> [SchemaRevision] {
        let statement = try connection.statement(
            "SELECT number, schema, author, date, note, changes FROM schema_revisions " + order)
        var revisions: [SchemaRevision] = []
        while try statement.step() {
            revisions.append(
                SchemaRevision(
                    number: Int(try statement.integer(0)),
                    schema: try SchemaText.schema(from: statement.text(1)),
                    author: try statement.text(2), date: try statement.text(3),
                    note: try statement.optionalText(4),
                    changes: SchemaText.lines(from: try statement.text(5))))
        }
        return revisions
    }

    /// The number of the current revision, without reading the schema.
    func schemaNumber() throws -> Int {
        let statement = try connection.statement(
            "SELECT coalesce(max(number), 0) FROM schema_revisions")
        return try statement.step() ? Int(try statement.integer(0)) : 0
    }

    func checkCurrent(_ revision: Int) throws {
        let current = try schemaNumber()
        if revision != current {
            throw StoreError(.staleSchema(basedOn: revision, current: current))
        }
    }

    func folders() throws -> [Folder] {
        let statement = try connection.statement(
            """
            SELECT name, created, (SELECT count(*) FROM items WHERE items.folder = folders.id)
            FROM folders ORDER BY name
            """)
        var folders: [Folder] = []
        while try statement.step() {
            let name = try statement.text(0)
            guard let created = StoreTime(stored: try statement.integer(1)) else {
                throw StoreError(
                    .damagedRow(detail: "folders has a time outside of the years 1 to 9999"))
            }
            folders.append(
                Folder(name: name, created: created, itemCount: Int(try statement.integer(2))))
        }
        return folders
    }

    func folderID(_ name: String) throws -> Int64? {
        let statement = try connection.statement("SELECT id FROM folders WHERE name = ?")
        try statement.bind(name, at: 1)
        return try statement.step() ? try statement.integer(0) : nil
    }

    /// The highest number of an item; 0 where there is none.
    func lastNumber() throws -> Int64 {
        let statement = try connection.statement("SELECT coalesce(max(number), 0) FROM items")
        return try statement.step() ? try statement.integer(0) : 0
    }

    func hasItems(inFolder folder: Int64) throws -> Bool {
        let statement = try connection.statement("SELECT 1 FROM items WHERE folder = ? LIMIT 1")
        try statement.bind(folder, at: 1)
        return try statement.step()
    }

    /// The document of an item and when it was changed last.
    func version(of number: Int64) throws -> (document: [UInt8], updated: StoreTime)? {
        let statement = try connection.statement(
            "SELECT document, updated FROM items WHERE number = ?")
        try statement.bind(number, at: 1)
        guard try statement.step() else { return nil }
        return (
            try statement.textBytes(0), StoreTime(microseconds: try statement.integer(1))
        )
    }

    func item(_ id: ItemID) throws -> StoredItem? {
        let statement = try connection.statement(
            "SELECT \(ItemRow.columns) FROM items WHERE uuid = ?")
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
            ) AND folder = ifnull(?3, folder) ORDER BY number
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
        let filter = chosen == nil ? "" : "WHERE folder = ?1"
        // The numbers are the order; an index on folders would only be in the way.
        let statement = try connection.statement(
            "SELECT \(ItemRow.columns) FROM items NOT INDEXED \(filter) ORDER BY number")
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

    // Every query is answered from the documents.

    func run(_ query: CheckedQuery, _ body: (QueryRow) throws -> Bool) throws -> QueryAnswer {
        try DocumentExecutor(self).run(query, body)
    }

    func count(_ filter: CheckedFilter) throws -> Int {
        try DocumentExecutor(self).count(filter)
    }

    func undeclaredKeys() throws -> Set<ExactText> {
        let schema = try schema().schema
        let statement = try connection.statement("SELECT name FROM undeclared_keys")
        var keys: Set<ExactText> = []
        while try statement.step() {
            let name = try statement.text(0)
            if schema[name] == nil { keys.insert(ExactText(name)) }
        }
        return keys
    }
}

extension SQLiteReader: ItemSource {
    func cursor(fields: Set<ItemField>, isSingle: Bool) throws -> ItemScan {
        try ItemScan(self, fields: fields, isSingle: isSingle)
    }
}
