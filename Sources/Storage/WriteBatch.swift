public import CanonicalJSON
import Columns
public import Findings
public import Items
public import UploadFormats
public import Validation
import Values
import Text

/// About a thousand uploaded items on their way into a store: pure data, made on any thread.
///
/// All text lies in one buffer that the batch keeps when it is emptied, so filling a batch again
/// allocates next to nothing.
public struct WriteBatch: Sendable {
    /// One item as offsets into ``bytes``.
    package struct Entry: Sendable {
        package var kind: ItemKind
        /// The item's part of ``urlEnds``.
        package var urls: Range<Int>
        /// Start of the first URL; the others follow without a gap.
        package var urlStart: Int
        /// ``StableHash/ofURLs(_:)`` of the item's URLs; nil for an item without URLs.
        package var urlHash: UInt64?
        package var title: Range<Int>?
        package var media: Range<Int>?
        package var document: Range<Int>
        /// Whether a stored item's document is to be overwritten with this one, if at all.
        package var bringsMetadata: Bool
        package var placeholder: ItemID?
        /// The row of ``columns`` that has its values; nil where nobody has read them.
        package var row: Int?
    }

    package private(set) var bytes: [UInt8] = []
    package private(set) var entries: [Entry] = []
    package private(set) var urlEnds: [Int] = []
    /// Names of keys that the schema does not have.
    package private(set) var undeclaredNames: [String] = []

    /// The values of the items by column; nil for a batch without.
    package let columns: BatchColumns?

    /// Makes an empty batch.
    public init() {
        columns = nil
    }

    /// Makes an empty batch that keeps the values of its items for the columns of a store.
    ///
    /// - Parameter catalog: that of the state whose schema the items are checked against.
    public init(for catalog: Catalog) {
        columns = BatchColumns(catalog.columns)
    }

    /// Number of items.
    public var count: Int { entries.count }

    /// Whether the batch has no items.
    public var isEmpty: Bool { entries.isEmpty }

    /// Takes items out, by their places; their text stays until the batch is emptied.
    public mutating func remove(at places: Set<Int>) {
        entries = entries.indices.filter { !places.contains($0) }.map { entries[$0] }
    }

    /// Empties the batch and keeps its memory for the next items.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        let isEmpty = entries.isEmpty
        entries.removeAll(keepingCapacity: true)
        urlEnds.removeAll(keepingCapacity: true)
        // Of items that were all taken out the names are not told a second time.
        if !isEmpty { undeclaredNames.removeAll() }
        columns?.rows.removeAll()
    }

    // MARK: Items

    /// Checks an item of a JSON upload and appends it when it has no error.
    ///
    /// Its document goes from the tape into the batch in one piece. Empty metadata of an item that
    /// names its `externalFileType` overwrites nothing: that encoding writes `{}` for every item
    /// without metadata.
    ///
    /// - Parameters:
    ///   - item: the item.
    ///   - tape: the tape that it was read from.
    ///   - known: the number of errors before those about this item.
    ///   - validator: checks its metadata.
    ///   - writer: writes what the item says about the media; best with a limit of
    ///     ``UploadLimits/mediaBytesMax``, and the same one for every item.
    ///   - findings: what is wrong with the metadata is added here.
    /// - Returns: false for an item that has an error, or says more about the media than the writer's
    ///   limit; the batch is then what it was.
    public mutating func append(
        _ item: UploadItem, of tape: JSONTape, known: Int, checkedBy validator: Validator,
        writer: inout CanonicalWriter, into findings: inout FindingBuffer
    ) -> Bool {
        let start = bytes.count
        columns?.rows.beginRow()
        var document: Range<Int>?
        if let token = item.metadataToken {
            let isVideo = item.kind == .video
            var values = NoValues()
            let isGood =
                columns?.validate(
                    tape, metadata: token, isVideo: isVideo, with: validator, into: &findings,
                    canonical: &bytes)
                ?? validator.validate(
                    tape, metadata: token, isVideo: isVideo, into: &findings, canonical: &bytes,
                    values: &values)
            if isGood { document = start..<bytes.count }
        }
        guard !findings.hasError(since: known), let media = appendMedia(item, tape, &writer) else {
            bytes.removeSubrange(start...)
            columns?.rows.cancelRow()
            return false
        }
        if document != nil { undeclaredNames += validator.newUndeclaredNames(of: tape) }
        var urls = URLList(self)
        for token in item.urlTokens { urls.add(to: &self) { tape.appendText(of: token, to: &$0) } }
        var title: Range<Int>?
        if let token = item.titleToken {
            let start = bytes.count
            tape.appendText(of: token, to: &bytes)
            title = start..<bytes.count
        }
        let isEmpty = item.metadataToken.map { Int(tape[$0].next) == $0 + 1 } ?? true
        append(
            item.kind, urls, title: title, media: media.isEmpty ? nil : media, document,
            bringsMetadata: !(item.hasExternalFileType && isEmpty),
            placeholder: item.placeholderToken.flatMap { ItemID(tape.string(at: $0)) },
            row: endRow())
        return true
    }

    /// Keeps the row that was begun.
    ///
    /// - Returns: its place; nil without columns.
    private func endRow() -> Int? {
        guard let columns else { return nil }
        columns.rows.endRow()
        return columns.rows.rowCount - 1
    }

    /// Appends what an item says about the media: an empty range where it says nothing, nil where that
    /// is too long.
    private mutating func appendMedia(
        _ item: UploadItem, _ tape: JSONTape, _ writer: inout CanonicalWriter
    ) -> Range<Int>? {
        let start = bytes.count
        if let token = item.mediaMetadataToken {
            do throws(CanonicalError) {
                try writer.append(tape, at: token, to: &bytes)
            } catch {
                return nil
            }
        }
        return start..<bytes.count
    }

    /// Appends an item of a CSV upload, which brings no metadata.
    public mutating func append(_ item: CSVItem) {
        append(kind: item.kind, urls: item.urls, title: item.title)
    }

    /// Appends an item.
    ///
    /// - Parameters:
    ///   - kind: what the item becomes.
    ///   - urls: its URLs; those of the members, in order, for groups and series.
    ///   - title: its title; nil where the upload gives none.
    ///   - metadata: its checked metadata; nil where it has none, which is stored as `{}`.
    ///   - bringsMetadata: false for metadata that only a new item gets.
    ///   - media: what the upload says about the media, as a canonical JSON object.
    ///   - placeholder: the id that the uploader wants for a new item. An id that is in use already
    ///     is not used a second time: the item then gets one of its own.
    public mutating func append(
        kind: ItemKind, urls: some Sequence<String>, title: String?,
        metadata: ValidatedMetadata? = nil, bringsMetadata: Bool = true, media: [UInt8]? = nil,
        placeholder: ItemID? = nil
    ) {
        undeclaredNames += metadata?.undeclaredNames ?? []
        var list = URLList(self)
        for url in urls { list.add(to: &self) { $0.append(contentsOf: url.utf8) } }
        append(
            kind, list, title: title.map { store($0.utf8) }, media: media.map { store($0) },
            metadata.map { store($0.canonical) },
            bringsMetadata: bringsMetadata, placeholder: placeholder, row: nil)
    }

    private mutating func append(
        _ kind: ItemKind, _ urls: URLList, title: Range<Int>?, media: Range<Int>?,
        _ document: Range<Int>?, bringsMetadata: Bool, placeholder: ItemID?, row: Int?
    ) {
        entries.append(
            Entry(
                kind: kind, urls: urls.first..<urlEnds.count, urlStart: urls.start,
                urlHash: urls.first == urlEnds.count ? nil : urls.hash.value, title: title,
                media: media, document: document ?? store("{}".utf8),
                bringsMetadata: bringsMetadata && document != nil, placeholder: placeholder,
                row: row))
    }

    private mutating func store(_ text: some Sequence<UInt8>) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: text)
        return start..<bytes.count
    }

    /// The URLs of the item that is being appended.
    private struct URLList {
        var start: Int
        var first: Int
        var hash = StableHash()

        init(_ batch: borrowing WriteBatch) {
            start = batch.bytes.count
            first = batch.urlEnds.count
        }

        mutating func add(to batch: inout WriteBatch, _ write: (inout [UInt8]) -> Void) {
            if batch.urlEnds.count > first { hash.combine(0x0A) }
            let start = batch.bytes.count
            write(&batch.bytes)
            batch.bytes.withUnsafeBytes {
                hash.combine(UnsafeRawBufferPointer(rebasing: $0[start...]))
            }
            batch.urlEnds.append(batch.bytes.count)
        }
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
