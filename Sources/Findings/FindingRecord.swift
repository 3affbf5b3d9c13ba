import CanonicalJSON

/// A finding as it is recorded while an item is read: what is wrong at which bytes, and the words of
/// it as data. ``FindingSpeller`` makes a ``Finding`` of it when somebody asks.
public struct FindingRecord: Sendable {
    /// What is wrong.
    public let rule: RuleID
    /// The rule's severity after the user's choices.
    public let severity: Severity
    /// Whether `fix` mends it; nil where it does not, and where nobody asked.
    public internal(set) var fix: FixMark?
    /// How many findings it stands for.
    public internal(set) var count = 1
    /// In how many items these are.
    public internal(set) var itemCount = 1
    /// The number of the first of these items in the file; -1 for a finding about the file.
    public let item: Int
    /// The number of the last of these items in the file; -1 for a finding about the file.
    public internal(set) var lastItem: Int
    /// Which of the others that it stands for `fix` mends.
    public internal(set) var folded = FixCounts()
    /// Offset in the file of the first faulty byte.
    public let offset: Int
    /// Number of faulty bytes.
    public let length: Int
    /// The schema key or member it is about.
    public let key: String?
    /// What was found; nil for the text of the token.
    let value: FindingWord?
    let expected: FindingWord?
    let suggestion: FindingWord?
    /// The token that it is about, in the text; -1 for bytes that are no token.
    let token: Int32
    /// The token of the other place; -1 for none.
    let related: Int32
    /// The place of its text among the buffer's; -1 without one.
    var text: Int32 = -1
    /// The place of its rare parts among the buffer's; -1 without any.
    var extra: Int32 = -1

    /// Parts that few findings have.
    struct Extra: Sendable {
        var proposal: FindingFix?
        /// The way from the item to the bytes.
        var pointer = ""
        var related: FindingLocation?
        /// The finding itself, where it was made at once.
        var finding: Finding?

        var isEmpty: Bool {
            proposal == nil && pointer.isEmpty && related == nil && finding == nil
        }
    }
}

extension FindingRecord {
    /// The record of a finding that was made at once.
    init(_ finding: Finding) {
        self.init(
            rule: finding.rule, severity: finding.severity, fix: finding.fix, count: finding.count,
            item: finding.item?.index ?? -1, lastItem: finding.item?.index ?? -1,
            folded: finding.folded,
            offset: finding.location.position.offset, length: finding.location.length,
            key: finding.key, value: finding.valueWord, expected: finding.expectedWord,
            suggestion: finding.suggestionWord, token: -1, related: -1)
    }
}

/// A text that recorded findings are about, and the item that it is.
struct RecordedText {
    /// Offset in the file of its first byte.
    var offset: Int
    /// Number of its bytes.
    var length: Int
    var item: ItemContext?
}
