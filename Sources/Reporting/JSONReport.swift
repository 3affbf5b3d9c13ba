public import Findings

/// One JSON document, valid for a clean run too: `Docs/findings-json.md`.
public struct JSONReport: FindingReport {
    /// The version of the JSON form; it grows when a member changes its meaning or goes away.
    public static let version = 1

    private let output: TextOutput
    private let printedMax: Int
    private var printedCount = 0
    private var json = JSONBuilder()

    /// Makes a report; all findings are printed unless the options say otherwise.
    public init(output: TextOutput, options: ReportOptions = ReportOptions()) {
        self.output = output
        printedMax = options.printedMax(standard: .max)
    }

    /// Opens the document.
    public mutating func begin(_ run: ReportRun) {
        json.removeAll()
        json.beginObject()
        json.members(of: run)
        json.key("findings")
        output.write(json.bytes)
        output.write("[")
    }

    /// Writes a finding on a line of its own.
    public mutating func write(_ finding: Finding) {
        guard printedCount < printedMax else { return }
        output.write(printedCount == 0 ? "\n" : ",\n")
        printedCount += 1
        json.removeAll()
        json.beginObject()
        json.members(of: finding)
        json.endObject()
        output.write(json.bytes)
    }

    /// Writes the summary and closes the document.
    public mutating func end(_ summary: ReportSummary) throws {
        json.removeAll()
        json.beginObject()
        json.members(of: summary, writtenCount: printedCount)
        json.endObject()
        output.write(printedCount == 0 ? "],\n\"summary\":" : "\n],\n\"summary\":")
        output.write(json.bytes)
        output.write("}\n")
        try output.flush()
    }
}
