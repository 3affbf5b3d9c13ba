import SQLiteDriver
import SchemaModel
import Text

/// The view `items_flat`: the stored items with one column a key, so that other programs read a store
/// without knowing its inside. It follows the schema.
struct FlatView {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// 2,000 columns: what SQLite takes in a view unless it was built otherwise.
    static let columnsMax = 2_000

    /// What every item has. No key has a name with `@`.
    private static let fields: [(name: String, sql: String)] = [
        ("@number", "items.number"),
        (
            "@uuid",
            "lower(substr(hex(items.uuid), 1, 8) || '-' || substr(hex(items.uuid), 9, 4) || '-' || "
                + "substr(hex(items.uuid), 13, 4) || '-' || substr(hex(items.uuid), 17, 4) || '-' || "
                + "substr(hex(items.uuid), 21))"
        ),
        ("@folder", "folders.name"),
        ("@kind", "items.kind"),
        ("@url", "items.url"),
        ("@title", "items.title"),
        ("@created", time("created")),
        ("@updated", time("updated")),
        ("@document", "items.document"),
    ]

    private static func time(_ column: String) -> String {
        "strftime('%Y-%m-%dT%H:%M:%fZ', items.\(column) / 1000000.0, 'unixepoch')"
    }

    /// Makes the view follow a schema, within the transaction that changes it.
    func rebuild(_ schema: MetadataSchema) throws {
        try connection.execute("DROP VIEW IF EXISTS items_flat")
        try connection.execute(FlatView.sql(schema))
    }

    /// What differs from the view of a schema.
    func problems(_ schema: MetadataSchema) throws -> [String] {
        let found = try connection.text(
            "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = 'items_flat'")
        guard let found else { return ["the view items_flat is missing"] }
        return found.utf8.elementsEqual(FlatView.sql(schema).utf8)
            ? [] : ["the view items_flat is not that of the schema"]
    }

    /// The statement that makes the view.
    static func sql(_ schema: MetadataSchema) -> String {
        var columns = fields.map { "\($0.sql) AS \"\($0.name)\"" }
        for (name, column) in names(of: schema) {
            let path = "$.\"\(name)\"".replacing("'", with: "''")
            columns.append("json_extract(items.document, '\(path)') AS \"\(column)\"")
        }
        return """
            CREATE VIEW items_flat AS SELECT
                \(columns.joined(separator: ",\n    "))
            FROM items JOIN folders ON folders.id = items.folder
            WHERE items.number NOT IN (SELECT item FROM deleted_items)
            """
    }

    /// The active keys that have a column, and the names of these. Of names that differ only in case,
    /// which SQLite takes for one, the later ones have a number behind them.
    static func names(of schema: MetadataSchema) -> [(key: String, column: String)] {
        var taken: Set<ExactText> = []
        var names: [(key: String, column: String)] = []
        for key in schema.keys where key.state.definition != nil {
            let name = key.name.text
            // Names of older schemas may be anything; those that no path can name have no column.
            if name.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) { continue }
            if names.count + fields.count == columnsMax { break }
            var column = name
            var number = 2
            while !taken.insert(folded(column)).inserted {
                column = "\(name) (\(number))"
                number += 1
            }
            names.append((name, column))
        }
        return names
    }

    /// A name as SQLite compares names: without the case of ASCII letters.
    private static func folded(_ name: String) -> ExactText {
        let bytes = name.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return ExactText(String(decoding: bytes, as: UTF8.self))
    }
}
