/// Counts the items of one upload that overwrite stored documents by what has changed in the end, and
/// what is lost with it. Where an upload brings an item twice, the last one decides.
package struct OverwriteLedger {
    /// What stored items lose.
    package private(set) var loss = KeyLoss()
    private var finder = LostKeyFinder()
    /// How many items of the upload overwrote a row, where there are several.
    private var touches: [Int64: Int] = [:]

    package init() {}

    /// Notes what a row loses.
    ///
    /// - Parameters:
    ///   - original: the document before the upload.
    ///   - current: the document now, which an earlier item of the upload may have written.
    ///   - new: the document from now on.
    package mutating func note(
        original: UnsafeRawBufferPointer, current: UnsafeRawBufferPointer?,
        new: UnsafeRawBufferPointer
    ) {
        if let current { loss.add(finder.keys(of: original, notIn: current), times: -1) }
        loss.add(finder.keys(of: original, notIn: new), times: 1)
    }

    /// Counts one item.
    ///
    /// - Parameters:
    ///   - row: the stored item; the first of several with the same URLs.
    ///   - wasChanged: whether earlier items of the upload have changed it.
    ///   - isChanged: whether it differs now from what it was before the upload.
    package mutating func count(
        _ row: Int64, wasChanged: Bool, isChanged: Bool, in summary: inout WriteSummary
    ) {
        let before = touches[row] ?? (wasChanged ? 1 : 0)
        if wasChanged != isChanged {
            summary.updated += isChanged ? before : -before
            summary.unchanged += isChanged ? -before : before
        }
        if before > 0 { touches[row] = before + 1 }
        if isChanged { summary.updated += 1 } else { summary.unchanged += 1 }
    }
}
