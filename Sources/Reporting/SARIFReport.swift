public import Findings
import Text

/// SARIF 2.1.0 for code scanning: one run, the worst findings first.
///
/// GitHub takes at most 25,000 results of a run and shows 5,000. So many are kept, errors before
/// warnings before notices; the others are counted in the run's properties and in a notification.
public struct SARIFReport: FindingReport {
    /// 5,000 results: what GitHub shows.
    public static let resultsMax = 5_000

    private let output: TextOutput
    private var run = ReportRun(toolVersion: "")
    private var kept: WorstFindings

    /// Makes a report.
    public init(output: TextOutput, options: ReportOptions = ReportOptions()) {
        self.output = output
        kept = WorstFindings(
            countMax: min(
                options.printedMax(standard: SARIFReport.resultsMax), SARIFReport.resultsMax))
    }

    /// Keeps what the tool's description says.
    public mutating func begin(_ run: ReportRun) { self.run = run }

    /// Keeps a finding, in place of a less severe one if need be.
    public mutating func write(_ finding: Finding) { kept.add(finding) }

    /// Writes the document.
    public mutating func end(_ summary: ReportSummary) throws {
        var json = JSONBuilder()
        json.beginObject()
        json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        json.member("version", "2.1.0")
        json.key("runs")
        json.beginArray()
        json.beginObject()
        let rules = RuleCatalog.all.filter { summary.tally.count(of: $0.id) > 0 }
        json.object("tool") { json in
            json.object("driver") { driver(&$0, rules) }
        }
        json.object("automationDetails") { json in
            // A category of its own, so that results of other tools and folders stay beside these.
            json.member("id", run.paths?.subfolder.map { "metadex/\($0)/" } ?? "metadex/")
        }
        if let paths = run.paths {
            json.object("originalUriBaseIds") { json in
                json.object(SARIFResultWriter.rootID) { json in
                    json.member("uri", FileURI.reference(of: paths.root) + "/")
                }
            }
        }
        json.member("columnKind", "unicodeCodePoints")
        invocations(&json, summary)
        json.key("results")
        json.beginArray()
        json.lineBreak()
        output.write(json.bytes)
        writeResults(rules)
        json.removeAll()
        json.endArray()
        json.object("properties") { json in
            json.member("findings", summary.tally.counts.total)
            json.member("findings_listed", kept.count)
            json.member("files", summary.fileCount)
            json.member("items", summary.itemCount)
            json.member("failed_items", summary.tally.failedItemCount)
            json.member("schema", run.schema)
        }
        json.endObject()
        json.endArray()
        json.endObject()
        json.lineBreak()
        output.write(json.bytes)
        try output.flush()
    }

    private func writeResults(_ rules: [Rule]) {
        var writer = SARIFResultWriter(rules: rules, run: run)
        kept.forEach { finding, isFirst in
            if !isFirst { output.write(",\n") }
            output.write(writer.text(of: finding))
        }
        if kept.count > 0 { output.write("\n") }
    }

    private func driver(_ json: inout JSONBuilder, _ rules: [Rule]) {
        json.member("name", "metadex")
        json.member("version", run.toolVersion)
        json.member("informationUri", ProjectAddress.home)
        json.key("rules")
        json.beginArray()
        for rule in rules {
            json.beginObject()
            json.member("id", rule.id.code)
            json.member("name", rule.name)
            json.object("shortDescription") { $0.member("text", rule.sentence) }
            json.object("fullDescription") { $0.member("text", rule.reason) }
            json.object("help") { json in
                json.member("text", "\(rule.hint) Source: \(rule.source).")
                json.member("markdown", "\(rule.hint)\n\nSource: \(rule.source).")
            }
            json.member("helpUri", ProjectAddress.page(of: rule))
            json.object("defaultConfiguration") { json in
                json.member("level", SARIFResultWriter.word(for: rule.severity))
            }
            json.endObject()
        }
        json.endArray()
    }

    private func invocations(_ json: inout JSONBuilder, _ summary: ReportSummary) {
        json.key("invocations")
        json.beginArray()
        json.beginObject()
        json.key("executionSuccessful")
        json.word("true")
        let total = summary.tally.counts.total
        if total > kept.count {
            json.key("toolExecutionNotifications")
            json.beginArray()
            json.beginObject()
            json.member("level", "warning")
            json.object("message") { json in
                json.member(
                    "text",
                    "\(kept.count.grouped) of \(total.grouped) findings are listed, the worst first; "
                        + "`metadex validate --format jsonl` lists all.")
            }
            json.endObject()
            json.endArray()
        }
        json.endObject()
        json.endArray()
    }
}
