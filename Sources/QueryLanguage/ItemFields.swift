/// The fields of an item that queries see with `@`.
public struct ItemFields: Sendable, Hashable {
    /// The URL, the first one of a group; nil for an item without any.
    public var url: String?
    /// The title; nil for none.
    public var title: String?
    /// The word for the kind of item, such as `image`.
    public var kind: String
    /// The name of the folder.
    public var folder: String
    /// The uuid in lower case.
    public var uuid: String
    /// When the item was made.
    public var created: QueryInstant
    /// When the item was changed last.
    public var updated: QueryInstant

    /// - Parameters:
    ///   - url: the URL, the first one of a group; nil for an item without any.
    ///   - title: the title; nil for none.
    ///   - kind: the word for the kind of item.
    ///   - folder: the name of the folder.
    ///   - uuid: the uuid in lower case.
    ///   - created: when the item was made.
    ///   - updated: when the item was changed last.
    public init(
        url: String?, title: String?, kind: String, folder: String, uuid: String,
        created: QueryInstant, updated: QueryInstant
    ) {
        self.url = url
        self.title = title
        self.kind = kind
        self.folder = folder
        self.uuid = uuid
        self.created = created
        self.updated = updated
    }

    func value(of field: ItemField) -> FoundValue {
        switch field {
        case .url: url.map(FoundValue.text) ?? .missing
        case .title: title.map(FoundValue.text) ?? .missing
        case .kind: .text(kind)
        case .folder: .text(folder)
        case .uuid: .text(uuid)
        case .created: .instant(created)
        case .updated: .instant(updated)
        }
    }
}

/// What was found in the place of an operand.
enum FoundValue {
    case missing
    /// The value at a token of the document's tape.
    case token(Int)
    /// A field of the item.
    case text(String)
    case instant(QueryInstant)
}
