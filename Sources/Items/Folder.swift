/// A folder: items live in exactly one, and an item's URL matters within its folder only.
public struct Folder: Sendable, Equatable {
    /// Its uuid.
    public var id: ItemID
    /// The name, unique in the store, compared byte by byte.
    public var name: String
    /// When it was made.
    public var created: StoreTime
    /// Number of items in it.
    public var itemCount: Int

    /// Makes a folder.
    public init(id: ItemID, name: String, created: StoreTime, itemCount: Int) {
        self.id = id
        self.name = name
        self.created = created
        self.itemCount = itemCount
    }

    /// 300 characters, like the titles of items.
    public static let nameLengthMax = 300

    /// Whether a folder may have a name: not empty, not too long, without control characters.
    public static func isName(_ name: String) -> Bool {
        let scalars = name.unicodeScalars
        return !scalars.isEmpty && scalars.count <= nameLengthMax
            && !scalars.contains { $0.properties.generalCategory == .control }
    }
}
