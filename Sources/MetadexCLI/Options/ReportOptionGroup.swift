public import ArgumentParser
import Findings
import Reporting
import Text

extension ReportFormat: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}

/// A report that goes into a file: `sarif=metadex.sarif`, or a file whose ending tells the format.
struct ReportDestination {
    let format: ReportFormat
    let path: String

    init(argument: String) throws {
        guard let separator = argument.firstIndex(of: "=") else {
            if ReportFormat(rawValue: argument) != nil {
                throw ValidationError("write \(argument)=FILE")
            }
            guard let format = ReportFormat.ofFile(argument) else {
                throw ValidationError("its ending tells no format; write FORMAT=\(argument)")
            }
            self.format = format
            path = argument
            return
        }
        let name = String(argument[..<separator])
        path = String(argument[argument.index(after: separator)...])
        guard let format = ReportFormat(rawValue: name) else {
            let known = ReportFormat.allCases.map(\.rawValue)
            let advice =
                NearestMatch.match(for: name, in: known).map { "did you mean \($0)?" }
                ?? "known: \(known.joined(separator: ", "))"
            throw ValidationError("there is no format \"\(name)\"; \(advice)")
        }
        self.format = format
        if path.isEmpty { throw ValidationError("write \(name)=FILE") }
    }
}

/// How findings are reported, and what they mean for the exit status.
struct ReportOptionGroup: ParsableArguments {
    @Option(help: "full, concise, json, jsonl, csv, sarif, github, gitlab or junit.")
    var format: ReportFormat = .full

    @Flag(help: "Print one line a rule: how many findings there are of it.")
    var statistics = false

    @Option(
        help: ArgumentHelp(
            "Write a report into a file as well, FORMAT=FILE or a FILE whose ending tells the format; "
                + "repeatable.", valueName: "format=file"),
        completion: .file(), transform: ReportDestination.init(argument:))
    var output: [ReportDestination] = []

    @Option(
        help: ArgumentHelp(
            "The severity from which the exit status is 1; without it metadex.toml's, else error.",
            valueName: "severity"))
    var failOn: Severity?

    @Flag(help: "End with status 0 whatever is found.")
    var exitZero = false

    @Option(
        help: ArgumentHelp(
            "Print at most this many findings (causes, in full); 0 prints all. All are counted.",
            valueName: "n"))
    var maxFindings: Int?

    @Option(
        help: ArgumentHelp(
            "Accept the findings in this file, report new ones only.", valueName: "file"),
        completion: .file())
    var baseline: String?

    @Option(
        help: ArgumentHelp(
            "Write today's findings into a file for --baseline, and end with status 0.",
            valueName: "file"), completion: .file())
    var writeBaseline: String?

    func validate() throws {
        if let maxFindings, maxFindings < 0 {
            throw ValidationError("--max-findings must be 0 or more, not \(maxFindings)")
        }
        if statistics, format != .full {
            throw ValidationError(
                "--statistics and --format exclude each other; --output writes a report beside it")
        }
        if baseline != nil, writeBaseline != nil {
            throw ValidationError("--baseline and --write-baseline exclude each other")
        }
    }
}
