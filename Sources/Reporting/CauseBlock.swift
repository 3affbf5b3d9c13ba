import Findings

/// A cause as it is shown to people, with what is counted below it instead of shown.
struct CauseBlock {
    let cause: FindingCause
    /// Values of the same rule and key that are not shown.
    var otherValueCount = 0
    /// Their findings.
    var otherFindingCount = 0
    /// Whether there are more values than were counted one by one.
    var hasUncountedValues = false

    /// The message of the cause's first finding; without its value when values are folded.
    var message: String {
        guard let first = cause.samples.first else { return cause.rule.rule.sentence }
        switch cause.extent {
        case .value: return first.message
        case .key: return "\(cause.key.map { "\($0): " } ?? "")\(cause.rule.rule.sentence)"
        case .rule: return cause.rule.rule.sentence
        }
    }

    /// `9,809 more findings with 9,809 other values`.
    var othersText: String {
        let findings = counted(otherFindingCount, "more finding")
        let values = "\(grouped(otherValueCount)) other value\(otherValueCount == 1 ? "" : "s")"
        let key = cause.key.map { " of \(TerminalText.escaped($0))" } ?? ""
        return "\(findings) with \(hasUncountedValues ? "at least " : "")\(values)\(key)"
    }

    /// The causes of a tally as blocks, the heaviest first.
    ///
    /// - Parameter valuesMax: the largest number of blocks for one rule and key; the others are
    ///   counted in the last of these.
    static func blocks(of tally: FindingTally, valuesMax: Int) -> [CauseBlock] {
        var blocks: [CauseBlock] = []
        /// The number of blocks of a rule and key, and the place of the last one.
        var groups: [Group: (count: Int, last: Int)] = [:]
        for cause in tally.causesByWeight {
            let group = Group(rule: cause.rule, key: cause.key, isRule: cause.extent == .rule)
            if let (count, last) = groups[group], count >= valuesMax || cause.extent == .key {
                blocks[last].otherValueCount += 1
                blocks[last].otherFindingCount += cause.count
                if cause.extent == .key { blocks[last].hasUncountedValues = true }
            } else {
                groups[group] = ((groups[group]?.count ?? 0) + 1, blocks.count)
                blocks.append(CauseBlock(cause: cause))
            }
        }
        return blocks
    }

    private struct Group: Hashable {
        var rule: RuleID
        var key: String?
        var isRule: Bool
    }
}
