import Items
import Storage

/// Inserts and overwrites rows of the table `items`.
final class ItemWriter {
    private let insertItem: RawStatement
    private let insertMember: RawStatement
    private let updateDocument: RawStatement
    private let idBytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 8)

    init(_ connection: SQLiteConnection, folder: Int64, time: StoreTime) throws {
        insertItem = try connection.statement(
            """
            INSERT INTO items (folder, created, updated, uuid, kind, url_count, url_hash, url, title,
                media, document) VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """)
        insertItem.bind(folder, at: 1)
        insertItem.bind(time.microseconds, at: 2)
        insertMember = try connection.statement(
            "INSERT INTO member_urls (item, position, url_hash, url) VALUES (?, ?, ?, ?)")
        updateDocument = try connection.statement(
            "UPDATE items SET document = ?1, updated = ?2 WHERE number = ?3")
    }

    deinit {
        idBytes.deallocate()
    }

    /// Stores a new item.
    ///
    /// - Parameters:
    ///   - urls: where the item's URLs lie in `bytes`.
    ///   - bytes: the text of the batch that the item is in.
    func insert(
        _ entry: WriteBatch.Entry, urls: [Range<Int>], in bytes: UnsafeRawBufferPointer, id: ItemID
    ) throws {
        id.withBytes { idBytes.copyMemory(from: $0) }
        insertItem.bind(blob: UnsafeRawBufferPointer(idBytes), at: 3)
        insertItem.bind(entry.kind.wireName, at: 4)
        insertItem.bind(Int64(urls.count), at: 5)
        if let hash = entry.urlHash {
            insertItem.bind(Int64(bitPattern: hash), at: 6)
        } else {
            insertItem.bindNull(at: 6)
        }
        bind(urls.first, of: bytes, at: 7)
        bind(entry.title, of: bytes, at: 8)
        bind(entry.media, of: bytes, at: 9)
        bind(entry.document, of: bytes, at: 10)
        try insertItem.run()
        if urls.count > 1 { try insertMembers(urls, in: bytes) }
    }

    private func insertMembers(_ urls: [Range<Int>], in bytes: UnsafeRawBufferPointer) throws {
        insertMember.bind(insertItem.lastInsertedRow, at: 1)
        for (position, range) in urls.enumerated() {
            let url = UnsafeRawBufferPointer(rebasing: bytes[range])
            insertMember.bind(Int64(position), at: 2)
            insertMember.bind(Int64(bitPattern: StableHash(url).value), at: 3)
            insertMember.bind(text: url, at: 4)
            try insertMember.run()
        }
    }

    private func bind(_ range: Range<Int>?, of bytes: UnsafeRawBufferPointer, at index: Int32) {
        if let range {
            insertItem.bind(text: UnsafeRawBufferPointer(rebasing: bytes[range]), at: index)
        } else {
            insertItem.bindNull(at: index)
        }
    }

    /// Replaces the document of an item.
    ///
    /// - Parameter time: when it was changed last.
    func overwrite(
        _ number: Int64, with document: UnsafeRawBufferPointer, at time: StoreTime
    ) throws {
        updateDocument.bind(text: document, at: 1)
        updateDocument.bind(time.microseconds, at: 2)
        updateDocument.bind(number, at: 3)
        try updateDocument.run()
    }
}
