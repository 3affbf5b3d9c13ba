import ArgumentParser
import Findings
import Foundation
import Reporting
import SchemaModel
import Text
import UploadFormats
import UploadReading
import Workflows

/// `metadex split`: the good items, the bad items, and why.
struct SplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Divide an upload into accepted items, rejected items and failures.csv.",
        discussion: """
              $ metadex split upload.json --schema schema.yaml --into parts
              $ metadex split upload.json --into chunks --chunk-items 1000
              $ metadex split upload.json --into chunks --force

            Every part is an upload of the same form with the same flags and headers; items keep their \
            bytes. With a chunk limit the accepted items go to accepted-0001.json, accepted-0002.json \
            and so on; a CSV upload of more than 10,000 rows, which the platform refuses, is cut into \
            files of at most that many. The parts appear when all of them are complete. A folder that holds parts of an \
            earlier split is refused; --force removes these. The exit status is 1 when items were \
            rejected.
            """)

    @Option(
        help: ArgumentHelp(
            "The folder for the parts; made when there is none.", valueName: "folder"),
        completion: .directory)
    var into: String

    @Option(help: ArgumentHelp("Items in a chunk at the most.", valueName: "n"))
    var chunkItems: Int?

    @Option(
        help: ArgumentHelp(
            "Bytes of a chunk at the most; a single item may be larger.", valueName: "n"))
    var chunkBytes: Int?

    @Flag(help: "Remove the parts of an earlier split in the folder.")
    var force = false

    @Option(help: "text for people on standard error, or json for programs on standard output.")
    var format: SummaryFormat = .text

    @OptionGroup var schemaOptions: SchemaOptions
    @OptionGroup var check: CheckOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var global: GlobalOptions

    @Argument(help: "The upload file; - is standard input.", completion: .file())
    var file: String

    func validate() throws {
        if let chunkItems, chunkItems < 1 {
            throw ValidationError("--chunk-items must be 1 or more, not \(chunkItems)")
        }
        if let chunkBytes, chunkBytes < 1 {
            throw ValidationError("--chunk-bytes must be 1 or more, not \(chunkBytes)")
        }
    }

    func run() throws {
        let terminal = Terminal()
        let configuration = try storeOptions.settings.read(terminal)
        if !global.quiet { check.rules.tell(configuration, terminal) }
        let source = schemaOptions.source(storeOptions, configuration)
        // Without a schema nearly everything is accepted: that is said with --quiet as well.
        let schema = try source.find(terminal, quiet: false)
        let options = try check.upload(schema.schema, configuration)
        let used = try CommandFiles(schema: source.file, configuration, storeOptions, terminal)
        try used.readsNamed(in: configuration)
        try used.reads(file, as: "the input")
        if format == .json { try used.writesStandardOutput() }
        let upload = try RereadableUpload(file, check, terminal)
        let parts = try SplitParts(
            folder: into, format: upload.outline.format,
            isChunked: chunkItems != nil || chunkBytes != nil, used: used, isForced: force, terminal
        )
        let failures = try parts.begin("failures.csv")
        var report = CSVReport(output: TextOutput(sink: failures.write))
        report.begin(ReportRun(toolVersion: Version.text))
        let input = try upload.open()
        let limits = SplitUpload.Limits(items: chunkItems, bytes: chunkBytes)
        var aroundItems: [Finding] = []
        let outcome = try reading(input) {
            try SplitUpload(options, outline: upload.outline, limits: limits)
                .run($0, write: parts.write) { finding, _ in
                    report.write(finding)
                    // A byte order mark is left out of the parts.
                    if finding.item == nil, finding.severity == .error,
                        finding.rule != .jsonByteOrderMark
                    {
                        aroundItems.append(finding)
                    }
                }
        }
        report.endFile(ReportFile(name: input.name, itemCount: outcome.summary.items))
        try report.end(
            ReportSummary(tally: .init(), fileCount: 1, itemCount: outcome.summary.items))
        let removed = try parts.finish()
        check.tell(outcome.summary, of: input.name, terminal)
        try tell(outcome, of: input.name, schema.name, removed, parts.names, terminal)
        tell(aroundItems, terminal)
        if outcome.summary.isStopped {
            throw Failure(
                exitStatus: .findings,
                message: "\(input.name) cannot be read to its end; the parts hold what stands "
                    + "before the fault",
                hint: "`metadex validate` shows the place")
        }
        if outcome.rejected > 0 || !aroundItems.isEmpty { throw Failure.findings }
    }

    /// What `--format json` says.
    private struct Summary: Encodable {
        var file: String
        var accepted: Int
        var rejected: Int
        var chunks: Int
        /// Whether the file was read to its end.
        var isComplete: Bool
        var folder: String
        var parts: [String]
        /// Parts of an earlier split that are gone.
        var removed: [String]
        var schema: SummarySchema

        enum CodingKeys: String, CodingKey {
            case file, accepted, rejected, chunks
            case isComplete = "complete"
            case folder, parts, removed, schema
        }
    }

    /// Tells what became of the items.
    private func tell(
        _ outcome: SplitUpload.Outcome, of name: String, _ schema: ReportSchema?,
        _ removed: [String], _ parts: [String], _ terminal: Terminal
    ) throws {
        if format == .json {
            try terminal.writeLine(
                Summary(
                    file: name, accepted: outcome.accepted, rejected: outcome.rejected,
                    chunks: outcome.chunks, isComplete: !outcome.summary.isStopped, folder: into,
                    parts: parts, removed: removed, schema: SummarySchema(schema: schema)))
        }
        if global.quiet { return }
        if !removed.isEmpty {
            terminal.say(
                "\(into): removed \(counted(removed.count, "part")) of an earlier split: "
                    + listed(removed))
        }
        terminal.say(
            "\(name): \(outcome.accepted.grouped) accepted in \(counted(outcome.chunks, "file")), "
                + "\(outcome.rejected.grouped) rejected")
        if outcome.isCutAtRows {
            terminal.say(
                "note: a CSV file has at most \(UploadLimits.csvRowsMax.grouped) rows, so the "
                    + "accepted rows were cut there")
        }
    }

    /// 5 names are listed; more are counted.
    private static let listedMax = 5

    private func listed(_ names: [String]) -> String {
        let more = names.count - SplitCommand.listedMax
        return names.prefix(SplitCommand.listedMax).joined(separator: ", ")
            + (more > 0 ? " and \(more.grouped) more" : "")
    }

    /// What is wrong around the items is in no part: without a word, items of a misspelled group would
    /// be lost.
    private func tell(_ aroundItems: [Finding], _ terminal: Terminal) {
        for finding in aroundItems { terminal.say(finding) }
        if aroundItems.contains(where: { $0.rule == .uploadUnknownMember }) {
            terminal.say("Items of an unknown group are in neither part; correct its name first.")
        }
    }
}
