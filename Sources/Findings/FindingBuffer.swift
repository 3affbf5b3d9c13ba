import CanonicalJSON

/// Collects the findings of the text that is being read: the readers and checkers report what is
/// wrong at which token, the buffer adds file, offset and item.
public struct FindingBuffer {
    /// What was found, in the order of the reports. `line` and `column` are 0 until
    /// ``resolvePositions(in:from:)``.
    public var findings: [Finding] = []
    /// The severity of every rule; a rule that is switched off reports nothing.
    public let levels: RuleLevels
    /// The file as the user named it.
    public let file: String
    /// Offset in the file of the first byte of the text that is being read.
    public var baseOffset = 0
    /// Whether findings get hashes of what they are about: for baselines, and for reports that tell
    /// findings of two runs apart.
    public var hashesValues = false
    /// The item that is being read; nil between items.
    public var item: ItemContext? {
        didSet { if itemWords != nil { itemWords = nil } }
    }
    /// The item's reference and pointer, made for its first finding.
    private var itemWords: (reference: ItemReference, pointer: String)?
    /// How many findings of each rule the item has so far, and where the last kept one is.
    private var tallies: [RuleID: (count: Int, last: Int)] = [:]
    private var talliedItem: Int?

    /// 10,000 findings of one rule in one item are kept, the others counted: more than anybody
    /// reads of an item, some megabytes of memory.
    public static let keptOfItemMax = 10_000
    /// How many findings of one rule in one item are kept; ``keptOfItemMax`` unless told otherwise.
    public var keptOfItem = FindingBuffer.keptOfItemMax
    /// 4,096 bytes: a longer pointer is cut, so that memory does not grow with depth and findings.
    public static let pointerBytesMax = 4_096

    /// Makes an empty buffer for a file.
    public init(file: String, levels: RuleLevels = RuleLevels()) {
        self.file = file
        self.levels = levels
    }

    /// Reports a finding about a token.
    ///
    /// - Parameters:
    ///   - rule: what is wrong.
    ///   - index: the token it is about.
    ///   - tape: the tape of the text at ``baseOffset``.
    ///   - value: what was found; the token's source text unless given.
    ///   - related: the token of the other place.
    public mutating func report(
        _ rule: RuleID, at index: Int, of tape: JSONTape, key: String? = nil, value: String? = nil,
        expected: String? = nil, suggestion: String? = nil, related: Int? = nil
    ) {
        guard let severity = levels[rule], isKept(rule) else { return }
        var finding = Finding(
            rule, severity: severity, location: location(of: index, in: tape),
            item: words()?.reference, key: key,
            value: value ?? FindingBuffer.source(of: index, in: tape), expected: expected,
            suggestion: suggestion, related: related.map { location(of: $0, in: tape) })
        if hashesValues, value == nil {
            finding.valueHash = Fingerprint(of: tape, at: index).value
        }
        findings.append(finding)
    }

    /// Reports a finding about a run of bytes.
    ///
    /// - Parameters:
    ///   - offset: the first byte, counted from ``baseOffset``.
    ///   - length: the number of bytes.
    public mutating func report(
        _ rule: RuleID, atOffset offset: Int, length: Int = 0, pointer: String = "",
        key: String? = nil,
        value: String? = nil, expected: String? = nil, suggestion: String? = nil,
        related: FindingLocation? = nil
    ) {
        guard let severity = levels[rule], isKept(rule) else { return }
        let place = SourcePosition(offset: baseOffset + offset, line: 0, column: 0)
        let words = words()
        findings.append(
            Finding(
                rule, severity: severity,
                location: FindingLocation(
                    file: file, position: place, length: length,
                    pointer: (words?.pointer ?? "") + pointer),
                item: words?.reference, key: key, value: value, expected: expected,
                suggestion: suggestion,
                related: related))
    }

    /// Whether another finding of a rule is made; else it is counted with the last that was.
    private mutating func isKept(_ rule: RuleID) -> Bool {
        guard let item = item?.index else { return true }
        if item != talliedItem {
            talliedItem = item
            tallies.removeAll(keepingCapacity: true)
        }
        let tally = tallies[rule] ?? (0, 0)
        if tally.count >= keptOfItem, tally.last < findings.count,
            findings[tally.last].rule == rule, findings[tally.last].item?.index == item
        {
            findings[tally.last].count += 1
            return false
        }
        tallies[rule] = (tally.count + 1, findings.count)
        return true
    }

    private mutating func words() -> (reference: ItemReference, pointer: String)? {
        guard let item else { return nil }
        if let itemWords { return itemWords }
        var words = (reference: item.reference, pointer: item.pointer)
        if hashesValues, words.reference.url == nil, words.reference.title == nil {
            words.reference.contentHash =
                item.tape.map { Fingerprint(of: $0, at: 0).value } ?? item.textHash
        }
        itemWords = words
        return words
    }

    /// Sets line and column of every finding that has none yet.
    ///
    /// - Parameters:
    ///   - bytes: a piece of the file that holds every unresolved finding.
    ///   - start: the place of the piece's first byte.
    /// - Returns: the place behind the piece.
    @discardableResult
    public mutating func resolvePositions(
        in bytes: UnsafeRawBufferPointer, from start: SourcePosition
    ) -> SourcePosition {
        var places: [(offset: Int, finding: Int, isRelated: Bool)] = []
        for (index, finding) in findings.enumerated() {
            if finding.location.position.line == 0 {
                places.append((finding.location.position.offset, index, false))
            }
            if let related = finding.related, related.position.line == 0 {
                places.append((related.position.offset, index, true))
            }
        }
        places.sort { $0.offset < $1.offset }
        var position = start
        for place in places {
            let from = min(max(position.offset - start.offset, 0), bytes.count)
            let to = min(max(place.offset - start.offset, from), bytes.count)
            position = position.advanced(over: UnsafeRawBufferPointer(rebasing: bytes[from..<to]))
            if place.isRelated {
                findings[place.finding].related?.position = position
            } else {
                findings[place.finding].location.position = position
            }
        }
        let from = min(max(position.offset - start.offset, 0), bytes.count)
        return position.advanced(over: UnsafeRawBufferPointer(rebasing: bytes[from...]))
    }

    private mutating func location(of index: Int, in tape: JSONTape) -> FindingLocation {
        let token = tape[index]
        return FindingLocation(
            file: file,
            position: SourcePosition(offset: baseOffset + Int(token.start), line: 0, column: 0),
            length: Int(token.end - token.start),
            pointer: (words()?.pointer ?? "")
                + tape.pointerText(to: index, limit: FindingBuffer.pointerBytesMax))
    }

    /// The source text of a token, cut for a message.
    public static func source(of index: Int, in tape: JSONTape) -> String {
        // Four bytes a character at the most, and some for the cut itself.
        let bytes = tape.source(of: index).prefix(4 * Finding.valueLengthMax + 4)
        return Finding.cut(String(decoding: bytes, as: UTF8.self))
    }
}

extension FindingBuffer {
    /// Whether one of the newest findings is an error.
    ///
    /// - Parameter known: the number of findings that are not looked at.
    @inlinable @inline(__always)
    package func hasError(since known: Int) -> Bool {
        findings.count > known && FindingBuffer.hasError(findings, since: known)
    }

    // Apart from the above, which is asked for each item and mostly ends with the count.
    @usableFromInline
    static func hasError(_ findings: [Finding], since known: Int) -> Bool {
        findings[known...].contains { $0.severity == .error }
    }
}
