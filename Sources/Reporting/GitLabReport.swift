import CanonicalJSON
public import Findings

/// Code Quality of GitLab: a JSON list of findings, the worst first, for merge requests.
///
/// GitLab tells findings of two runs apart by their fingerprints, which hold no line numbers.
public struct GitLabReport: FindingReport {
    /// 5,000 findings, so that a file of a few megabytes is the most that GitLab has to read.
    public static let findingsMax = 5_000

    private let output: TextOutput
    private var run = ReportRun(toolVersion: "")
    private var kept: WorstFindings

    /// Makes a report.
    public init(output: TextOutput, options: ReportOptions = ReportOptions()) {
        self.output = output
        kept = WorstFindings(countMax: options.printedMax(standard: GitLabReport.findingsMax))
    }

    /// Keeps where files lie.
    public mutating func begin(_ run: ReportRun) { self.run = run }

    /// Keeps a finding, in place of a less severe one if need be.
    public mutating func write(_ finding: Finding) { kept.add(finding) }

    /// Writes the list.
    public mutating func end(_ summary: ReportSummary) throws {
        var counts: [Fingerprint: Int] = [:]
        var json = JSONBuilder()
        output.write("[")
        kept.forEach { finding, isFirst in
            var fingerprint = Fingerprint(of: finding)
            fingerprint.add(run.path(of: finding.location.file))
            let number = counts[fingerprint, default: 0]
            counts[fingerprint] = number + 1
            // Findings that are alike get different fingerprints by their numbers.
            if number > 0 { fingerprint.add(String(number)) }
            json.removeAll()
            issue(finding, fingerprint, &json)
            output.write(isFirst ? "\n" : ",\n")
            output.write(json.bytes)
        }
        output.write(kept.count == 0 ? "]\n" : "\n]\n")
        try output.flush()
    }

    private func issue(
        _ finding: Finding, _ fingerprint: Fingerprint, _ json: inout JSONBuilder
    ) {
        json.beginObject()
        json.member("description", finding.message)
        json.member("check_name", finding.rule.name)
        json.member("fingerprint", fingerprint.text)
        json.member("severity", GitLabReport.word(for: finding.severity))
        json.object("location") { json in
            json.member("path", run.path(of: finding.location.file))
            json.object("lines") { json in
                // A finding about the whole file has no line; GitLab wants one.
                json.member("begin", max(1, finding.location.position.line))
            }
        }
        json.endObject()
    }

    /// GitLab's word for a severity, of info, minor, major, critical and blocker.
    private static func word(for severity: Severity) -> String {
        switch severity {
        case .error: "major"
        case .warning: "minor"
        case .notice: "info"
        }
    }
}
