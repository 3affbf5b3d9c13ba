import CanonicalJSON
public import Items

/// One item of a JSON upload: where its parts are on the tape that it was read from.
///
/// Valid as long as the tape and its bytes are.
public struct UploadItem: Sendable {
    /// What the item is.
    public var kind: ItemKind
    /// The group that the item lies in or, where a format has no groups, belongs to.
    public var group: UploadGroup
    /// Number of the item in its file, from 0, over all groups.
    public var index: Int
    /// The string tokens of the item's URLs: one, or those of all frames in their order; none for
    /// scenes and for groups of uploaded images. Faulty ones are not in it.
    public var urlTokens: URLTokens
    /// The string token of the title; nil where none is given.
    public var titleToken: Int?
    /// The token of `clientMetadata`, of any type but `null`; nil where it is not given.
    public var metadataToken: Int?
    /// The token of the object that describes the media; nil where it is not given.
    public var mediaMetadataToken: Int?
    /// The string token of the uuid that the item shall get, `placeholderItemUuid`; nil where none is
    /// given, or where items of the group have none.
    public var placeholderToken: Int?
    /// Whether the item names its `externalFileType`, as the SDK's typed items do: they cannot tell
    /// empty metadata from none.
    public var hasExternalFileType: Bool
    /// A hash of kind and URLs, the same for items that stand for the same file; nil without URLs.
    public var matchHash: UInt64?
}

/// The URL tokens of one item, without storage of its own for a single one.
public struct URLTokens: RandomAccessCollection, Sendable, Equatable {
    private var single = -1
    /// Nil where nothing is stored, so that a single token counts no references.
    private var many: [Int]?

    /// No URL.
    init() {}

    init(_ token: Int) {
        single = token
    }

    init(_ tokens: [Int]) {
        many = tokens
    }

    /// Always 0.
    public var startIndex: Int { 0 }
    /// The number of URLs.
    public var endIndex: Int { single >= 0 ? 1 : many?.count ?? 0 }
    /// The token of a URL, by its number from 0.
    public subscript(position: Int) -> Int { many?[position] ?? single }
}
