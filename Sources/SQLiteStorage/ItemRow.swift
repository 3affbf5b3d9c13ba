import GRDB
import Storage
import UploadFormats

/// How a row of the table `items` becomes a ``StoredItem``.
struct ItemRow {
    /// The columns, in the order of ``item(in:folders:members:)``.
    static let columns =
        "number, uuid, folder, kind, url_count, url, title, created, updated, media, document"

    /// Reads the row that a statement stands on.
    ///
    /// - Parameters:
    ///   - statement: selects ``columns`` first.
    ///   - folders: names of folders by id.
    ///   - members: selects the URLs of the item with a number, in order.
    static func item(
        in statement: RawStatement, folders: [Int64: String], members: RawStatement
    ) throws -> StoredItem {
        let number = statement.integer(0)
        guard let id = statement.withBytes(1, { ItemID(bytes: $0) }) else {
            throw StoreError(.damagedRow(detail: "items \(number) has a uuid of a wrong length"))
        }
        guard let folder = folders[statement.integer(2)] else {
            throw StoreError(.damagedRow(detail: "items \(number) is in no folder"))
        }
        var urls = statement.isNull(5) ? [] : [statement.text(5)]
        if statement.integer(4) > 1 { urls = try memberURLs(of: number, members) }
        return StoredItem(
            number: number, id: id, folder: folder, kind: try kind(in: statement, 3), urls: urls,
            title: statement.optionalText(6),
            created: StoreTime(microseconds: statement.integer(7)),
            updated: StoreTime(microseconds: statement.integer(8)), document: statement.bytes(10),
            media: statement.isNull(9) ? nil : statement.bytes(9))
    }

    /// Selects the URLs of an item that has several.
    static let membersSQL = "SELECT url FROM member_urls WHERE item = ? ORDER BY position"

    private static func memberURLs(of number: Int64, _ members: RawStatement) throws -> [String] {
        members.bind(number, at: 1)
        defer { members.reset() }
        var urls: [String] = []
        while try members.step() { urls.append(members.text(0)) }
        return urls
    }

    private static func kind(in statement: RawStatement, _ column: Int32) throws -> ItemKind {
        let kind = statement.withBytes(column) { word in
            kinds.first { $0.word.elementsEqual(word) }?.kind
        }
        guard let kind else {
            let word = statement.text(column)
            throw StoreError(.damagedRow(detail: "items holds the unknown kind \(word)"))
        }
        return kind
    }

    /// The word of each kind as the table has it.
    static let kinds = ItemKind.allCases.map { (kind: $0, word: Array($0.wireName.utf8)) }
}
