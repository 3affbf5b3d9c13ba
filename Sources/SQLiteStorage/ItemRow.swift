import Items
import SQLiteDriver
import Storage
import UploadFormats

/// How a row of the table `items` becomes a ``StoredItem``.
enum ItemRow {
    /// The columns, in the order in which the functions here read them.
    static let columns =
        "number, uuid, folder, kind, url_count, url, title, created, updated, media, document"
    /// The place of the document among the columns.
    static let documentColumn = 10
    /// Selects the URLs of an item that has several.
    static let membersSQL = "SELECT url FROM member_urls WHERE item = ? ORDER BY position"

    /// Reads the row that a statement stands on.
    ///
    /// - Parameters:
    ///   - statement: selects ``columns`` first.
    ///   - folders: names of folders by id.
    ///   - members: made of ``membersSQL``.
    static func item(
        in statement: Statement, folders: [Int64: String], members: Statement
    ) throws -> StoredItem {
        StoredItem(
            number: try statement.integer(0), id: try id(in: statement),
            folder: try folder(in: statement, of: folders), kind: try kind(in: statement),
            urls: try urls(in: statement, members: members),
            title: try statement.optionalText(6), created: try created(in: statement),
            updated: try updated(in: statement), document: try statement.textBytes(documentColumn),
            media: try statement.isNull(9) ? nil : statement.textBytes(9))
    }

    static func id(in statement: Statement) throws -> ItemID {
        guard let id = try statement.withBlob(1, { ItemID(bytes: $0) }) else {
            throw damaged(statement, "has a uuid of a wrong length")
        }
        return id
    }

    static func folder(
        in statement: Statement, of folders: [Int64: String]
    ) throws -> String {
        guard let folder = folders[try statement.integer(2)] else {
            throw damaged(statement, "is in no folder")
        }
        return folder
    }

    static func kind(in statement: Statement) throws -> ItemKind {
        let kind = try statement.withText(3) { word in
            kinds.first { $0.word.elementsEqual(word) }?.kind
        }
        guard let kind else { throw damaged(statement, "is of an unknown kind") }
        return kind
    }

    static func created(in statement: Statement) throws -> StoreTime {
        try time(7, in: statement)
    }

    static func updated(in statement: Statement) throws -> StoreTime {
        try time(8, in: statement)
    }

    /// When the item was deleted, in the column behind ``columns``.
    static func deleted(in statement: Statement) throws -> StoreTime {
        try time(11, in: statement)
    }

    private static func time(_ column: Int, in statement: Statement) throws -> StoreTime {
        guard let time = StoreTime(stored: try statement.integer(column)) else {
            throw damaged(statement, "has a time outside of the years 1 to 9999")
        }
        return time
    }

    /// The URLs of the item in their order.
    ///
    /// - Parameter members: made of ``membersSQL``.
    static func urls(in statement: Statement, members: Statement) throws -> [String] {
        if try statement.integer(4) > 1 {
            return try memberURLs(of: try statement.integer(0), members)
        }
        return try statement.optionalText(5).map { [$0] } ?? []
    }

    private static func memberURLs(of number: Int64, _ members: Statement) throws -> [String] {
        try members.bind(number, at: 1)
        return try members.reading {
            var urls: [String] = []
            while try members.step() { urls.append(try members.text(0)) }
            return urls
        }
    }

    private static func damaged(_ statement: Statement, _ problem: String) -> StoreError {
        // The number itself may be what is damaged.
        let number = (try? statement.integer(0)).map { "items \($0)" } ?? "an item"
        return StoreError(.damagedRow(detail: "\(number) \(problem)"))
    }

    /// The word of each kind as the table has it.
    private static let kinds = ItemKind.allCases.map { (kind: $0, word: Array($0.wireName.utf8)) }
}
