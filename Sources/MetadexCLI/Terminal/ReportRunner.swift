import CanonicalJSON
import Findings
import Foundation
import Reporting
import Storage
import Text
import UploadReading
import Validation
import Workflows

/// Sends findings to every report that was asked for, counts them, and decides the exit status.
final class ReportRunner: FindingSink {
    private(set) var tally = FindingTally()
    private var reports: [any FindingReport] = []
    private var baseline: Baseline?
    private var newBaseline: Baseline?
    /// The files that reports go to, in the order of the flags.
    private var copies: [FileCopy] = []
    private let newBaselineFile: FileCopy?
    private let options: ReportOptionGroup
    private let failOn: Severity
    private let isImport: Bool
    private let itemNoun: String
    private var acceptedCount = 0
    /// The members at the top level of the current file that a baseline accepts, by their places.
    private var acceptedMembers: Set<Int> = []
    private var fileCount = 0
    private var itemCount = 0
    private var stored: WriteSummary?

    /// What a run has to say about a schema.
    enum SchemaUse {
        /// It is about schemas, or needs none.
        case irrelevant
        /// Metadata is checked against this one; nil when there is none.
        case use(ReportSchema?)
    }

    private let terminal: Terminal
    private let isQuiet: Bool
    private let schema: SchemaUse
    /// Whether a file was read that may carry metadata.
    private var hasMetadata = false

    /// Whether every finding is asked for, or counts and samples of each cause are enough.
    var need: FindingNeed {
        baseline == nil && newBaseline == nil && !reports.contains(where: \.listsFindings)
            ? .samples : .each
    }

    /// Whether findings are compared with those of other runs.
    let tellsFindingsApart: Bool

    /// - Parameters:
    ///   - isImport: an import without findings has nothing to report on standard output.
    ///   - itemNoun: what the files hold, in the singular.
    ///   - schema: what metadata is checked against.
    init(
        _ options: ReportOptionGroup, _ global: GlobalOptions, _ configuration: Configuration?,
        _ terminal: Terminal,
        isImport: Bool = false, itemNoun: String = "item", schema: SchemaUse = .irrelevant
    ) throws {
        self.terminal = terminal
        self.schema = schema
        isQuiet = global.quiet
        self.itemNoun = itemNoun
        self.options = options
        self.isImport = isImport
        stored = isImport ? WriteSummary() : nil
        failOn = options.failOn ?? configuration?.failOn?.value ?? .error
        // The baseline of the settings is one of uploads.
        let isOfUploads = if case .use = schema { true } else { false }
        let named = isOfUploads && options.writeBaseline == nil ? configuration?.baseline : nil
        if let path = options.baseline ?? named?.value {
            baseline = try ReportRunner.readBaseline(path)
        }
        if options.writeBaseline != nil { newBaseline = Baseline() }
        let formats = [options.format] + options.output.map(\.format)
        tellsFindingsApart =
            baseline != nil || newBaseline != nil
            || formats.contains { [.sarif, .gitlab].contains($0) }
        let printing = ReportOptions(
            findingsMax: options.maxFindings,
            isColoured: terminal.usesColor(global.color, isTerminal: terminal.outputIsTerminal),
            width: terminal.width, wraps: terminal.outputIsTerminal)
        let standardOutput = terminal.standardOutput
        // The reports for people have made safe what they show.
        let isStyled = printing.isColoured && [.full, .concise].contains(options.format)
        let main = TextOutput { bytes in
            if isStyled {
                try standardOutput.write(styled: bytes)
            } else {
                try standardOutput.write(bytes)
            }
            try standardOutput.flush()
        }
        reports.append(
            options.statistics
                ? StatisticsReport(output: main)
                : options.format.report(to: main, options: printing))
        for destination in options.output {
            let file = try FileCopy(path: destination.path, terminal)
            copies.append(file)
            reports.append(destination.format.report(to: TextOutput(sink: file.write)))
        }
        newBaselineFile = try options.writeBaseline.map { try FileCopy(path: $0, terminal) }
        var run = ReportRun(
            toolVersion: Version.text, startTime: Surroundings.startTime(terminal.environment),
            paths: Surroundings.reportPaths(terminal.environment))
        if case .use(let name) = schema { run.schema = name }
        for index in reports.indices { reports[index].begin(run) }
    }

    /// Tells what is written, and what is read for reports or named by the settings.
    ///
    /// - Throws: a `Failure` with status 2 when a report would be written over something else.
    static func tell(
        _ options: ReportOptionGroup, _ configuration: Configuration?, to files: CommandFiles
    ) throws {
        try files.readsNamed(in: configuration, newBaseline: options.writeBaseline)
        if let path = options.baseline { try files.reads(path, as: "the baseline") }
        try files.writesStandardOutput()
        for destination in options.output {
            try files.writes(destination.path, as: "the report")
        }
        if let path = options.writeBaseline { try files.writes(path, as: "the new baseline") }
    }

    /// Takes a finding.
    func receive(_ finding: Finding, _ excerpt: () -> SourceExcerpt?) {
        newBaseline?.record(finding)
        if baseline?.accepts(finding) == true {
            acceptedCount += 1
            if finding.rule == .uploadUnknownMember {
                acceptedMembers.insert(finding.location.position.offset)
            }
            return
        }
        tally.add(finding, excerpt: excerpt)
        for index in reports.indices { reports[index].write(finding) }
    }

    /// Takes a finding, which is made only when a report lists it or a baseline asks.
    func receive(_ finding: RecordedFinding) {
        if need == .samples {
            tally.add(finding)
        } else {
            receive(finding.finding(), finding.excerpt)
        }
    }

    /// Takes the findings about a file that is not counted among those checked, the schema's.
    func receive(_ findings: [Finding]) {
        for finding in findings { receive(finding) { nil } }
        guard let file = findings.first?.location.file else { return }
        for index in reports.indices {
            reports[index].endFile(ReportFile(name: file, itemCount: 0))
        }
    }

    /// Takes what is known of a file's findings when all were received.
    ///
    /// - Parameter name: the file.
    func receive(_ summary: UploadSummary, of name: String) {
        let wrongCount = summary.wrongMarks.count {
            !acceptedMembers.contains($0.location.position.offset)
        }
        tally.removeUnsafeMarks(of: .uploadUnknownMember, count: wrongCount)
        acceptedMembers.removeAll()
        if summary.isBeyondMending { tally.removeMarks(ofFile: name) }
    }

    /// Counts what became of the items of a file that was stored.
    func add(_ written: WriteSummary) { stored = (stored ?? WriteSummary()) + written }

    /// Closes a file.
    func endFile(_ name: String, items: Int, hasMetadata: Bool = true) {
        fileCount += 1
        if hasMetadata { self.hasMetadata = true }
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
            itemNoun: itemNoun, lacksSchema: lacksSchema, stored: stored)
        // A report that cannot be written leaves the others whole.
        let endings = reports.indices.map { index in
            // What is accepted from now on need not be read by people.
            Result { if index > 0 || !isForBaseline { try reports[index].end(summary) } }
        }
        for (ending, copy) in zip(endings.dropFirst(), copies) where (try? ending.get()) != nil {
            try copy.finish()
        }
        if let newBaseline {
            try newBaselineFile?.write(newBaseline.fileText.utf8)
            try newBaselineFile?.finish()
        }
        if isForBaseline, !isQuiet, let newBaseline, let path = options.writeBaseline {
            terminal.say("\(counted(newBaseline.count, "finding")) written to \(path)")
        }
        for ending in endings { try ending.get() }
        // Lines for grep have no place for the summary; that nothing was checked is always said.
        if options.format == .concise, !isEmpty, !isQuiet || lacksSchema {
            terminal.say(summary.line)
        }
        if options.exitZero || newBaseline != nil { return false }
        return Severity.allCases.contains { $0 >= failOn && tally.counts[$0] > 0 }
    }

    /// Whether people are told of the new baseline only.
    private var isForBaseline: Bool {
        newBaseline != nil && options.format == .full && !options.statistics
    }

    private var lacksSchema: Bool {
        if case .use(nil) = schema { hasMetadata } else { false }
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
