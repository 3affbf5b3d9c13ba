public import CanonicalJSON

/// Collects the findings of the text that is being read: the readers and checkers report what is
/// wrong at which token, the buffer adds file, offset and item.
///
/// A finding is made at once (``findings``), or recorded in a few words (``records``) where
/// ``defersFindings`` is set: then a ``FindingSpeller`` makes those that somebody asks for.
public struct FindingBuffer {
    /// What was found, in the order of the reports. `line` and `column` are 0 until
    /// ``resolvePositions(in:from:)``.
    public var findings: [Finding] = []
    /// What was recorded, in the order of the reports until ``sortRecords()``.
    public internal(set) var records: [FindingRecord] = []
    /// The number of findings of severity error since ``removeAll()``, those that are only counted
    /// too.
    public private(set) var errorCount = 0
    /// The severity of every rule; a rule that is switched off reports nothing.
    public let levels: RuleLevels
    /// The file as the user named it.
    public let file: String
    /// Offset in the file of the first byte of the text that is being read.
    public var baseOffset = 0 {
        didSet { isNewText = true }
    }
    /// The number of bytes of that text; needed where findings are recorded.
    public var textLength = 0
    /// Whether findings get hashes of what they are about: for baselines, and for reports that tell
    /// findings of two runs apart.
    public var hashesValues = false
    /// Whether rules propose how to mend what they find.
    public var proposesFixes = false
    /// Whether findings are recorded, to be made when somebody asks.
    public var defersFindings = false
    /// Whether recorded findings that differ only by their place are counted with one of them, once
    /// there are as many as a summary shows.
    public var foldsAlike = false
    /// Whether every finding will be asked for: then each is made at once, by the thread that finds it
    /// and from the text that it has before it.
    public var isListed = false
    /// The item that is being read; nil between items.
    public var item: ItemContext? {
        get { context }
        set {
            // Read here, once: a look into the stored context would copy it.
            itemNumber = newValue?.index ?? -1
            context = newValue
            isNewText = true
            hasItemWords = false
        }
    }
    private var context: ItemContext?
    /// The number of the item in its file; -1 between items.
    private var itemNumber = -1
    /// The item's reference and pointer, made for its first finding, and whether they are its.
    private var itemWords: ItemWords?
    private var hasItemWords = false
    /// How many findings of each rule the item has so far, and where the last kept one is.
    private var tallies: [RuleID: (count: Int, last: Int)] = [:]
    private var talliedItem: Int?

    /// The texts and rare parts of what was recorded.
    var texts: [RecordedText] = []
    var extras: [FindingRecord.Extra] = []
    /// Whether the text that is being read is none of ``texts`` yet.
    private var isNewText = true
    /// By the numbers of findings that differ only by their place: in which window they were met, how
    /// many records they have, and where the last of these is.
    private var alikes: [(window: Int, kept: Int, last: Int)] = []
    private var window = 0

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

    /// Forgets what was found; the item and the text stay.
    public mutating func removeAll() {
        findings.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
        texts.removeAll(keepingCapacity: true)
        extras.removeAll(keepingCapacity: true)
        errorCount = 0
        talliedItem = nil
        isNewText = true
        window += 1
    }

    // MARK: Reports

    /// Reports a finding about a token.
    ///
    /// - Parameters:
    ///   - rule: what is wrong.
    ///   - index: the token it is about.
    ///   - tape: the tape of the text at ``baseOffset``.
    ///   - value: what was found; the token's source text unless given.
    ///   - related: the token of the other place.
    ///   - alike: a number, from 0, that findings share which differ only by their place and their
    ///     fix; -1 for a finding that is like no other.
    ///   - fix: the edit that mends it; asked for only where ``proposesFixes`` is set.
    public mutating func report(
        _ rule: RuleID, at index: Int, of tape: JSONTape, key: String? = nil,
        value: FindingWord? = nil, expected: FindingWord? = nil, suggestion: FindingWord? = nil,
        related: Int? = nil, alike: Int = -1, fix: @autoclosure () -> FindingFix? = nil
    ) {
        guard let severity = levels[rule] else { return }
        if severity == .error { errorCount += 1 }
        if countsAlike(alike) { return count(with: alike, fix: fix()) }
        let fix = proposesFixes ? fix() : nil
        guard isKept(rule, fix) else { return }
        if alike >= 0, foldsAlike { keep(alike) }
        let token = tape[index]
        add(
            FindingRecord(
                rule: rule, severity: severity, fix: fix?.mark, item: itemNumber,
                lastItem: itemNumber, offset: baseOffset + Int(token.start),
                length: Int(token.end - token.start),
                key: key, value: value, expected: expected, suggestion: suggestion,
                token: Int32(truncatingIfNeeded: index),
                related: Int32(truncatingIfNeeded: related ?? -1)),
            FindingRecord.Extra(proposal: fix), tape)
    }

    /// Reports a finding about a run of bytes.
    ///
    /// - Parameters:
    ///   - offset: the first byte, counted from ``baseOffset``.
    ///   - length: the number of bytes.
    ///   - pointer: the way from the item to the value with the bytes.
    ///   - fix: the edit that mends it; asked for only where ``proposesFixes`` is set.
    public mutating func report(
        _ rule: RuleID, atOffset offset: Int, length: Int = 0, pointer: String = "",
        key: String? = nil, value: FindingWord? = nil, expected: FindingWord? = nil,
        suggestion: FindingWord? = nil, related: FindingLocation? = nil,
        fix: @autoclosure () -> FindingFix? = nil
    ) {
        guard let severity = levels[rule] else { return }
        if severity == .error { errorCount += 1 }
        let fix = proposesFixes ? fix() : nil
        guard isKept(rule, fix) else { return }
        add(
            FindingRecord(
                rule: rule, severity: severity, fix: fix?.mark, item: itemNumber,
                lastItem: itemNumber, offset: baseOffset + offset, length: length, key: key,
                value: value,
                expected: expected, suggestion: suggestion, token: -1, related: -1),
            FindingRecord.Extra(proposal: fix, pointer: pointer, related: related), nil)
    }

    /// Makes a finding about a token and keeps it out of the buffer; nil when its rule is switched
    /// off.
    public mutating func make(
        _ rule: RuleID, at index: Int, of tape: JSONTape, key: String
    ) -> Finding? {
        guard let severity = levels[rule] else { return nil }
        let token = tape[index]
        let record = FindingRecord(
            rule: rule, severity: severity, fix: nil, item: itemNumber, lastItem: itemNumber,
            offset: baseOffset + Int(token.start), length: Int(token.end - token.start), key: key,
            value: nil, expected: nil, suggestion: nil,
            token: Int32(truncatingIfNeeded: index), related: -1)
        return spelling.finding(record, nil, words(), tape)
    }

    private mutating func add(
        _ record: FindingRecord, _ extra: FindingRecord.Extra, _ tape: JSONTape?
    ) {
        guard defersFindings else {
            findings.append(spelling.finding(record, extra, words(), tape))
            return
        }
        var record = record
        if isNewText {
            isNewText = false
            texts.append(RecordedText(offset: baseOffset, length: textLength, item: item))
        }
        record.text = Int32(truncatingIfNeeded: texts.count - 1)
        if !extra.isEmpty {
            record.extra = Int32(truncatingIfNeeded: extras.count)
            extras.append(extra)
        }
        records.append(record)
    }

    /// Adds findings that were made elsewhere to what was recorded.
    public mutating func record(_ made: some Sequence<Finding>) {
        for finding in made {
            var record = FindingRecord(finding)
            record.extra = Int32(truncatingIfNeeded: extras.count)
            extras.append(FindingRecord.Extra(proposal: finding.proposal, finding: finding))
            records.append(record)
        }
    }

    /// Records what was made at once, when its lines are known.
    public mutating func recordMade() {
        record(findings)
        findings.removeAll(keepingCapacity: true)
    }

    /// Puts the records in the order of the file; those of one place stay in the order of the reports.
    public mutating func sortRecords() {
        let offsets = records.map(\.offset)
        guard zip(offsets, offsets.dropFirst()).contains(where: >) else { return }
        let order = offsets.indices.sorted { (offsets[$0], $0) < (offsets[$1], $1) }
        records = order.map { records[$0] }
    }

    /// Whether an error was found since there were as many.
    ///
    /// - Parameter known: ``errorCount`` at some time before.
    @inlinable @inline(__always)
    package func hasError(since known: Int) -> Bool { errorCount > known }

    // MARK: Bounds

    /// Whether another finding of a rule is made; else it is counted with the last that was.
    private mutating func isKept(_ rule: RuleID, _ fix: FindingFix?) -> Bool {
        let item = itemNumber
        if item < 0 { return true }
        if item != talliedItem {
            talliedItem = item
            tallies.removeAll(keepingCapacity: true)
        }
        let tally = tallies[rule] ?? (0, 0)
        if tally.count >= keptOfItem, isCounted(fix, with: tally.last, rule, item) { return false }
        tallies[rule] = (tally.count + 1, defersFindings ? records.count : findings.count)
        return true
    }

    /// Counts a finding with the one at a place, if that is about the same rule and item.
    private mutating func isCounted(
        _ fix: FindingFix?, with place: Int, _ rule: RuleID, _ item: Int
    ) -> Bool {
        if defersFindings {
            guard place < records.count, records[place].rule == rule,
                records[place].lastItem == item
            else { return false }
            records[place].count += 1
            if let fix { records[place].folded.add(fix.mark) }
            return true
        }
        guard place < findings.count, findings[place].rule == rule,
            findings[place].item?.index == item
        else { return false }
        findings[place].count += 1
        if let fix { findings[place].folded.add(fix.mark) }
        return true
    }

    /// Whether a finding is only counted: there is a record of the item that is like it, or there are
    /// such records of as many items as a summary shows.
    ///
    /// - Parameter alike: the number of the findings that it is like, as a report takes it.
    public func countsAlike(_ alike: Int) -> Bool {
        guard foldsAlike, alike >= 0, alike < alikes.count, alikes[alike].window == window else {
            return false
        }
        return alikes[alike].kept > FindingTally.samplesMax
            || records[alikes[alike].last].lastItem == itemNumber
    }

    /// Counts a finding with the last like it, where ``countsAlike(_:)`` says so.
    ///
    /// - Parameters:
    ///   - alike: their number.
    ///   - fix: the edit that mends it; asked for only where ``proposesFixes`` is set.
    public mutating func count(with alike: Int, fix: @autoclosure () -> FindingFix?) {
        let place = alikes[alike].last
        records[place].count += 1
        if proposesFixes, let fix = fix() { records[place].folded.add(fix.mark) }
        if records[place].lastItem != itemNumber {
            records[place].lastItem = itemNumber
            records[place].itemCount += 1
        }
    }

    /// Takes note that a record is made of some findings that are alike.
    private mutating func keep(_ alike: Int) {
        while alikes.count <= alike { alikes.append((window: -1, kept: 0, last: 0)) }
        if alikes[alike].window != window { alikes[alike] = (window, 0, 0) }
        alikes[alike].kept += 1
        alikes[alike].last = records.count
    }

    // MARK: Words

    private var spelling: FindingSpelling {
        FindingSpelling(file: file, hashesValues: hashesValues)
    }

    private mutating func words() -> ItemWords? {
        guard let item else { return nil }
        if hasItemWords, let itemWords { return itemWords }
        let words = spelling.words(of: item)
        itemWords = words
        hasItemWords = true
        return words
    }

    /// Sets line and column of every finding that has none yet.
    ///
    /// - Parameters:
    ///   - bytes: a piece of the file that holds every unresolved finding.
    ///   - start: the place of the piece's first byte.
    public mutating func resolvePositions(
        in bytes: UnsafeRawBufferPointer, from start: SourcePosition
    ) {
        var lines = LineIndex(bytes, from: start)
        for index in findings.indices {
            lines.resolve(&findings[index].location.position)
            if findings[index].related != nil {
                var related = findings[index].related
                if var position = related?.position {
                    lines.resolve(&position)
                    related?.position = position
                }
                findings[index].related = related
            }
        }
    }

    /// The source text of a token, cut for a message.
    public static func source(of index: Int, in tape: JSONTape) -> String {
        cut(tape.source(of: index))
    }

    /// Some bytes of a file, cut for a message.
    static func cut(_ source: UnsafeRawBufferPointer) -> String {
        // Four bytes a character at the most, and some for the cut itself.
        Finding.cut(String(decoding: source.prefix(4 * Finding.valueLengthMax + 4), as: UTF8.self))
    }
}
