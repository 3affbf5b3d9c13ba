import CanonicalJSON
public import Findings
public import Items

/// One item of a CSV upload. CSV carries no metadata.
public struct CSVItem: Sendable, Equatable {
    /// What the item is.
    public var kind: ItemKind
    /// Number of the item in its file, from 0.
    public var index: Int
    /// The item's URL, or those of all frames in the order of the rows; a row whose URL cannot be
    /// read adds none.
    public var urls: [String]
    /// The title of the item; nil where none is given.
    public var title: String?
    /// The place of the URL in the item's first row.
    public var location: FindingLocation
    /// Whether a row of the item has an error, so that it cannot be stored.
    public var isFaulty: Bool

    /// Where its header is in the file, with the line end, as offsets.
    public var header = 0..<0
    /// Where its rows are in the file, with their line ends, as offsets.
    public var rows: [Range<Int>] = []

    /// A hash of kind and URLs, the same for items that stand for the same file; nil without URLs.
    public var matchHash: UInt64? {
        if urls.isEmpty { return nil }
        var hash = MatchHash(kind: kind)
        for url in urls {
            var url = url
            url.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
        }
        return hash.value
    }
}
