import Findings

/// The report for people: findings grouped by cause, the worst first, with source lines.
///
/// Everything is printed at the end, from the summary's tally.
public struct FullReport: FindingReport {
    /// 8 causes fill two screens.
    public static let causesMax = 8
    /// 3 values of one rule and key are shown one by one; the others are counted below them.
    static let valuesMax = 3

    private let output: TextOutput
    private let options: ReportOptions
    private let style: TextStyle

    /// Makes a report.
    public init(output: TextOutput, options: ReportOptions = ReportOptions()) {
        self.output = output
        self.options = options
        style = TextStyle(isColoured: options.isColoured)
    }

    /// Nothing: the tally holds what is printed.
    public mutating func write(_ finding: Finding) {}

    /// Prints the causes and the summary line.
    public mutating func end(_ summary: ReportSummary) throws {
        let blocks = CauseBlock.blocks(
            of: summary.tally, valuesMax: options.findingsMax == 0 ? .max : FullReport.valuesMax)
        let shown = blocks.prefix(options.printedMax(standard: FullReport.causesMax))
        for block in shown { print(block) }
        let hidden = blocks.dropFirst(shown.count)
        if !hidden.isEmpty {
            let causes = hidden.reduce(0) { $0 + 1 + $1.otherValueCount }
            let findings = hidden.reduce(0) { $0 + $1.cause.count + $1.otherFindingCount }
            output.write(
                "… and \(counted(causes, "more cause")) (\(counted(findings, "finding"))); "
                    + "--max-findings 0 shows all\n\n")
        }
        let counts = summary.tally.counts
        let line = summary.line
        output.write(
            counts.errors > 0
                ? style.severity(.error, line)
                : counts.total > 0 ? style.strong(line) : style.good(line))
        output.write("\n")
        try output.flush()
    }

    private func print(_ block: CauseBlock) {
        let cause = block.cause
        let rule = cause.rule.rule
        output.write(
            style.severity(cause.severity, "\(cause.severity.rawValue)[\(rule.name)]") + " "
                + style.strong(TerminalText.escaped(block.message)) + "\n")
        let gutter = cause.samples.map { String($0.location.position.line).count }.max() ?? 1
        let margin = String(repeating: " ", count: gutter)
        for (index, sample) in cause.samples.enumerated() {
            output.write("\(margin)\(style.frame("-->")) \(place(of: sample, margin: gutter))\n")
            if index == 0, let excerpt = sample.excerpt {
                print(excerpt, line: sample.location.position.line, gutter: gutter, cause.severity)
            }
            if let related = sample.related, related.position.line > 0 {
                output.write(
                    "\(margin)\(style.frame("  =")) the other one: "
                        + "\(TerminalText.escaped(related.file)):\(related.position.line)"
                        + ":\(related.position.column)\n")
            }
        }
        if cause.count > cause.samples.count {
            output.write("\(margin)\(style.frame("  =")) \(more(cause))\n")
        }
        if block.otherFindingCount > 0 {
            output.write("\(margin)\(style.frame("  =")) \(block.othersText)\n")
        }
        output.write("\(margin)\(style.frame("  =")) hint: \(rule.hint) ")
        output.write(style.faint("[\(rule.id.code)]") + "\n\n")
    }

    /// How many findings there are besides those shown, and in how many items.
    private func more(_ cause: FindingCause) -> String {
        let items = cause.itemCount > 0 ? " in \(counted(cause.itemCount, "item"))" : ""
        return "\(counted(cause.count, "finding"))\(items), \(grouped(cause.samples.count)) shown"
    }

    /// `path:line:column` and the item's URL, or else its title.
    private func place(of finding: Finding, margin: Int) -> String {
        let place = TerminalText.escaped(finding.place)
        guard let item = finding.item else { return place }
        let name = item.url ?? item.title ?? "item \(grouped(item.index))"
        let room = max(24, options.width - margin - 6 - TerminalText(place).width)
        return place + "  " + style.faint(TerminalText.fitted(name, to: room))
    }

    private func print(
        _ excerpt: SourceExcerpt, line: Int, gutter: Int, _ severity: Severity
    ) {
        let scalars = Array(excerpt.text.unicodeScalars)
        let start = min(excerpt.column, scalars.count)
        let end = min(start + excerpt.length, scalars.count)
        var shown = TerminalText(excerpt.cutBefore ? "…" : "")
        shown.append(String(String.UnicodeScalarView(scalars[..<start])))
        let before = shown.width
        shown.append(String(String.UnicodeScalarView(scalars[start..<end])))
        let marked = max(1, shown.width - before)
        shown.append(String(String.UnicodeScalarView(scalars[end...])))
        if excerpt.cutBehind { shown.append("…") }
        let number = String(line)
        let margin = String(repeating: " ", count: gutter)
        let bar = style.frame("|")
        let pad = String(repeating: " ", count: gutter - number.count)
        output.write("\(margin) \(bar)\n")
        output.write("\(pad)\(style.frame(number)) \(bar) \(shown.text)\n")
        let caret = "^" + String(repeating: "~", count: marked - 1)
        output.write(
            "\(margin) \(bar) \(String(repeating: " ", count: before))"
                + style.severity(severity, caret) + "\n")
    }
}
