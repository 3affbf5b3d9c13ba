import CanonicalJSON
public import Findings
import Text

/// The report for people: findings grouped by cause, the worst first, with source lines.
///
/// Everything is printed at the end, from the summary's tally.
public struct FullReport: FindingReport {
    /// 8 causes fill two screens.
    public static let causesMax = 8
    /// 2 other values of a rule and key are shown in a line each; the rest is counted.
    static let otherValuesMax = 2

    private let output: TextOutput
    private let options: ReportOptions
    private let style: TextStyle

    /// Makes a report.
    public init(output: TextOutput, options: ReportOptions = ReportOptions()) {
        self.output = output
        self.options = options
        style = TextStyle(isColoured: options.isColoured)
    }

    /// The tally holds what is printed.
    public var listsFindings: Bool { false }

    /// Nothing: the tally holds what is printed.
    public mutating func write(_ finding: Finding) {}

    /// Prints the causes and the summary line.
    public mutating func end(_ summary: ReportSummary) throws {
        let groups = CauseGroup.groups(of: summary.tally)
        let shown = groups.prefix(options.printedMax(standard: FullReport.causesMax))
        for group in shown { print(group) }
        let hidden = groups.dropFirst(shown.count)
        if !hidden.isEmpty {
            let findings = hidden.reduce(0) { $0 + $1.findingCount }
            output.write(
                "… and \(counted(hidden.count, "more cause")) "
                    + "(\(counted(findings, "finding"))); --max-findings 0 shows all\n\n")
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

    private func print(_ group: CauseGroup) {
        let cause = group.main
        let rule = cause.rule.rule
        let word = "\(cause.severity.rawValue)[\(rule.name)]"
        let message = lines(
            of: TerminalText.escaped(group.message), before: word.count + 1, indent: 4)
        output.write(
            style.severity(cause.severity, word) + " "
                + message.map(style.strong).joined(separator: "\n    ") + "\n")
        let gutter = cause.samples.map { String($0.location.position.line).count }.max() ?? 1
        let margin = String(repeating: " ", count: gutter)
        for (index, sample) in cause.samples.enumerated() {
            output.write("\(margin)\(style.frame("-->")) \(place(of: sample, margin: gutter))\n")
            if index == 0, let excerpt = sample.excerpt {
                print(excerpt, line: sample.location.position.line, gutter: gutter, cause.severity)
            }
        }
        for note in notes(on: group) { print(note: note, margin) }
        print(note: "hint: \(rule.hint)", margin, code: "[\(rule.id.code)]")
        output.write("\n")
    }

    /// Prints a line below the places; a code stands faint at its end.
    private func print(note: String, _ margin: String, code: String? = nil) {
        let indent = margin.count + 4
        var lines = lines(
            of: note + (code.map { " " + $0 } ?? ""), before: indent, indent: indent)
        if let code, let last = lines.last {
            lines[lines.count - 1] = last.dropLast(code.count) + style.faint(code)
        }
        let pad = "\n" + String(repeating: " ", count: indent)
        output.write("\(margin)\(style.frame("  =")) \(lines.joined(separator: pad))\n")
    }

    /// The lines of a text; on a terminal it is cut at its spaces.
    private func lines(of text: String, before: Int, indent: Int) -> [String] {
        if !options.wraps { return [text] }
        // Less than 20 columns would be a word a line.
        return WrappedText.lines(
            text, first: max(20, options.width - before), others: max(20, options.width - indent))
    }

    /// What is said below the places.
    private func notes(on group: CauseGroup) -> [String] {
        var notes: [String] = []
        let cause = group.main
        if let related = cause.samples.first?.related, related.position.line > 0 {
            let file = TerminalText.escaped(related.file)
            notes.append(
                "the other one: \(file):\(related.position.line):\(related.position.column)")
        }
        let shownCount = options.findingsMax == 0 ? group.others.count : FullReport.otherValuesMax
        let others = group.others.prefix(shownCount)
        for other in others {
            // Findings whose values are not counted one by one are shown by the first of them.
            let message =
                TerminalText.escaped(CauseGroup.message(of: other))
                + (other.extent == .value ? "" : ", and others like it")
            let place =
                other.samples.first.map { ", first at \(TerminalText.escaped($0.place))" } ?? ""
            notes.append("also: \(message) (\(counted(other.count, "finding"))\(place))")
        }
        let places = cause.samples.count + others.count { !$0.samples.isEmpty }
        if group.findingCount > places { notes.append(group.total(shownCount: places)) }
        return notes
    }

    /// `path:line:column` and the item's URL, or else its title.
    private func place(of finding: Finding, margin: Int) -> String {
        let place = TerminalText.escaped(finding.place)
        guard let item = finding.item else { return place }
        let name = item.url ?? item.title ?? "item \(item.index.grouped)"
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
