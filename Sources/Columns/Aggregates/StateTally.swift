/// How many rows are in each state: the buckets of a facet beside those of the values.
public struct StateTally: Hashable, Sendable {
    /// Rows without a value.
    public var missing = 0
    /// Rows whose value is null.
    public var null = 0
    /// Rows with a value of another kind.
    public var other = 0
    /// Rows with a value.
    public var present = 0

    /// A tally of nothing.
    public init() {}

    /// Counts rows of a segment.
    ///
    /// - Parameters:
    ///   - segment: the segment.
    ///   - among: the rows to count; those beyond the segment are missing.
    public mutating func add(_ segment: ColumnSegment, among: RowSet) {
        let total = among.count
        let states = segment.states
        let counts = (
            present: states.present.intersection(among).count,
            null: segment.range.nullCount == 0 ? 0 : states.rows(.null).intersection(among).count,
            other: segment.range.otherCount == 0
                ? 0 : states.rows(.other).intersection(among).count
        )
        present += counts.present
        null += counts.null
        other += counts.other
        missing += total - counts.present - counts.null - counts.other
    }
}
