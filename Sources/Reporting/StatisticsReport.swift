public import Findings
import Text

/// One line a rule: how often it is broken, and how much of that can be fixed.
public struct StatisticsReport: FindingReport {
    private let output: TextOutput

    /// Makes a report.
    public init(output: TextOutput) {
        self.output = output
    }

    /// The tally holds what is printed.
    public var listsFindings: Bool { false }

    /// Nothing: the tally holds what is printed.
    public mutating func write(_ finding: Finding) {}

    /// Writes the lines, most findings first, and the summary.
    public mutating func end(_ summary: ReportSummary) throws {
        var severities: [RuleID: Severity] = [:]
        for group in summary.tally.groups {
            severities[group.rule] = max(severities[group.rule] ?? .notice, group.severity)
        }
        let rules = RuleCatalog.all.filter { summary.tally.count(of: $0.id) > 0 }
            .enumerated().sorted { a, b in
                let (first, second) = (
                    summary.tally.count(of: a.element.id), summary.tally.count(of: b.element.id)
                )
                return first == second ? a.offset < b.offset : first > second
            }.map(\.element)
        let width = rules.map { summary.tally.count(of: $0.id).grouped.count }.max() ?? 0
        for rule in rules {
            let count = summary.tally.count(of: rule.id).grouped
            let severity = (severities[rule.id] ?? rule.severity).rawValue
            output.write(
                String(repeating: " ", count: width - count.count)
                    + "\(count)  \(rule.id.code)  \(severity)[\(rule.name)]"
                    + StatisticsReport.words(for: summary.tally.fixable(of: rule.id)) + "\n")
        }
        output.write(summary.line + "\n")
        try output.flush()
    }

    private static func words(for fixable: FixCounts) -> String {
        var parts: [String] = []
        if fixable.safe > 0 { parts.append("\(fixable.safe.grouped) fixable") }
        if fixable.unsafe > 0 {
            parts.append(
                "\(fixable.unsafe.grouped) \(parts.isEmpty ? "fixable " : "")with --unsafe")
        }
        return parts.isEmpty ? "" : "  (\(parts.joined(separator: ", ")))"
    }
}
