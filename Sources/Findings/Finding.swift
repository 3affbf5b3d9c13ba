import CanonicalJSON

/// One problem: which rule, where, and the words that the rule's message needs.
///
/// A finding holds data; ``message`` makes the prose from the rule's template.
public struct Finding: Sendable, Equatable {
    /// What is wrong.
    public var rule: RuleID
    /// The rule's severity after the user's choices.
    public var severity: Severity
    /// Where it is wrong.
    public var location: FindingLocation
    /// The item it is about; nil for a finding about the file.
    public var item: ItemReference?
    /// The schema key or member it is about, as plain text without quotes.
    public var key: String?
    /// What was found: the value as the file writes it (a string with its quotes), cut to
    /// ``valueLengthMax`` characters, or a measure such as 3 numbers.
    public var valueWord: FindingWord?
    /// What was expected, in words that fit behind "expected".
    public var expectedWord: FindingWord?
    /// The nearest correct value as the file would write it (a string with its quotes), or the
    /// nearest key or member as plain text. The rule's template puts quotes around keys.
    public var suggestionWord: FindingWord?
    /// The other place of a rule that compares two, for instance the first of two duplicate keys.
    public var related: FindingLocation?
    /// The source line; only kept for the first findings of a cause.
    public var excerpt: SourceExcerpt?
    /// How many findings it stands for: 1, but for the last one that is kept of a rule in an item
    /// with more than ``FindingBuffer/keptOfItemMax``, and of those that differ only by their place
    /// where ``FindingBuffer/foldsAlike`` is set.
    public var count = 1
    /// In how many items these are.
    public var itemCount = 1
    /// The number of the last of these items, where it is another one than ``item``.
    var lastItem: Int?
    /// Which of the others that it stands for `fix` mends.
    public var folded = FixCounts()
    /// The hash of the value's canonical form, so that indentation, the order of keys and the
    /// spelling of strings do not count; only where ``FindingBuffer/hashesValues`` asks for it.
    public var valueHash: UInt64?
    /// Whether `fix` mends it; nil where it does not, and where nobody asked.
    public var fix: FixMark?
    /// The edit that mends it; nil where ``fix`` is, and where only the whole file tells what to write.
    public var proposal: FindingFix?

    /// 80 characters: enough to recognise a value, short enough for one line of a terminal.
    public static let valueLengthMax = 80

    /// Makes a finding; its severity is the rule's own unless given.
    public init(
        _ rule: RuleID, severity: Severity? = nil, location: FindingLocation,
        item: ItemReference? = nil, key: String? = nil, value: FindingWord? = nil,
        expected: FindingWord? = nil, suggestion: FindingWord? = nil,
        related: FindingLocation? = nil, excerpt: SourceExcerpt? = nil
    ) {
        self.rule = rule
        self.severity = severity ?? rule.defaultSeverity
        self.location = location
        self.item = item
        self.key = key
        valueWord = value
        expectedWord = expected
        suggestionWord = suggestion
        self.related = related
        self.excerpt = excerpt
    }

    /// ``valueWord`` as text.
    public var value: String? {
        get { valueWord?.text }
        set { valueWord = newValue.map(FindingWord.text) }
    }

    /// ``expectedWord`` as text.
    public var expected: String? {
        get { expectedWord?.text }
        set { expectedWord = newValue.map(FindingWord.text) }
    }

    /// ``suggestionWord`` as text.
    public var suggestion: String? {
        get { suggestionWord?.text }
        set { suggestionWord = newValue.map(FindingWord.text) }
    }

    /// One sentence: what is wrong, what was expected, what to do. Without the place.
    public var message: String { rule.rule.message(for: self) }

    /// A text as JSON writes it, in quotes: the form of every suggestion that is a string.
    public static func literal(_ text: String) -> String { JSONStringWriter.literal(text) }

    /// A text cut to a number of characters, with `…` in place of the rest.
    public static func cut(_ text: String, to length: Int = valueLengthMax) -> String {
        text.unicodeScalars.count <= length
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(length - 1))) + "…"
    }
}
