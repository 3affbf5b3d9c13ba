public import CanonicalJSON

/// Where a finding is.
public struct FindingLocation: Sendable, Equatable {
    /// The file as the user named it; `-` for standard input.
    public var file: String
    /// Byte offset, line and column of the first faulty byte.
    public var position: SourcePosition
    /// Length of the faulty text in bytes, at least 0.
    public var length: Int
    /// JSON pointer from the file's root, as text; empty in files that are not JSON.
    public var pointer: String

    /// Makes a place; `length` in bytes.
    public init(file: String, position: SourcePosition, length: Int = 0, pointer: String = "") {
        self.file = file
        self.position = position
        self.length = length
        self.pointer = pointer
    }
}

/// The item that a finding is about.
public struct ItemReference: Sendable, Equatable {
    /// Number of the item in its file, from 0, over all groups.
    public var index: Int
    /// The item's group as the file spells it (`images`), or nil where a format has none.
    public var group: String?
    /// The first URL of the item.
    public var url: String?
    /// The title of the item.
    public var title: String?
    /// The hash of an item that has neither URL nor title, where ``FindingBuffer/hashesValues`` asks
    /// for it.
    public var contentHash: UInt64?

    /// Makes a reference from its parts.
    public init(index: Int, group: String? = nil, url: String? = nil, title: String? = nil) {
        self.index = index
        self.group = group
        self.url = url
        self.title = title
    }
}
