import CanonicalJSON
public import Findings
import Text

/// Annotations of GitHub Actions: the heaviest causes at their first places, then a line of totals.
///
/// GitHub shows at most ten annotations of each level for a step, so more would be lost.
public struct GitHubReport: FindingReport {
    /// 10 annotations of each level: what GitHub shows for a step.
    public static let annotationsMax = 10

    private let output: TextOutput
    private let annotationsMax: Int
    private var run = ReportRun(toolVersion: "")

    /// Makes a report.
    public init(output: TextOutput, options: ReportOptions = ReportOptions()) {
        self.output = output
        annotationsMax = min(
            options.printedMax(standard: GitHubReport.annotationsMax), GitHubReport.annotationsMax)
    }

    /// Keeps what annotations and the last line name.
    public mutating func begin(_ run: ReportRun) { self.run = run }

    /// The tally holds what is printed.
    public var listsFindings: Bool { false }

    /// Nothing: the tally holds what is printed.
    public mutating func write(_ finding: Finding) {}

    /// Writes the annotations and the line of totals.
    public mutating func end(_ summary: ReportSummary) throws {
        var written = SeverityCounts()
        var hiddenCount = 0
        for group in CauseGroup.groups(of: summary.tally) {
            let severity = group.main.severity
            guard written[severity] < annotationsMax, let first = group.main.samples.first else {
                hiddenCount += 1
                continue
            }
            written[severity] += 1
            output.write(annotation(of: first, group))
        }
        let hidden = hiddenCount > 0 ? " (\(counted(hiddenCount, "cause")) not annotated)" : ""
        let schema =
            run.schema.map { " [schema: \(TerminalText.escaped($0.words))]" } ?? ""
        output.write("Metadex: \(summary.line)\(hidden)\(schema)\n")
        try output.flush()
    }

    private func annotation(of finding: Finding, _ group: CauseGroup) -> String {
        let path = run.path(of: finding.location.file)
        var properties = ["file=\(GitHubReport.escapedProperty(path))"]
        let position = finding.location.position
        if position.line > 0 {
            properties.append("line=\(position.line)")
            properties.append("col=\(position.column)")
            if let end = finding.endColumn { properties.append("endColumn=\(end)") }
        }
        let title = "\(finding.rule.name) (\(finding.rule.code))"
        properties.append("title=\(GitHubReport.escapedProperty(title))")
        var message = TerminalText.escaped(group.message)
        if group.findingCount > 1 { message += " (\(group.total(shownCount: nil)))" }
        return "::\(finding.severity.rawValue) \(properties.joined(separator: ","))"
            + "::\(GitHubReport.escapedMessage(message))\n"
    }

    /// A message as the runner reads it back: `%`, CR and LF are percent-encoded.
    static func escapedMessage(_ text: String) -> String {
        escaped(text, alsoProperty: false)
    }

    /// A property: `:` and `,` are percent-encoded as well.
    static func escapedProperty(_ text: String) -> String {
        escaped(text, alsoProperty: true)
    }

    private static func escaped(_ text: String, alsoProperty: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            case ":" where alsoProperty: result += "%3A"
            case "," where alsoProperty: result += "%2C"
            // Logs are read on terminals too.
            case _ where TerminalText.isUnsafe(scalar):
                result += TerminalText.escaped(String(scalar))
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
