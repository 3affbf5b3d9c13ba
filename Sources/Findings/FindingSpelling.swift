import CanonicalJSON

/// An item in words, and the pointer to it.
struct ItemWords {
    var reference: ItemReference
    var pointer: String
}

/// How what was recorded becomes a finding: the one place that spells them out.
struct FindingSpelling {
    var file: String
    /// See ``FindingBuffer/hashesValues``.
    var hashesValues: Bool

    /// An item in words.
    func words(of item: ItemContext) -> ItemWords {
        var words = ItemWords(reference: item.reference, pointer: item.pointer)
        if hashesValues, words.reference.url == nil, words.reference.title == nil {
            words.reference.contentHash =
                item.tape.map { Fingerprint(of: $0, at: 0).value } ?? item.textHash
        }
        return words
    }

    /// Makes a finding; line and column stay 0.
    ///
    /// - Parameters:
    ///   - words: its item.
    ///   - tape: the text of its token; nil for one about bytes.
    func finding(
        _ record: FindingRecord, _ extra: FindingRecord.Extra?, _ words: ItemWords?,
        _ tape: JSONTape?
    ) -> Finding {
        var location = FindingLocation(
            file: file, position: SourcePosition(offset: record.offset, line: 0, column: 0),
            length: record.length, pointer: (words?.pointer ?? "") + (extra?.pointer ?? ""))
        var value = record.value
        var related = extra?.related
        var hash: UInt64?
        if let tape, record.token >= 0 {
            let index = Int(record.token)
            location.pointer += tape.pointerText(to: index, limit: FindingBuffer.pointerBytesMax)
            if record.value == nil {
                value = .text(FindingBuffer.source(of: index, in: tape))
                if hashesValues { hash = Fingerprint(of: tape, at: index).value }
            }
            if record.related >= 0 {
                related = self.location(of: Int(record.related), record, words, tape)
            }
        }
        var finding = Finding(
            record.rule, severity: record.severity, location: location, item: words?.reference,
            key: record.key, value: value, expected: record.expected,
            suggestion: record.suggestion, related: related)
        finding.valueHash = hash
        finding.count = record.count
        finding.itemCount = record.itemCount
        finding.lastItem = record.lastItem
        finding.folded = record.folded
        finding.fix = record.fix
        finding.proposal = extra?.proposal
        return finding
    }

    /// The place of another token of a finding's text.
    private func location(
        of index: Int, _ record: FindingRecord, _ words: ItemWords?, _ tape: JSONTape
    ) -> FindingLocation {
        let token = tape[index]
        let base = record.offset - Int(tape[Int(record.token)].start)
        return FindingLocation(
            file: file,
            position: SourcePosition(offset: base + Int(token.start), line: 0, column: 0),
            length: Int(token.end - token.start),
            pointer: (words?.pointer ?? "")
                + tape.pointerText(to: index, limit: FindingBuffer.pointerBytesMax))
    }
}
