/// One item as a store keeps it.
public struct StoredItem: Sendable, Equatable {
    /// The item's place in the store's order; items keep the order in which they were stored.
    public var number: Int64
    /// Its uuid.
    public var id: ItemID
    /// The name of its folder.
    public var folder: String
    /// What it is.
    public var kind: ItemKind
    /// Its URLs: one for most kinds, those of the members in order for groups and series, none for
    /// kinds that are made of something else.
    public var urls: [String]
    /// Its title; nil where its upload gave none.
    public var title: String?
    /// When it was stored.
    public var created: StoreTime
    /// When its metadata was last overwritten with other metadata; at first when it was created.
    public var updated: StoreTime
    /// Its `clientMetadata` in canonical form, `{}` when it was never given any.
    public var document: [UInt8]
    /// What its upload said about the media, as a canonical JSON object; nil where it said nothing.
    public var media: [UInt8]?

    /// Makes an item.
    public init(
        number: Int64, id: ItemID, folder: String, kind: ItemKind, urls: [String], title: String?,
        created: StoreTime, updated: StoreTime, document: [UInt8], media: [UInt8]?
    ) {
        self.number = number
        self.id = id
        self.folder = folder
        self.kind = kind
        self.urls = urls
        self.title = title
        self.created = created
        self.updated = updated
        self.document = document
        self.media = media
    }

    /// The first URL.
    public var url: String? { urls.first }
}
