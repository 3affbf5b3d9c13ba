public import Findings
import Text

/// JUnit XML: a suite a file, a failed test case a rule that has errors, and one that passes for all
/// other rules; warnings and notices are the suite's output.
///
/// The form is the one of Ant's JUnit task, which Jenkins, GitLab and others read.
public struct JUnitReport: FindingReport {
    /// 20 places of a rule are listed in its case; the others are counted.
    public static let placesMax = 20

    private let output: TextOutput
    private let placesMax: Int
    private var run = ReportRun(toolVersion: "")
    private var suiteCount = 0
    private var suite: Suite?

    /// What is known about a rule in a file.
    private struct Case {
        var severity: Severity
        var count = 0
        var lines: [String] = []
    }

    private struct Suite {
        let file: String
        var cases: [RuleID: Case] = [:]
    }

    /// Makes a report.
    public init(output: TextOutput, options: ReportOptions = ReportOptions()) {
        self.output = output
        placesMax = options.printedMax(standard: JUnitReport.placesMax)
    }

    /// Opens the document.
    public mutating func begin(_ run: ReportRun) {
        self.run = run
        output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
    }

    /// Counts a finding in its file's suite.
    public mutating func write(_ finding: Finding) {
        if suite?.file != finding.location.file {
            writeSuite()
            suite = Suite(file: finding.location.file)
        }
        var known =
            suite?.cases.removeValue(forKey: finding.rule) ?? Case(severity: finding.severity)
        known.severity = max(known.severity, finding.severity)
        known.count += finding.count
        if known.lines.count < placesMax {
            known.lines.append(TerminalText.escaped("\(finding.place): \(finding.message)"))
        }
        suite?.cases[finding.rule] = known
    }

    /// Writes the file's suite.
    public mutating func endFile(_ file: ReportFile) {
        if suite == nil { suite = Suite(file: file.name) }
        writeSuite()
    }

    /// Closes the document.
    public mutating func end(_ summary: ReportSummary) throws {
        writeSuite()
        output.write("</testsuites>\n")
        try output.flush()
    }

    private mutating func writeSuite() {
        guard let suite else { return }
        self.suite = nil
        let cases = suite.cases.sorted { $0.key.rawValue < $1.key.rawValue }
        let failed = cases.filter { $0.value.severity == .error }
        let others = cases.filter { $0.value.severity != .error }
        // There is no time of the run where none was given: a false one would be sorted by.
        let time = run.startTime.map { " timestamp=\"\(XMLText.escaped($0, isAttribute: true))\"" }
        output.write(
            "  <testsuite name=\"\(XMLText.escaped(suite.file, isAttribute: true))\""
                + " package=\"metadex\" id=\"\(suiteCount)\"\(time ?? "") hostname=\"localhost\""
                + " tests=\"\(failed.count + 1)\" failures=\"\(failed.count)\" errors=\"0\""
                + " time=\"0\">\n")
        suiteCount += 1
        writeProperties()
        let rest = failed.isEmpty ? "all rules" : "all other rules"
        output.write("    <testcase name=\"\(rest)\" classname=\"metadex\" time=\"0\"/>\n")
        for (rule, failure) in failed { write(failure, of: rule.rule) }
        output.write("    <system-out>")
        for (rule, other) in others {
            for line in lines(of: other) {
                output.write(
                    XMLText.escaped("\(other.severity.rawValue)[\(rule.name)] \(line)\n"))
            }
        }
        output.write("</system-out>\n    <system-err/>\n  </testsuite>\n")
    }

    private func writeProperties() {
        let schema = XMLText.escaped(run.schema?.words ?? "none", isAttribute: true)
        output.write(
            "    <properties>\n      <property name=\"schema\" value=\"\(schema)\"/>\n"
                + "    </properties>\n")
    }

    private func write(_ failure: Case, of rule: Rule) {
        let more = failure.count > 1 ? " (\(counted(failure.count, "finding")))" : ""
        let message = (failure.lines.first ?? rule.sentence) + more
        output.write(
            "    <testcase name=\"\(rule.name)\" classname=\"metadex\" time=\"0\">\n"
                + "      <failure type=\"\(rule.id.code)\""
                + " message=\"\(XMLText.escaped(message, isAttribute: true))\">")
        for line in lines(of: failure) { output.write(XMLText.escaped(line + "\n")) }
        output.write(XMLText.escaped("hint: \(rule.hint)"))
        output.write("</failure>\n    </testcase>\n")
    }

    /// The places of a rule, and how many there are besides.
    private func lines(of known: Case) -> [String] {
        let more = known.count - known.lines.count
        return known.lines + (more > 0 ? ["… and \(more.grouped) more"] : [])
    }
}
