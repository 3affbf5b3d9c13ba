import ArgumentParser
import Findings
import Foundation
import Reporting
import SchemaModel
import UploadFormats
import Workflows

/// `metadex split`: the good items, the bad items, and why.
struct SplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Divide an upload into accepted items, rejected items and failures.csv.",
        discussion: """
              $ metadex split upload.json --schema schema.yaml --into parts
              $ metadex split upload.json --into parts --chunk-items 1000

            Every part is an upload of the same form with the same flags; items keep their bytes. With \
            a chunk limit the accepted items go to accepted-0001.json, accepted-0002.json and so on. \
            The exit status is 1 when items were rejected.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var check: CheckOptions
    @OptionGroup var storeOptions: StoreOptions

    @OptionGroup var schemaOptions: SchemaOptions

    @Option(help: "The folder for the parts; made when there is none.", completion: .directory)
    var into: String

    @Option(help: "Items in a chunk at the most.")
    var chunkItems: Int?

    @Option(help: "Bytes of a chunk at the most; a single item may be larger.")
    var chunkBytes: Int?

    @Argument(help: "The upload file; - is standard input.", completion: .file())
    var file: String

    func validate() throws {
        if let chunkItems, chunkItems < 1 {
            throw ValidationError("--chunk-items must be 1 or more")
        }
        if let chunkBytes, chunkBytes < 1 {
            throw ValidationError("--chunk-bytes must be 1 or more")
        }
    }

    func run() throws {
        let terminal = Terminal()
        let configuration = try storeOptions.settings.read(terminal)
        if !global.quiet { check.rules.tell(configuration, terminal) }
        let schema = try schemaOptions.source(storeOptions, configuration)
            .read(terminal, quiet: global.quiet)
        let options = try check.upload(schema, configuration)
        let upload = try RereadableUpload(file, check)
        if upload.outline.format == .csv {
            throw Failure.usage("split reads JSON uploads, not csv")
        }
        try makeFolder()
        let parts = UploadParts(
            folder: into, format: upload.outline.format,
            isChunked: chunkItems != nil || chunkBytes != nil, input: file)
        let failures = try Output(path: (into as NSString).appendingPathComponent("failures.csv"))
        var report = CSVReport(
            output: TextOutput { bytes in
                try failures.write(bytes)
                try failures.flush()
            })
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
        try parts.finish()
        check.tell(outcome.summary, of: input.name, terminal)
        report.endFile(ReportFile(name: input.name, itemCount: outcome.summary.items))
        try report.end(
            ReportSummary(tally: .init(), fileCount: 1, itemCount: outcome.summary.items))
        if !global.quiet {
            terminal.say(
                "\(input.name): \(outcome.accepted) accepted in \(outcome.chunks) "
                    + "\(outcome.chunks == 1 ? "file" : "files"), \(outcome.rejected) rejected")
        }
        // What is wrong around the items is in no part: without a word, items of a misspelled group
        // would be lost.
        for finding in aroundItems {
            let place = finding.location.position
            terminal.say(
                "\(finding.location.file):\(place.line):\(place.column): "
                    + "error[\(finding.rule.name)] \(finding.message)")
        }
        if aroundItems.contains(where: { $0.rule == .uploadUnknownMember }) {
            terminal.say("Items of an unknown group are in neither part; correct its name first.")
        }
        if outcome.summary.isStopped {
            throw Failure(
                exitStatus: .findings,
                message:
                    "\(input.name) is not JSON to its end; the parts hold what stands before the fault",
                hint: "`metadex validate` shows the place")
        }
        if outcome.rejected > 0 || !aroundItems.isEmpty { throw Failure.findings }
    }

    private func makeFolder() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: into, withIntermediateDirectories: true)
        } catch {
            throw Failure.cannotWrite(into, reason: "the folder cannot be made")
        }
    }
}

/// The files that a split writes.
final class UploadParts {
    private let folder: String
    private let ending: String
    private let isChunked: Bool
    private let input: FileIdentity?
    private var files: [SplitUpload.Part: Output] = [:]

    init(folder: String, format: UploadFormat, isChunked: Bool, input: String) {
        self.folder = folder
        self.input = FileIdentity(input)
        self.isChunked = isChunked
        ending = format == .jsonLines ? "jsonl" : "json"
    }

    /// The path of a part; refused when it is the input.
    private func path(of part: SplitUpload.Part) throws -> String {
        let path = (folder as NSString).appendingPathComponent(name(of: part))
        if let identity = FileIdentity(path), identity == input {
            throw Failure.usage("\(path) is the input; name another folder with --into")
        }
        return path
    }

    /// Writes into a part; a chunk is closed when the next one begins.
    func write(_ part: SplitUpload.Part, _ bytes: UnsafeRawBufferPointer) throws {
        if files[part] == nil {
            if case .accepted(let number) = part, number > 0 {
                try files.removeValue(forKey: .accepted(number - 1))?.flush()
            }
            files[part] = try Output(path: path(of: part))
        }
        try files[part]?.write(bytes)
    }

    func finish() throws {
        for file in files.values { try file.flush() }
        files = [:]
    }

    private func name(of part: SplitUpload.Part) -> String {
        switch part {
        case .rejected: return "rejected.\(ending)"
        case .accepted(let number):
            if !isChunked { return "accepted.\(ending)" }
            let digits = String(number + 1)
            return "accepted-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
                + ".\(ending)"
        }
    }
}
