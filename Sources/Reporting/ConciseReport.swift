public import Findings
import Text

/// One line a finding: `path:line:column: error[rule] message`.
public struct ConciseReport: FindingReport {
    private let output: TextOutput
    private let printedMax: Int
    private var printedCount = 0

    /// Makes a report; all findings are printed unless the options say otherwise.
    public init(output: TextOutput, options: ReportOptions = ReportOptions()) {
        self.output = output
        printedMax = options.printedMax(standard: .max)
    }

    /// Writes the finding's line.
    public mutating func write(_ finding: Finding) {
        guard printedCount < printedMax else { return }
        printedCount += 1
        output.write(
            "\(TerminalText.escaped(finding.place)): \(finding.severity.rawValue)"
                + "[\(finding.rule.name)] \(TerminalText.escaped(finding.message))\n")
    }

    /// Says how many findings were not printed, if any.
    public mutating func end(_ summary: ReportSummary) throws {
        let more = summary.tally.counts.total - printedCount
        if more > 0 {
            // Without the limit, what is left out are findings that were counted and not made.
            let hint = printedCount == printedMax ? "; --max-findings 0 shows all" : ""
            output.write("… and \(counted(more, "more finding"))\(hint)\n")
        }
        try output.flush()
    }
}
