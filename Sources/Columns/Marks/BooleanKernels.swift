extension BooleanSegment {
    /// The rows with a boolean.
    ///
    /// - Parameters:
    ///   - value: which one.
    ///   - among: the rows to look at.
    public func rows(_ value: Bool, among: RowSet) -> RowSet {
        let live = among.intersection(present)
        return value ? live.intersection(trueRows) : live.subtracting(trueRows)
    }
}
