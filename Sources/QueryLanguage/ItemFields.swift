import Items
public import Values

/// The fields of an item that queries see with `@`.
public struct ItemFields: Sendable, Hashable {
    /// The URLs in their order, several for a group; none for an item without any.
    public var urls: [String]
    /// The title; nil for none.
    public var title: String?
    /// The word for the kind of item, such as `image`.
    public var kind: String
    /// The name of the folder.
    public var folder: String
    /// The uuid.
    public var uuid: UUIDValue
    /// When the item was made.
    public var created: Instant
    /// When the item was changed last.
    public var updated: Instant

    /// - Parameters:
    ///   - urls: the URLs in their order, several for a group.
    ///   - title: the title; nil for none.
    ///   - kind: the word for the kind of item.
    ///   - folder: the name of the folder.
    ///   - uuid: the uuid.
    ///   - created: when the item was made.
    ///   - updated: when the item was changed last.
    public init(
        urls: [String], title: String?, kind: String, folder: String, uuid: UUIDValue,
        created: Instant, updated: Instant
    ) {
        self.urls = urls
        self.title = title
        self.kind = kind
        self.folder = folder
        self.uuid = uuid
        self.created = created
        self.updated = updated
    }

    func value(of field: ItemField) -> FoundValue {
        switch field {
        case .url: urls.isEmpty ? .missing : .texts(urls)
        case .title: title.map(FoundValue.text) ?? .missing
        case .kind: .text(kind)
        case .folder: .text(folder)
        case .uuid: .uuid(uuid)
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
    /// The same, where what it is a part of is not of its key's type: so it is not either.
    case misfit(Int)
    /// A field of the item.
    case text(String)
    /// A field of the item that has one or more values.
    case texts([String])
    case instant(Instant)
    case uuid(UUIDValue)
}
