import Findings
import Text

/// The causes of one rule and key, as they are shown to people: the heaviest in full, a few other
/// values in a line each, all of them in one total.
struct CauseGroup {
    /// The cause with the most findings of those whose value is known, else the folded one.
    let main: FindingCause
    /// The other causes, by their findings.
    let others: [FindingCause]
    /// All findings of the group.
    let findingCount: Int
    /// The items that they are in.
    let itemCount: Int
    /// Whether there are values that were not counted one by one.
    private let hasUncountedValues: Bool

    private init?(_ group: FindingGroup, _ causes: [FindingCause]) {
        let sorted = causes.enumerated().sorted { a, b in
            let (first, second) = (a.element, b.element)
            if (first.extent == .value) != (second.extent == .value) {
                return first.extent == .value
            }
            return first.count == second.count ? a.offset < b.offset : first.count > second.count
        }.map(\.element)
        guard let first = sorted.first else { return nil }
        main = first
        others = Array(sorted.dropFirst())
        findingCount = group.count
        itemCount = group.itemCount
        hasUncountedValues = causes.contains { $0.extent != .value }
    }

    /// The groups of a tally: the worst severity first, then the most findings, then the first
    /// found.
    static func groups(of tally: FindingTally) -> [CauseGroup] {
        tally.groups.compactMap { group in
            CauseGroup(group, group.causes.map { tally.causes[$0] })
        }.enumerated().sorted { a, b in
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

    /// What is wrong, by the first finding of the heaviest cause.
    var message: String { CauseGroup.message(of: main) }

    /// What is wrong in a cause, by its first finding.
    static func message(of cause: FindingCause) -> String {
        cause.samples.first?.message ?? cause.rule.rule.sentence
    }

    /// All findings of the group in numbers: `2,000 findings in 2,000 items, 300 different values,
    /// 3 shown`.
    ///
    /// - Parameter shownCount: the places that are shown; nil to leave their number out.
    func total(shownCount: Int?) -> String {
        var text = counted(findingCount, "finding")
        if itemCount > 0 { text += " in \(counted(itemCount, "item"))" }
        if main.rule.rule.showsValue, !others.isEmpty {
            let values = others.count + 1
            text +=
                hasUncountedValues
                ? ", at least \(values.grouped) different values"
                : ", \(values.grouped) different values"
        }
        if let shownCount { text += ", \(shownCount.grouped) shown" }
        return text
    }
}
