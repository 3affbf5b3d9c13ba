import SQLiteDriver

/// The statements by which an import reads and writes items.
struct ItemTables {
    /// Inserts an item: folder, time, uuid, kind, number of URLs, their hash, first URL, title, media,
    /// document, number.
    let insertItem: String
    /// Inserts one of several URLs: item, position, hash, URL.
    let insertMember: String
    /// Replaces a document: document, time, number.
    let updateDocument: String
    /// Selects number, kind, number of URLs, first URL, document and time of last change, in order:
    /// by folder, hash of the URLs and highest number.
    let byHash: String
    /// Selects the URLs of an item that has several, in order.
    let members: String

    /// The tables of the store.
    ///
    /// - Parameter isVisible: what is true of items that are not deleted.
    static func stored(isVisible: String = "TRUE") -> ItemTables {
        ItemTables(
            insertItem: """
                INSERT INTO items (folder, created, updated, uuid, kind, url_count, url_hash, url, title,
                    media, document, number) VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                """,
            insertMember:
                "INSERT INTO member_urls (item, position, url_hash, url) VALUES (?, ?, ?, ?)",
            updateDocument: "UPDATE items SET document = ?1, updated = ?2 WHERE number = ?3",
            byHash: """
                SELECT number, kind, url_count, url, document, updated FROM items
                WHERE folder = ?1 AND url_hash = ?2 AND number <= ?3 AND \(isVisible) ORDER BY number
                """,
            members: ItemRow.membersSQL)
    }

    /// The tables of the store, which stay as they are, and temporary ones over them, which take what
    /// is written.
    ///
    /// - Parameters:
    ///   - isVisible: what is true of items that are not deleted.
    ///   - keepsDocuments: whether the documents of new items will be looked at.
    static func rehearsed(isVisible: String, keepsDocuments: Bool) -> ItemTables {
        ItemTables(
            insertItem: """
                INSERT INTO temp.new_items (number, kind, url_count, url_hash, url, document, updated)
                VALUES (?11, ?4, ?5, ?6, ?7, \(keepsDocuments ? "?10" : "''"), ?2)
                """,
            insertMember:
                "INSERT INTO temp.new_member_urls (item, position, url) VALUES (?1, ?2, ?4)",
            updateDocument: """
                INSERT INTO temp.new_documents (document, updated, item) VALUES (?1, ?2, ?3)
                ON CONFLICT (item) DO UPDATE SET document = excluded.document, updated = excluded.updated
                """,
            byHash: """
                SELECT number, kind, url_count, url, ifnull(new.document, old.document),
                    ifnull(new.updated, old.updated)
                FROM (
                    SELECT number, kind, url_count, url, document, updated FROM main.items
                    WHERE folder = ?1 AND url_hash = ?2 AND number <= ?3 AND \(isVisible)
                    UNION ALL
                    SELECT number, kind, url_count, url, document, updated FROM temp.new_items
                    WHERE url_hash = ?2 AND number <= ?3
                ) AS old LEFT JOIN temp.new_documents AS new ON new.item = old.number
                ORDER BY number
                """,
            members: """
                SELECT url, position FROM main.member_urls WHERE item = ?1
                UNION ALL SELECT url, position FROM temp.new_member_urls WHERE item = ?1
                ORDER BY position
                """)
    }

    /// Makes the temporary tables of a rehearsal, which go with the connection. They lie in a file of
    /// their own, so that memory does not grow with the upload.
    static func makeRehearsal(_ connection: Connection) throws {
        try connection.execute(
            """
            PRAGMA temp_store = FILE;
            CREATE TABLE temp.new_items (
                number INTEGER PRIMARY KEY,
                kind TEXT NOT NULL,
                url_count INTEGER NOT NULL,
                url_hash INTEGER,
                url TEXT,
                updated INTEGER NOT NULL,
                document TEXT NOT NULL
            ) STRICT;
            CREATE INDEX temp.new_items_url ON new_items (url_hash);
            CREATE TABLE temp.new_member_urls (
                item INTEGER NOT NULL,
                position INTEGER NOT NULL,
                url TEXT NOT NULL,
                PRIMARY KEY (item, position)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE temp.new_documents (
                item INTEGER PRIMARY KEY,
                document TEXT NOT NULL,
                updated INTEGER NOT NULL
            ) STRICT;
            """)
    }
}
