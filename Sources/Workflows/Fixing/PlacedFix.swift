import Findings

/// The edit that mends a finding, at its place in the bytes that are mended.
struct PlacedFix {
    /// Makes the finding.
    let finding: () -> Finding
    /// The bytes that are replaced.
    var range: Range<Int>
    var replacement: String
    var isSafe: Bool

    init(
        _ finding: @escaping () -> Finding, range: Range<Int>, replacement: String, isSafe: Bool
    ) {
        self.finding = finding
        self.range = range
        self.replacement = replacement
        self.isSafe = isSafe
    }

    /// The edit that a finding proposes; nil where it proposes none in the bytes.
    ///
    /// - Parameters:
    ///   - start: the offset in the file of the first of the bytes.
    ///   - count: how many bytes there are.
    init?(_ finding: RecordedFinding, from start: Int, count: Int) {
        guard let fix = finding.proposal else { return nil }
        let place = finding.record.offset - start
        let range = fix.range ?? 0..<finding.record.length
        guard place + range.lowerBound >= 0, place + range.upperBound <= count else { return nil }
        self.init(
            finding.finding, range: place + range.lowerBound..<place + range.upperBound,
            replacement: fix.replacement, isSafe: fix.mark == .safe)
    }
}
