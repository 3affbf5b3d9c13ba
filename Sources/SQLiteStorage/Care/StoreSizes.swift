import SQLiteDriver
import Storage

/// Where the bytes of a store file are.
public struct StoreSizes: Sendable {
    /// A table or an index.
    public struct Part: Sendable {
        /// Its name in the file; `(free)` for pages that nothing uses.
        public var name: String
        /// Bytes of the pages that it takes.
        public var bytes: Int
    }

    /// The tables and indexes, the largest first.
    public var parts: [Part] = []
    /// Bytes of the column of each key, as far as there is one.
    public var columns: [Part] = []
    /// Bytes of the file.
    public var fileBytes: Int { parts.reduce(0) { $0 + $1.bytes } }
    /// Bytes of the log beside the file.
    public var logBytes = 0
}

extension SQLiteStore {
    /// Finds out where the bytes of the file are; it looks at every page.
    public func sizes() throws -> StoreSizes {
        try StoreError.translating(path: path) {
            try connections.read { connection in
                var sizes = StoreSizes()
                sizes.parts = try SQLiteStore.parts(
                    "SELECT name, pgsize FROM dbstat('main') WHERE aggregate = TRUE", connection)
                let page = try connection.integer("PRAGMA page_size") ?? 0
                let free = try connection.integer("PRAGMA freelist_count") ?? 0
                if free > 0 { sizes.parts.append(.init(name: "(free)", bytes: Int(free * page))) }
                sizes.parts.sort { ($1.bytes, $0.name) < ($0.bytes, $1.name) }
                sizes.columns = try SQLiteStore.parts(
                    """
                    SELECT name, coalesce((
                        SELECT sum(length(bytes)) FROM segments WHERE column_id = columns.id), 0)
                        + coalesce((SELECT sum(length(bytes)) FROM dictionary_chunks
                        WHERE column_id = columns.id), 0)
                    FROM columns ORDER BY name
                    """, connection)
                sizes.logBytes = StoreFile(path: path).logBytes
                return sizes
            }
        }
    }

    private static func parts(_ sql: String, _ connection: Connection) throws -> [StoreSizes.Part] {
        let statement = try connection.statement(sql)
        var parts: [StoreSizes.Part] = []
        while try statement.step() {
            parts.append(
                .init(name: try statement.text(0), bytes: Int(try statement.integer(1))))
        }
        return parts
    }
}
