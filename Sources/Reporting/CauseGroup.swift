import Findings

/// The causes of one rule and key, as they are shown to people: the heaviest in full, a few other
/// values in a line each, the rest counted.
struct CauseGroup {
    /// The cause with the most findings.
    let main: FindingCause
    /// Other values of the same key, by their findings.
    private(set) var others: [FindingCause] = []
    /// All findings of the group.
    private(set) var findingCount: Int
    /// Values that were not counted one by one have at least one finding.
    private(set) var hasUncountedValues: Bool

    private init(_ cause: FindingCause) {
        main = cause
        findingCount = cause.count
        hasUncountedValues = cause.extent != .value
    }

    /// The groups of a tally: the worst severity first, then the most findings, then the first
    /// found.
    static func groups(of tally: FindingTally) -> [CauseGroup] {
        var groups: [CauseGroup] = []
        var places: [Identity: Int] = [:]
        for cause in tally.causesByWeight {
            let identity = Identity(
                rule: cause.rule, severity: cause.severity, key: cause.key,
                isRule: cause.extent == .rule)
            if let place = places[identity] {
                groups[place].add(cause)
            } else {
                places[identity] = groups.count
                groups.append(CauseGroup(cause))
            }
        }
        return groups.enumerated().sorted { a, b in
            let (first, second) = (a.element, b.element)
            if first.main.severity != second.main.severity {
                return first.main.severity > second.main.severity
            }
            if first.findingCount != second.findingCount {
                return first.findingCount > second.findingCount
            }
            return a.offset < b.offset
        }.map(\.element)
    }

    private mutating func add(_ cause: FindingCause) {
        findingCount += cause.count
        if cause.extent == .value {
            others.append(cause)
        } else {
            hasUncountedValues = true
        }
    }

    /// What is wrong, by the first finding of the heaviest cause.
    var message: String { CauseGroup.message(of: main) }

    /// What is wrong in a cause; without a value where values are counted together.
    static func message(of cause: FindingCause) -> String {
        guard cause.extent == .value, let first = cause.samples.first else {
            let key = cause.key.map { "\($0): " } ?? ""
            return key + cause.rule.rule.sentence
        }
        return first.message
    }

    /// What is not shown when only some of the other values are; nil when nothing is left out.
    ///
    /// - Parameter shownCount: the number of values shown besides the main one.
    func restText(shownCount: Int) -> String? {
        let shown = main.count + others.prefix(shownCount).reduce(0) { $0 + $1.count }
        let findings = findingCount - shown
        guard findings > 0 else { return nil }
        let count = max(0, others.count - shownCount) + (hasUncountedValues ? 1 : 0)
        let values = "\(hasUncountedValues ? "at least " : "")\(counted(count, "other value"))"
        let key = main.key.map { " of \(TerminalText.escaped($0))" } ?? ""
        return "and \(values)\(key) (\(counted(findings, "finding")))"
    }

    private struct Identity: Hashable {
        var rule: RuleID
        var severity: Severity
        var key: String?
        var isRule: Bool
    }
}
