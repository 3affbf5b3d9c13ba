import ArgumentParser
import Findings
import Reporting

extension ReportFormat: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}

/// A report that goes into a file: `sarif=metadex.sarif`.
struct ReportDestination: ExpressibleByArgument {
    let format: ReportFormat
    let path: String

    init?(argument: String) {
        guard let separator = argument.firstIndex(of: "="),
            let format = ReportFormat(rawValue: String(argument[..<separator]))
        else { return nil }
        self.format = format
        path = String(argument[argument.index(after: separator)...])
        if path.isEmpty { return nil }
    }
}

/// How findings are reported, and what they mean for the exit status.
struct ReportOptionGroup: ParsableArguments {
    @Option(help: "full, concise, json, jsonl, csv, sarif, github or junit.")
    var format: ReportFormat = .full

    @Option(
        help: "Write a report into a file as well, FORMAT=FILE; repeatable.", completion: .file())
    var output: [ReportDestination] = []

    @Option(help: "The severity from which the exit status is 1: error, warning or notice.")
    var failOn: Severity?

    @Flag(help: "End with status 0 whatever is found.")
    var exitZero = false

    @Option(
        help: "Print at most this many findings (causes, in full); 0 prints all. All are counted.")
    var maxFindings: Int?

    @Option(help: "Accept the findings in this file, report new ones only.", completion: .file())
    var baseline: String?

    @Option(help: "Write today's findings into a file for --baseline.", completion: .file())
    var writeBaseline: String?

    func validate() throws {
        if let maxFindings, maxFindings < 0 {
            throw ValidationError("--max-findings must be 0 or more")
        }
        if baseline != nil, writeBaseline != nil {
            throw ValidationError("--baseline and --write-baseline exclude each other")
        }
    }
}
