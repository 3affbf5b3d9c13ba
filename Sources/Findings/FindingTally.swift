import Text

/// Counts findings: exactly, and in a bounded memory whatever they are.
///
/// Totals are never capped. Findings with the same rule, severity, key and words are one ``FindingCause``;
/// beyond ``causesMax`` causes or ``storedBytesMax`` bytes the values of a key are counted together,
/// and beyond that the keys of a rule. Findings come file by file and item by item.
public struct FindingTally: Sendable {
    /// 10,000 causes: more than a person reads, a few megabytes.
    public static let causesMax = 10_000
    /// 3 places of a cause are kept: enough to see a pattern.
    public static let samplesMax = 3
    /// 10,000,000 bytes for causes and their samples, so that all is under 20 MB with the tables.
    public static let storedBytesMax = 10_000_000
    /// 2,000,000 bytes for keys whose values are counted together.
    public static let foldedBytesMax = 2_000_000
    /// 20,000 files are counted one by one; the findings of more files are in the totals only.
    public static let filesMax = 20_000

    /// The findings of one file.
    public struct File: Sendable, Equatable {
        /// The file as the user named it.
        public let name: String
        /// Its findings by severity.
        public internal(set) var counts = SeverityCounts()
        /// The number of its items with an error.
        public internal(set) var failedItemCount = 0
    }

    /// All findings by severity.
    public private(set) var counts = SeverityCounts()
    /// The number of items with an error.
    public private(set) var failedItemCount = 0
    /// The findings that `fix` mends, where findings tell that.
    public var fixable: FixCounts { ruleFixes.reduce(into: FixCounts()) { $0.add($1) } }
    /// The files that have findings, in their order, at most ``filesMax``.
    public private(set) var files: [File] = []
    /// All causes in the order of their first findings.
    public private(set) var causes: [FindingCause] = []
    /// The causes by rule and key, in the order of their first findings.
    public private(set) var groups: [FindingGroup] = []

    private var causePlaces: [CauseKey: Int] = [:]
    /// Groups by rule and key; the extent tells folded keys apart.
    private var groupPlaces: [CauseKey: Int] = [:]
    private var filePlaces: [ExactText: Int] = [:]
    /// Findings by the rule's number.
    private var ruleCounts = [Int](repeating: 0, count: RuleCatalog.numberEnd)
    /// Findings that `fix` mends by the rule's number, and those of the files before the current one.
    private var ruleFixes = [FixCounts](repeating: FixCounts(), count: RuleCatalog.numberEnd)
    private var earlierFixes: [FixCounts] = []
    private var storedBytes = 0
    private var foldedBytes = 0

    private var currentFile: String?
    /// The place of the current file in ``files``; nil beyond ``filesMax``.
    private var currentFilePlace: Int?
    private var fileNumber = 0
    /// The items of the current file that have an error.
    private var failedItems = ItemSet()

    /// No findings.
    public init() {}

    /// Whether nothing was found.
    public var isEmpty: Bool { counts.total == 0 }

    /// The number of findings of a rule.
    public func count(of rule: RuleID) -> Int { ruleCounts[Int(rule.rawValue)] }

    /// The findings of a rule that `fix` mends, where findings tell that.
    public func fixable(of rule: RuleID) -> FixCounts { ruleFixes[Int(rule.rawValue)] }

    /// Takes marks back: findings of a rule that are not mended all the same.
    public mutating func removeUnsafeMarks(of rule: RuleID, count: Int) {
        let number = Int(rule.rawValue)
        ruleFixes[number].unsafe -= min(count, ruleFixes[number].unsafe)
    }

    /// Takes all marks of a file back, because nothing in it is mended.
    ///
    /// - Parameter name: the file, whose findings were the last that came.
    public mutating func removeMarks(ofFile name: String) {
        guard let currentFile, ExactText.isSame(currentFile, name) else { return }
        ruleFixes = earlierFixes
    }

    /// Counts a finding.
    ///
    /// - Parameters:
    ///   - finding: findings of one file come together, and of one item too.
    ///   - excerpt: the finding's source line; asked for only when the finding is the first of its
    ///     cause.
    public mutating func add(_ finding: Finding, excerpt: () -> SourceExcerpt? = { nil }) {
        add(TallyEntry(finding), sample: { finding }, excerpt: excerpt)
    }

    /// Counts a finding, which is only made when it is one of the first of its cause.
    ///
    /// - Parameter finding: as in ``add(_:excerpt:)``.
    public mutating func add(_ finding: RecordedFinding) {
        add(TallyEntry(finding), sample: finding.finding, excerpt: finding.excerpt)
    }

    private mutating func add(
        _ entry: TallyEntry, sample: () -> Finding, excerpt: () -> SourceExcerpt?
    ) {
        let (rule, severity, count) = (Int(entry.rule.rawValue), entry.severity, entry.count)
        counts[severity] += count
        ruleCounts[rule] += count
        enterFile(entry.file)
        if let mark = entry.fix { ruleFixes[rule].add(mark) }
        ruleFixes[rule].add(entry.folded)
        let mark = entry.item < 0 ? ItemMark.none : ItemMark(file: fileNumber, item: entry.item)
        if let place = currentFilePlace { files[place].counts[severity] += count }
        if severity == .error, mark != .none, failedItems.insert(mark.item) {
            failedItemCount += 1
            if let place = currentFilePlace { files[place].failedItemCount += 1 }
        }
        let place = cause(for: entry, sample: sample)
        let group = causes[place].group
        let last = ItemMark(file: fileNumber, item: entry.lastItem)
        groups[group].count += count
        if mark != .none {
            let isNew = groups[group].lastItem != mark
            groups[group].itemCount += entry.itemCount - (isNew ? 0 : 1)
            groups[group].lastItem = last
        }
        let isNewItem = mark != .none && causes[place].lastItem != mark
        causes[place].count += count
        if mark != .none {
            causes[place].itemCount += entry.itemCount - (isNewItem ? 0 : 1)
            causes[place].lastItem = last
        }
        guard causes[place].samples.count < FindingTally.samplesMax,
            isNewItem || mark == .none || causes[place].samples.isEmpty
        else { return }
        keepSample(of: place, sample: sample, excerpt: excerpt)
    }

    // MARK: Inside

    private mutating func enterFile(_ name: String) {
        if let currentFile, ExactText.isSame(currentFile, name) { return }
        currentFile = name
        earlierFixes = ruleFixes
        fileNumber += 1
        failedItems.removeAll()
        currentFilePlace = filePlaces[ExactText(name)]
        if currentFilePlace == nil, files.count < FindingTally.filesMax {
            currentFilePlace = files.count
            filePlaces[ExactText(name)] = files.count
            files.append(File(name: name))
        }
    }

    /// The place of the cause that counts a finding, made if there is none yet.
    private mutating func cause(for finding: TallyEntry, sample: () -> Finding) -> Int {
        let key = finding.key.map { ExactText(FindingTally.cutKey($0)) }
        let words = finding.words
        let exact = CauseKey(
            rule: finding.rule, severity: finding.severity, extent: .value, key: key,
            value: words.map(ExactText.init))
        if let place = causePlaces[exact] { return place }
        let bytes = FindingTally.causeBytes(key?.text, words)
        if causes.count < FindingTally.causesMax, storedBytes + bytes <= FindingTally.storedBytesMax
        {
            storedBytes += bytes
            return append(exact)
        }
        let folded = CauseKey(
            rule: finding.rule, severity: finding.severity, extent: .key, key: key, value: nil)
        if let place = causePlaces[folded] { return place }
        let least = FindingTally.causeBytes(key?.text, nil) + MemoryLayout<Finding>.stride
        if foldedBytes + least <= FindingTally.foldedBytesMax {
            let needed =
                FindingTally.causeBytes(key?.text, nil) + FindingTally.bytes(of: sample())
            if foldedBytes + needed <= FindingTally.foldedBytesMax {
                foldedBytes += needed
                return append(folded)
            }
        }
        let all = CauseKey(
            rule: finding.rule, severity: finding.severity, extent: .rule, key: nil, value: nil)
        return causePlaces[all] ?? append(all)
    }

    private mutating func append(_ key: CauseKey) -> Int {
        let groupKey = CauseKey(
            rule: key.rule, severity: key.severity, extent: key.extent == .rule ? .rule : .key,
            key: key.key, value: nil)
        let group = groupPlaces[groupKey] ?? groups.count
        if group == groups.count {
            groupPlaces[groupKey] = group
            groups.append(
                FindingGroup(rule: key.rule, severity: key.severity, key: key.key?.text))
        }
        let place = causes.count
        causePlaces[key] = place
        groups[group].causes.append(place)
        causes.append(
            FindingCause(
                extent: key.extent, rule: key.rule, severity: key.severity, key: key.key?.text,
                value: key.rule.rule.showsValue ? key.value?.text : nil, group: group))
        return place
    }

    private mutating func keepSample(
        of place: Int, sample finding: () -> Finding, excerpt: () -> SourceExcerpt?
    ) {
        let isFirst = causes[place].samples.isEmpty
        // Folded causes keep one place: their memory is accounted for when they are made.
        if !isFirst, causes[place].extent != .value { return }
        var sample = finding()
        FindingTally.cutWords(of: &sample)
        sample.excerpt = isFirst ? excerpt() : nil
        let bytes = FindingTally.bytes(of: sample)
        if causes[place].extent == .value {
            // The first place is always kept; the others only while the memory is half empty.
            if !isFirst, storedBytes + bytes > FindingTally.storedBytesMax / 2 { return }
            storedBytes += bytes
        }
        causes[place].samples.append(sample)
    }

    // MARK: Memory

    /// 800 characters: a longer key is known by its beginning.
    private static let wordLengthMax = 10 * Finding.valueLengthMax

    private static func cutKey(_ key: String) -> String {
        key.utf8.count <= wordLengthMax ? key : Finding.cut(key, to: wordLengthMax)
    }

    /// A word keeps its data unless it is a long text.
    private static func cutWord(_ word: inout FindingWord?) {
        guard let text = word?.text, text.utf8.count > wordLengthMax else { return }
        word = .text(cutKey(text))
    }

    private static func cutWords(of finding: inout Finding) {
        let (url, title) = (finding.item?.url, finding.item?.title)
        let pointer = finding.related?.pointer
        finding.key = finding.key.map(cutKey)
        cutWord(&finding.valueWord)
        cutWord(&finding.expectedWord)
        cutWord(&finding.suggestionWord)
        // Samples are shown, not mended.
        finding.proposal = nil
        finding.location.pointer = cutKey(finding.location.pointer)
        finding.item?.url = url.map(cutKey)
        finding.item?.title = title.map(cutKey)
        if let pointer { finding.related?.pointer = cutKey(pointer) }
    }

    /// What a cause takes without its samples: its place in the list and in the table, and those of
    /// a group of its own.
    private static func causeBytes(_ key: String?, _ value: String?) -> Int {
        4 * MemoryLayout<CauseKey>.stride + MemoryLayout<FindingCause>.stride
            + MemoryLayout<FindingGroup>.stride + bytes(of: key) + bytes(of: value)
    }

    private static func bytes(of finding: Finding) -> Int {
        MemoryLayout<Finding>.stride + bytes(of: finding.key) + bytes(of: finding.value)
            + bytes(of: finding.location.pointer) + bytes(of: finding.item?.url)
            + bytes(of: finding.item?.title)
            + bytes(of: finding.expected) + bytes(of: finding.suggestion)
            + bytes(of: finding.related?.pointer) + 4 * SourceExcerpt.lengthMax
    }

    /// The heap memory of a text: 32 bytes of header and rounding when it has more than 15 bytes.
    private static func bytes(of text: String?) -> Int {
        guard let count = text?.utf8.count, count > 15 else { return 0 }
        return count + 48
    }
}
