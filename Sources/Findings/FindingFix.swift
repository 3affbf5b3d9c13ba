/// The edit that mends a finding, as the rule proposes it that judged the text.
public struct FindingFix: Sendable, Equatable {
    /// What to write.
    public var replacement: String
    /// Whether the meaning certainly stays.
    public var mark: FixMark
    /// The bytes that are replaced, counted from the first byte of the finding's text (below zero for
    /// bytes before it); nil for all of that text.
    public var range: Range<Int>?

    /// Makes an edit of its parts.
    public init(_ replacement: String, _ mark: FixMark, range: Range<Int>? = nil) {
        self.replacement = replacement
        self.mark = mark
        self.range = range
    }
}
