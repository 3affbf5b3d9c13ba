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
    /// ``valueLengthMax`` characters, or a measure such as `3 numbers`.
    public var value: String?
    /// What was expected, in words that fit behind "expected".
    public var expected: String?
    /// The nearest correct value as the file would write it (a string with its quotes), or the
    /// nearest key or member as plain text. The rule's template puts quotes around keys.
    public var suggestion: String?
    /// The other place of a rule that compares two, for instance the first of two duplicate keys.
    public var related: FindingLocation?
    /// The source line; only kept for the first findings of a cause.
    public var excerpt: SourceExcerpt?
    /// How many findings it stands for: 1, but for the last one that is kept of a rule in an item
    /// with more than ``FindingBuffer/keptOfItemMax``.
    public var count = 1
    /// The hash of the value's canonical form, so that indentation, the order of keys and the
    /// spelling of strings do not count; only where ``FindingBuffer/hashesValues`` asks for it.
    public var valueHash: UInt64?
    /// Whether `fix` mends it; nil where it does not, and where nobody asked.
    public var fix: FixMark?

    /// 80 characters: enough to recognise a value, short enough for one line of a terminal.
    public static let valueLengthMax = 80

    /// Makes a finding; its severity is the rule's own unless given.
    public init(
        _ rule: RuleID, severity: Severity? = nil, location: FindingLocation,
        item: ItemReference? = nil, key: String? = nil, value: String? = nil,
        expected: String? = nil, suggestion: String? = nil, related: FindingLocation? = nil,
        excerpt: SourceExcerpt? = nil
    ) {
        self.rule = rule
        self.severity = severity ?? rule.defaultSeverity
        self.location = location
        self.item = item
        self.key = key
        self.value = value
        self.expected = expected
        self.suggestion = suggestion
        self.related = related
        self.excerpt = excerpt
    }

    /// One sentence: what is wrong, what was expected, what to do. Without the place.
    public var message: String { rule.rule.message(for: self) }

    /// A text as JSON writes it, in quotes: the form of every suggestion that is a string.
    public static func literal(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONStringWriter.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A text cut to a number of characters, with `…` in place of the rest.
    public static func cut(_ text: String, to length: Int = valueLengthMax) -> String {
        text.unicodeScalars.count <= length
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(length - 1))) + "…"
    }
}
