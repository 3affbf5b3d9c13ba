import Findings
import Foundation
import Reporting
import Validation
import Workflows

/// Sends findings to every report that was asked for, counts them, and decides the exit status.
final class ReportRunner {
    private(set) var tally = FindingTally()
    private var reports: [any FindingReport] = []
    private var baseline: Baseline?
    private var newBaseline: Baseline?
    private let options: ReportOptionGroup
    private let failOn: Severity
    private let isImport: Bool
    private let itemNoun: String
    private var acceptedCount = 0
    private var fileCount = 0
    private var itemCount = 0

    /// Whether findings that only repeat others may be counted without being made.
    let mayCountRepeats: Bool

    /// - Parameters:
    ///   - inputs: the files that will be read; no report may be written over one of them.
    ///   - isImport: an import without findings has nothing to report on standard output.
    ///   - itemNoun: what the files hold, in the singular.
    init(
        _ options: ReportOptionGroup, _ global: GlobalOptions, _ configuration: Configuration?,
        _ terminal: Terminal,
        inputs: [String], isImport: Bool = false, itemNoun: String = "item"
    ) throws {
        self.itemNoun = itemNoun
        self.options = options
        self.isImport = isImport
        failOn = try ReportRunner.failOn(options, configuration)
        if let path = options.baseline { baseline = try ReportRunner.readBaseline(path) }
        if options.writeBaseline != nil { newBaseline = Baseline() }
        let formats = [options.format] + options.output.map(\.format)
        mayCountRepeats =
            baseline == nil && newBaseline == nil && formats.allSatisfy { $0 == .full }
        let printing = ReportOptions(
            findingsMax: options.maxFindings,
            isColoured: terminal.usesColor(global.color, isTerminal: terminal.outputIsTerminal),
            width: terminal.width)
        let standardOutput = terminal.standardOutput
        let main = TextOutput { bytes in
            try standardOutput.write(bytes)
            try standardOutput.flush()
        }
        reports.append(options.format.report(to: main, options: printing))
        try ReportRunner.check(options, inputs)
        for destination in options.output {
            let file = try Output(path: destination.path)
            let output = TextOutput { bytes in
                try file.write(bytes)
                try file.flush()
            }
            reports.append(destination.format.report(to: output))
        }
        let run = ReportRun(toolVersion: Version.text)
        for index in reports.indices { reports[index].begin(run) }
    }

    /// Takes a finding.
    func receive(_ finding: Finding, _ excerpt: () -> SourceExcerpt?) {
        newBaseline?.record(finding)
        if baseline?.accepts(finding) == true {
            acceptedCount += 1
            return
        }
        tally.add(finding, excerpt: excerpt)
        for index in reports.indices { reports[index].write(finding) }
    }

    /// Takes the findings about a file that is not counted among those checked, the schema's.
    func receive(_ findings: [Finding]) {
        for finding in findings { receive(finding) { nil } }
        guard let file = findings.first?.location.file else { return }
        for index in reports.indices {
            reports[index].endFile(ReportFile(name: file, itemCount: 0))
        }
    }

    /// Counts findings that repeat some that were received.
    func receive(_ repeats: [RepeatedFinding]) {
        for repeated in repeats {
            tally.addRepeats(
                of: repeated.rule, key: repeated.key, count: repeated.count,
                itemCount: repeated.itemCount)
        }
    }

    /// Closes a file.
    func endFile(_ name: String, items: Int) {
        fileCount += 1
        itemCount += items
        let file = ReportFile(name: name, itemCount: items)
        for index in reports.indices { reports[index].endFile(file) }
    }

    /// Writes what is left.
    ///
    /// - Returns: whether something was found that the exit status has to tell.
    /// - Throws: a `Failure` when a report cannot be written.
    func end() throws -> Bool {
        // An import says itself what became of the items, and of no file there is nothing to say.
        let isEmpty = isImport || fileCount == 0
        if isEmpty, tally.isEmpty, options.format == .full, reports.count == 1 { return false }
        let summary = ReportSummary(
            tally: tally, fileCount: fileCount, itemCount: itemCount, acceptedCount: acceptedCount,
            itemNoun: itemNoun)
        for index in reports.indices { try reports[index].end(summary) }
        if let path = options.writeBaseline, let newBaseline {
            let file = try Output(path: path)
            try file.write(newBaseline.fileText)
            try file.flush()
        }
        if options.exitZero { return false }
        return Severity.allCases.contains { $0 >= failOn && tally.counts[$0] > 0 }
    }

    /// Refuses reports that would be written over an input, before anything is opened.
    private static func check(_ options: ReportOptionGroup, _ inputs: [String]) throws {
        let outputs = options.output.map(\.path) + [options.writeBaseline].compactMap { $0 }
        for output in outputs {
            guard let identity = FileIdentity(output) else { continue }
            if let input = inputs.first(where: { FileIdentity($0) == identity }) {
                throw Failure.usage(
                    "\(output) is an input (\(input)); the report would be written over it")
            }
        }
    }

    private static func failOn(_ options: ReportOptionGroup, _ configuration: Configuration?) throws
        -> Severity
    {
        if let severity = options.failOn { return severity }
        guard let word = configuration?.failOn else { return .error }
        guard let severity = Severity(rawValue: word) else {
            throw Failure.usage(
                "metadex.toml: fail-on must be error, warning or notice, not \"\(word)\"")
        }
        return severity
    }

    private static func readBaseline(_ path: String) throws -> Baseline {
        let input = try openInput(path)
        let bytes = try reading(input) { try $0.readAll(limit: SchemaSource.fileBytesMax) }
        do throws(BaselineError) {
            return try Baseline(contentsOf: bytes)
        } catch {
            throw Failure.usage("\(path) is not a baseline: \(error)")
        }
    }
}
