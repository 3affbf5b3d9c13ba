import Storage
import UploadFormats

/// How a row of the table `items` becomes a ``StoredItem``.
enum ItemRow {
    /// The columns, in the order in which the functions here read them.
    static let columns =
        "number, uuid, folder, kind, url_count, url, title, created, updated, media, document"
    /// The place of the document among the columns.
    static let documentColumn: Int32 = 10
    /// Selects the URLs of an item that has several.
    static let membersSQL = "SELECT url FROM member_urls WHERE item = ? ORDER BY position"

    /// Reads the row that a statement stands on.
    ///
    /// - Parameters:
    ///   - statement: selects ``columns`` first.
    ///   - folders: names of folders by id.
    ///   - members: made of ``membersSQL``.
    static func item(
        in statement: RawStatement, folders: [Int64: String], members: RawStatement
    ) throws -> StoredItem {
        let number = statement.integer(0)
        var urls = statement.isNull(5) ? [] : [statement.text(5)]
        if statement.integer(4) > 1 { urls = try memberURLs(of: number, members) }
        return StoredItem(
            number: number, id: try id(in: statement),
            folder: try folder(in: statement, of: folders), kind: try kind(in: statement),
            urls: urls, title: statement.optionalText(6), created: created(in: statement),
            updated: updated(in: statement), document: statement.bytes(documentColumn),
            media: statement.isNull(9) ? nil : statement.bytes(9))
    }

    static func id(in statement: RawStatement) throws -> ItemID {
        guard let id = statement.withBytes(1, { ItemID(bytes: $0) }) else {
            throw damaged(statement, "has a uuid of a wrong length")
        }
        return id
    }

    static func folder(
        in statement: RawStatement, of folders: [Int64: String]
    ) throws -> String {
        guard let folder = folders[statement.integer(2)] else {
            throw damaged(statement, "is in no folder")
        }
        return folder
    }

    static func kind(in statement: RawStatement) throws -> ItemKind {
        let kind = statement.withBytes(3) { word in
            kinds.first { $0.word.elementsEqual(word) }?.kind
        }
        guard let kind else { throw damaged(statement, "is of an unknown kind") }
        return kind
    }

    static func created(in statement: RawStatement) -> StoreTime {
        StoreTime(microseconds: statement.integer(7))
    }

    static func updated(in statement: RawStatement) -> StoreTime {
        StoreTime(microseconds: statement.integer(8))
    }

    private static func memberURLs(of number: Int64, _ members: RawStatement) throws -> [String] {
        members.bind(number, at: 1)
        defer { members.reset() }
        var urls: [String] = []
        while try members.step() { urls.append(members.text(0)) }
        return urls
    }

    private static func damaged(_ statement: RawStatement, _ problem: String) -> StoreError {
        StoreError(.damagedRow(detail: "items \(statement.integer(0)) \(problem)"))
    }

    /// The word of each kind as the table has it.
    private static let kinds = ItemKind.allCases.map { (kind: $0, word: Array($0.wireName.utf8)) }
}
