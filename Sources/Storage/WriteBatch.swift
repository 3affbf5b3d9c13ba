import UploadFormats
import Validation

/// About a thousand uploaded items on their way into a store: pure data, made on any thread.
///
/// All text lies in one buffer that the batch keeps when it is emptied, so filling a batch again
/// allocates next to nothing.
public struct WriteBatch: Sendable {
    /// 1,000 items: the largest part of what batching saves, at less than a megabyte of usual items.
    public static let itemCountSuggested = 1_000
    /// 4 MiB of text: where a batch of large items had better be written before it has
    /// ``itemCountSuggested`` of them.
    public static let byteCountSuggested = 4 << 20

    /// One item as offsets into ``bytes``.
    package struct Entry: Sendable {
        package var kind: ItemKind
        /// The item's part of ``urlEnds``.
        package var urls: Range<Int>
        /// Start of the first URL; the others follow without a gap.
        package var urlStart: Int
        package var title: Range<Int>?
        package var document: Range<Int>
        package var bringsMetadata: Bool
        package var media: Range<Int>?
        package var placeholder: ItemID?
        /// ``StableHash/ofURLs(_:)`` of the item's URLs; nil for an item without URLs.
        package var urlHash: UInt64?
    }

    package private(set) var bytes: [UInt8] = []
    package private(set) var entries: [Entry] = []
    package private(set) var urlEnds: [Int] = []
    /// Names of keys at the top of the items' documents that the schema does not have.
    package private(set) var undeclaredKeys: Set<String> = []

    public init() {}

    /// Number of items.
    public var count: Int { entries.count }

    /// Whether the batch has no items.
    public var isEmpty: Bool { entries.isEmpty }

    /// Whether the batch had better be written now.
    public var isFull: Bool {
        entries.count >= WriteBatch.itemCountSuggested
            || bytes.count >= WriteBatch.byteCountSuggested
    }

    /// Appends one item.
    ///
    /// - Parameters:
    ///   - kind: what the item becomes.
    ///   - urls: its URLs; those of the members, in order, for groups and series.
    ///   - title: its title; nil where the upload gives none.
    ///   - metadata: its checked metadata; nil where it has none, which is stored as `{}`.
    ///   - bringsMetadata: whether an item that is stored already gets this metadata when the upload
    ///     says so. False where the upload does not say what the metadata shall be: the item has no
    ///     `clientMetadata`, or an empty one in the encoding that writes it for every item.
    ///   - media: what the upload says about the media, as a canonical JSON object.
    ///   - placeholder: the id that the uploader wants for a new item. An id that is in use already
    ///     is not used a second time: the item then gets one of its own.
    public mutating func append(
        kind: ItemKind, urls: some Sequence<String>, title: String?, metadata: ValidatedMetadata?,
        bringsMetadata: Bool, media: (some Sequence<UInt8>)? = [UInt8]?.none,
        placeholder: ItemID? = nil
    ) {
        let urlStart = bytes.count
        let firstURL = urlEnds.count
        var hash = StableHash()
        for url in urls {
            if urlEnds.count > firstURL { hash.combine(0x0A) }
            let start = bytes.count
            bytes.append(contentsOf: url.utf8)
            bytes.withUnsafeBytes { hash.combine(UnsafeRawBufferPointer(rebasing: $0[start...])) }
            urlEnds.append(bytes.count)
        }
        let hasURLs = urlEnds.count > firstURL
        entries.append(
            Entry(
                kind: kind, urls: firstURL..<urlEnds.count, urlStart: urlStart,
                title: title.map { store($0.utf8) },
                document: metadata.map { store($0.canonical) } ?? store("{}".utf8),
                bringsMetadata: bringsMetadata && metadata != nil,
                media: media.map { store($0) }, placeholder: placeholder,
                urlHash: hasURLs ? hash.value : nil))
    }

    /// Empties the batch and keeps its memory for the next items.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        urlEnds.removeAll(keepingCapacity: true)
        undeclaredKeys.removeAll(keepingCapacity: true)
    }

    private mutating func store(_ text: some Sequence<UInt8>) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: text)
        return start..<bytes.count
    }

    // MARK: Reading

    /// Where the URLs of an entry lie in ``bytes``.
    package func urlRanges(of entry: Entry) -> [Range<Int>] {
        var start = entry.urlStart
        return urlEnds[entry.urls].map { end in
            defer { start = end }
            return start..<end
        }
    }

    /// Hands over all text of the batch.
    package func withBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try bytes.withUnsafeBytes(body)
    }

    /// A part of ``bytes`` as text.
    package func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
