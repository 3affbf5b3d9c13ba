public import CanonicalJSON

/// Makes findings of what was recorded about the items of one window, while its bytes are there.
///
/// An item is scanned again for its first finding that is made; lines and columns are found in one
/// walk over the bytes.
public final class FindingSpeller {
    // Invariant: `bytes` are those of the window, which its holder neither frees nor changes while the
    // speller is used.
    private let bytes: UnsafeRawBufferPointer
    private let start: SourcePosition
    private let spelling: FindingSpelling
    private let texts: [RecordedText]
    private let extras: [FindingRecord.Extra]
    private var lines: LineIndex
    private var scanner = JSONScanner(limits: .item)
    let tape = JSONTape()
    /// The place of the text that was scanned last, whether it is JSON, and its item.
    private var text: Int32 = -1
    private var isJSON = false
    private var words: ItemWords?

    /// - Parameters:
    ///   - buffer: what was recorded.
    ///   - bytes: the window; must stay as they are while the speller is used.
    ///   - start: the place of their first byte.
    public init(
        _ buffer: FindingBuffer, in bytes: UnsafeRawBufferPointer, from start: SourcePosition
    ) {
        self.bytes = bytes
        self.start = start
        spelling = FindingSpelling(file: buffer.file, hashesValues: buffer.hashesValues)
        texts = buffer.texts
        extras = buffer.extras
        lines = LineIndex(bytes, from: start)
    }

    /// The file as the user named it.
    var file: String { spelling.file }

    /// Makes a finding.
    public func finding(_ record: FindingRecord) -> Finding {
        let extra = extra(of: record)
        if let made = extra?.finding { return made }
        read(record.text)
        return resolved(spelling.finding(record, extra, words, isJSON ? tape : nil))
    }

    /// The edit that mends a finding.
    public func proposal(_ record: FindingRecord) -> FindingFix? { extra(of: record)?.proposal }

    /// What was found, in words.
    func value(_ record: FindingRecord) -> String? {
        if let value = record.value { return value.text }
        guard record.token >= 0 else { return nil }
        let from = min(max(record.offset - start.offset, 0), bytes.count)
        let to = min(from + record.length, bytes.count)
        return FindingBuffer.cut(UnsafeRawBufferPointer(rebasing: bytes[from..<to]))
    }

    /// The source line of a finding; nil for what is no text and has no lines.
    public func excerpt(_ record: FindingRecord) -> SourceExcerpt? {
        if record.rule == .fileNotText { return nil }
        let offset = record.offset - start.offset
        guard offset >= 0, offset <= bytes.count else { return nil }
        return SourceExcerpt(
            of: bytes, at: offset, length: record.length, holdsLineStart: start.column == 1)
    }

    private func extra(of record: FindingRecord) -> FindingRecord.Extra? {
        record.extra >= 0 ? extras[Int(record.extra)] : nil
    }

    private func resolved(_ finding: Finding) -> Finding {
        var finding = finding
        lines.resolve(&finding.location.position)
        if var related = finding.related {
            lines.resolve(&related.position)
            finding.related = related
        }
        return finding
    }

    /// Reads a text, unless it was the last one.
    private func read(_ place: Int32) {
        guard place != text else { return }
        text = place
        isJSON = false
        words = nil
        guard place >= 0 else { return }
        let recorded = texts[Int(place)]
        let from = min(max(recorded.offset - start.offset, 0), bytes.count)
        let to = min(from + recorded.length, bytes.count)
        let source = UnsafeRawBufferPointer(rebasing: bytes[from..<to])
        isJSON = (try? scanner.scan(source, into: tape)) != nil
        guard var item = recorded.item else { return }
        // What had no tape while it was read has none now: it is known by other things.
        if item.tape != nil { item.tape = isJSON ? tape : nil }
        words = spelling.words(of: item)
    }
}
