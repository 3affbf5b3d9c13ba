import CanonicalJSON
import QueryLanguage
import Storage

/// Goes over the rows of the table `items` and reads of each only what a query looks at.
final class ItemScan {
    private let statement: RawStatement
    private let members: RawStatement
    private let folderNames: [Int64: String]
    /// The fields that are read; the others of ``fields`` are empty.
    private let wanted: Set<ItemField>
    /// The fields of the item that the scan stands on.
    private(set) var fields = ItemFields(
        urls: [], title: nil, kind: "", folder: "", uuid: "", created: QueryInstant(seconds: 0),
        updated: QueryInstant(seconds: 0))

    /// - Parameters:
    ///   - fields: the fields that the query looks at.
    ///   - isSingle: whether items are asked for by ``find(_:)`` instead of one after the other.
    init(_ reader: SQLiteReader, fields: Set<ItemField>, isSingle: Bool = false) throws {
        wanted = fields
        folderNames = reader.folderNames
        let place = isSingle ? "WHERE number = ?" : "ORDER BY number"
        statement = try reader.connection.statement("SELECT \(ItemRow.columns) FROM items \(place)")
        members = try reader.connection.statement(ItemRow.membersSQL)
    }

    /// Goes to the next item; false when there is none.
    func next() throws -> Bool {
        guard try statement.step() else { return false }
        number = try statement.integer(0)
        if !wanted.isEmpty { try readFields() }
        return true
    }

    /// Goes to the item with a number that the same transaction has seen.
    func find(_ number: Int64) throws {
        statement.reset()
        statement.bind(number, at: 1)
        guard try next() else {
            throw StoreError(.damagedRow(detail: "items \(number) cannot be found again"))
        }
    }

    /// The number of the item.
    private(set) var number: Int64 = 0

    /// The whole item.
    func item() throws -> StoredItem {
        try ItemRow.item(in: statement, folders: folderNames, members: members)
    }

    /// Reads the item's document.
    func withDocument<Result>(
        _ evaluation: QueryEvaluation, _ body: (JSONTape) throws -> Result
    ) throws -> Result {
        try statement.withText(ItemRow.documentColumn) { document in
            try body(try evaluation.read(document, of: number))
        }
    }

    private func readFields() throws {
        for field in wanted {
            switch field {
            case .url: fields.urls = try ItemRow.urls(in: statement, members: members)
            case .title: fields.title = try statement.optionalText(6)
            case .kind: fields.kind = try ItemRow.kind(in: statement).wireName
            case .folder:
                fields.folder = try ItemRow.folder(in: statement, of: folderNames)
            case .uuid: fields.uuid = try ItemRow.id(in: statement).description
            case .created: fields.created = QueryInstant(try ItemRow.created(in: statement))
            case .updated: fields.updated = QueryInstant(try ItemRow.updated(in: statement))
            }
        }
    }
}

extension CheckedQuery {
    /// The fields of items that the query looks at.
    var fields: Set<ItemField> {
        var operands = ordering.map(\.operand) + select
        if let facet { operands.append(facet) }
        var fields = filter?.fields ?? []
        for case .field(let field) in operands { fields.insert(field) }
        return fields
    }
}

extension CheckedFilter {
    /// The fields of items that the filter looks at.
    var fields: Set<ItemField> {
        switch self {
        case .and(let operands), .or(let operands):
            return operands.reduce(into: []) { $0.formUnion($1.fields) }
        case .not(let operand): return operand.fields
        case .predicate(let predicate):
            if case .field(let field) = predicate.operand { return [field] }
            return []
        }
    }
}
