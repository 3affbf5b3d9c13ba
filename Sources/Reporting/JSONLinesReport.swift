public import Findings

/// One JSON object a line: the findings, then the summary (`Docs/findings-json.md`).
public struct JSONLinesReport: FindingReport {
    private let output: TextOutput
    private let printedMax: Int
    private var printedCount = 0
    private var run = ReportRun(toolVersion: "")
    private var json = JSONBuilder()

    /// Makes a report; all findings are printed unless the options say otherwise.
    public init(output: TextOutput, options: ReportOptions = ReportOptions()) {
        self.output = output
        printedMax = options.printedMax(standard: .max)
    }

    /// Keeps what the last line says.
    public mutating func begin(_ run: ReportRun) { self.run = run }

    /// Writes a finding's line.
    public mutating func write(_ finding: Finding) {
        guard printedCount < printedMax else { return }
        printedCount += 1
        json.removeAll()
        json.beginObject()
        json.member("type", "finding")
        json.members(of: finding)
        writeLine()
    }

    /// Writes the summary's line.
    public mutating func end(_ summary: ReportSummary) throws {
        json.removeAll()
        json.beginObject()
        json.member("type", "summary")
        json.members(of: run)
        json.members(of: summary, writtenCount: printedCount)
        writeLine()
        try output.flush()
    }

    private mutating func writeLine() {
        json.endObject()
        json.lineBreak()
        output.write(json.bytes)
    }
}
