import Items
import SQLiteDriver
import Storage
import Text

/// Inserts and overwrites rows of the tables for items.
final class ItemWriter {
    private let insertItem: Statement
    private let insertMember: Statement
    private let updateDocument: Statement
    private let idBytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 8)

    /// A new item beside what its upload says of it.
    struct NewItem {
        var number: Int64
        var id: ItemID
        var folder: Int64
        var time: StoreTime
    }

    init(_ connection: Connection, _ tables: ItemTables) throws {
        insertItem = try connection.statement(tables.insertItem)
        insertMember = try connection.statement(tables.insertMember)
        updateDocument = try connection.statement(tables.updateDocument)
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
        _ entry: WriteBatch.Entry, urls: [Range<Int>], in bytes: UnsafeRawBufferPointer,
        as item: NewItem
    ) throws {
        item.id.withBytes { idBytes.copyMemory(from: $0) }
        try insertItem.bind(item.folder, at: 1)
        try insertItem.bind(item.time.microseconds, at: 2)
        try insertItem.bind(blob: UnsafeRawBufferPointer(idBytes), at: 3)
        try insertItem.bind(entry.kind.wireName, at: 4)
        try insertItem.bind(Int64(urls.count), at: 5)
        try insertItem.bind(entry.urlHash.map { Int64(bitPattern: $0) }, at: 6)
        try bind(urls.first, of: bytes, at: 7)
        try bind(entry.title, of: bytes, at: 8)
        try bind(entry.media, of: bytes, at: 9)
        try bind(entry.document, of: bytes, at: 10)
        try insertItem.bind(item.number, at: 11)
        try insertItem.run()
        if urls.count > 1 { try insertMembers(urls, of: item.number, in: bytes) }
    }

    private func insertMembers(
        _ urls: [Range<Int>], of number: Int64, in bytes: UnsafeRawBufferPointer
    ) throws {
        for (position, range) in urls.enumerated() {
            let url = UnsafeRawBufferPointer(rebasing: bytes[range])
            try insertMember.bind(number, at: 1)
            try insertMember.bind(Int64(position), at: 2)
            try insertMember.bind(Int64(bitPattern: StableHash(url).value), at: 3)
            try insertMember.bind(text: url, at: 4)
            try insertMember.run()
        }
    }

    private func bind(
        _ range: Range<Int>?, of bytes: UnsafeRawBufferPointer, at index: Int
    ) throws {
        // A parameter that is not bound is NULL.
        guard let range else { return }
        try insertItem.bind(text: UnsafeRawBufferPointer(rebasing: bytes[range]), at: index)
    }

    /// Replaces the document of an item.
    ///
    /// - Parameter time: when it was changed last.
    func overwrite(
        _ number: Int64, with document: UnsafeRawBufferPointer, at time: StoreTime
    ) throws {
        try updateDocument.bind(text: document, at: 1)
        try updateDocument.bind(time.microseconds, at: 2)
        try updateDocument.bind(number, at: 3)
        try updateDocument.run()
    }
}
