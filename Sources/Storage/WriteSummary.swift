/// What became of the items of an upload.
///
/// Every item that is read ends in exactly one of the other counts.
public struct WriteSummary: Sendable, Equatable {
    /// Items that the upload holds.
    public var read = 0
    /// Items that are new in the store.
    public var created = 0
    /// Items that were stored already, whose metadata was overwritten with other metadata.
    public var updated = 0
    /// Items that were stored already with this metadata, or that bring none.
    public var unchanged = 0
    /// Items that were stored already and are not to be overwritten.
    public var skipped = 0
    /// Items that were refused for their content.
    public var rejected = 0
    /// Of the created items, those whose URLs the folder held before the upload.
    public var doubled = 0
    /// What the updated items lose.
    public var loss = KeyLoss()

    /// The summary of nothing.
    public init() {}

    /// Whether every item that was read is accounted for.
    public var addsUp: Bool { read == created + updated + unchanged + skipped + rejected }

    /// The sums of two uploads.
    public static func + (a: WriteSummary, b: WriteSummary) -> WriteSummary {
        var sum = a
        sum.read += b.read
        sum.created += b.created
        sum.updated += b.updated
        sum.unchanged += b.unchanged
        sum.skipped += b.skipped
        sum.rejected += b.rejected
        sum.doubled += b.doubled
        sum.loss = a.loss + b.loss
        return sum
    }
}
