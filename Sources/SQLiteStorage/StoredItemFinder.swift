import Glibc
import Items
import SQLiteDriver
import Storage

/// Finds the items that an uploaded item may be a repetition of.
final class StoredItemFinder {
    /// A stored item with the same folder, kind and URLs.
    struct Match {
        var number: Int64
        /// When it was changed last, in microseconds.
        var updated: Int64
        /// Its document where that differs from the uploaded one.
        var otherDocument: [UInt8]?
    }

    private let folder: Int64
    private let byHash: Statement
    private let members: Statement
    private let byID: Statement
    /// Rows that were looked at, found or not.
    private(set) var rowsRead = 0

    /// - Parameter folder: the id of the folder to look in; any other number finds nothing.
    init(_ connection: Connection, _ tables: ItemTables, folder: Int64) throws {
        self.folder = folder
        byHash = try connection.statement(tables.byHash)
        members = try connection.statement(tables.members)
        byID = try connection.statement("SELECT 1 FROM items WHERE uuid = ?")
    }

    /// The stored items with the kind and the URLs of an uploaded one, in order.
    ///
    /// - Parameters:
    ///   - urls: where the uploaded item's URLs lie in `bytes`.
    ///   - bytes: the text of the batch that it is in.
    func items(
        like entry: WriteBatch.Entry, urls: [Range<Int>], in bytes: UnsafeRawBufferPointer
    ) throws -> [Match] {
        var matches: [Match] = []
        try forEachItem(like: entry, urls: urls, in: bytes, upTo: .max) { number in
            let isSame = try hasBytes(byHash, 4, bytes[entry.document])
            matches.append(
                Match(
                    number: number, updated: try byHash.integer(5),
                    otherDocument: isSame ? nil : try byHash.textBytes(4)))
            return true
        }
        return matches
    }

    /// Whether there is a stored item with the kind and the URLs of an uploaded one.
    ///
    /// - Parameter lastNumber: items with a higher number do not count.
    func hasItem(
        like entry: WriteBatch.Entry, urls: [Range<Int>], in bytes: UnsafeRawBufferPointer,
        upTo lastNumber: Int64 = .max
    ) throws -> Bool {
        var isFound = false
        try forEachItem(like: entry, urls: urls, in: bytes, upTo: lastNumber) { _ in
            isFound = true
            return false
        }
        return isFound
    }

    /// Puts ``byHash`` on one match after the other.
    ///
    /// - Parameter body: gets the number; false ends the search.
    private func forEachItem(
        like entry: WriteBatch.Entry, urls: [Range<Int>], in bytes: UnsafeRawBufferPointer,
        upTo lastNumber: Int64, _ body: (Int64) throws -> Bool
    ) throws {
        guard let hash = entry.urlHash else { return }
        try byHash.bind(folder, at: 1)
        try byHash.bind(Int64(bitPattern: hash), at: 2)
        try byHash.bind(lastNumber, at: 3)
        try byHash.reading {
            while try byHash.step() {
                rowsRead += 1
                let number = try byHash.integer(0)
                guard try byHash.integer(2) == urls.count,
                    try hasText(byHash, 1, entry.kind.wireName),
                    try hasBytes(byHash, 3, bytes[urls[0]]),
                    try urls.count == 1 || hasMembers(number, urls, in: bytes)
                else { continue }
                if try !body(number) { return }
            }
        }
    }

    /// Whether an item has an id.
    func isUsed(_ id: ItemID) throws -> Bool {
        try id.withBytes { bytes in
            try byID.bind(blob: bytes, at: 1)
            return try byID.reading { try byID.step() }
        }
    }

    private func hasMembers(
        _ number: Int64, _ urls: [Range<Int>], in bytes: UnsafeRawBufferPointer
    ) throws -> Bool {
        try members.bind(number, at: 1)
        return try members.reading {
            for range in urls {
                guard try members.step(), try hasBytes(members, 0, bytes[range]) else {
                    return false
                }
            }
            return true
        }
    }

    private func hasText(_ statement: Statement, _ column: Int, _ text: String) throws -> Bool {
        try statement.withText(column) { $0.elementsEqual(text.utf8) }
    }

    private func hasBytes(
        _ statement: Statement, _ column: Int, _ bytes: Slice<UnsafeRawBufferPointer>
    ) throws -> Bool {
        try statement.withText(column) { stored in
            let other = UnsafeRawBufferPointer(rebasing: bytes)
            guard stored.count == other.count else { return false }
            guard let a = stored.baseAddress, let b = other.baseAddress else { return true }
            return memcmp(a, b, stored.count) == 0
        }
    }
}
