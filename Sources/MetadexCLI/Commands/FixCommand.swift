public import ArgumentParser
import CanonicalJSON
import Findings
import Foundation
import Reporting
import SchemaModel
import Text
import UploadFormats
import UploadReading
public import Values
import Workflows

extension UTCOffset: ExpressibleByArgument {
    /// Reads what stands behind the option.
    public init?(argument: String) { self.init(argument) }
}

/// `metadex fix`: corrected copies of uploads.
struct FixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract: "Correct uploads; every byte that is not faulty stays.",
        discussion: """
              $ metadex fix upload.json --schema schema.yaml --dry-run
              $ metadex fix upload.json --schema schema.yaml -o fixed.json
              $ metadex fix uploads/ --in-place --unsafe
              $ metadex fix upload.json --assume-zone +01:00 -o fixed.json

            Only what is certain is changed: booleans and numbers written as strings, the case of \
            options and spaces around them, the spelling of uuids, the separators of datetimes, blanks \
            around URLs. --unsafe also changes what is likely: misspelled options, keys and groups, \
            swapped coordinates, epoch seconds, numbers where a varchar is wanted. Without a schema, \
            what needs none is mended. The exit status is 1 when errors are left.
            """)

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The corrected copy of one file; - is standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(name: .shortAndLong, help: "Put the corrected text in the place of each file.")
    var inPlace = false

    @Flag(help: "Show what would change, write nothing.")
    var dryRun = false

    @Flag(help: "Also change what is likely, not certain.")
    var unsafe = false

    @Option(
        help: ArgumentHelp(
            "The zone of times that have none, such as Z or +01:00; else they are left alone.",
            valueName: "offset"))
    var assumeZone: UTCOffset?

    @Option(
        help: ArgumentHelp(
            "Show at most this many kinds of changes, and errors, of a file; 0 shows all.",
            valueName: "n"))
    var maxFindings: Int?

    @Option(help: "text for people on standard error, or json for programs on standard output.")
    var format: SummaryFormat = .text

    @OptionGroup var schemaOptions: SchemaOptions
    @OptionGroup var check: CheckOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var global: GlobalOptions

    @Argument(help: "Upload files, folders or patterns; - is standard input.", completion: .file())
    var files: [String]

    func validate() throws {
        if [output != nil, inPlace, dryRun].count(where: { $0 }) != 1 {
            throw ValidationError("give one of --output FILE, --in-place and --dry-run")
        }
        if output != nil, files.count != 1 || FileKind(files[0]) == .folder {
            throw ValidationError("--output takes one file; --in-place mends several")
        }
        if inPlace, files.contains("-") {
            throw ValidationError("standard input has no place; name a file with --output")
        }
        if format == .json, output == "-" {
            throw ValidationError(
                "standard output takes either the corrected copy or --format json")
        }
        if let maxFindings, maxFindings < 0 {
            throw ValidationError("--max-findings must be 0 or more, not \(maxFindings)")
        }
    }

    func run() throws {
        let terminal = Terminal()
        let configuration = try storeOptions.settings.read(terminal)
        if !global.quiet { check.rules.tell(configuration, terminal) }
        let source = schemaOptions.source(storeOptions, configuration)
        // Without a schema little is mended and no error found: that is said with --quiet as well.
        let schema = try source.find(terminal, quiet: false)
        var options = try check.upload(schema.schema, configuration)
        let unreadable = UnreadableInputs(terminal)
        let used = try CommandFiles(schema: source.file, configuration, storeOptions, terminal)
        try used.readsNamed(in: configuration)
        if let output {
            // A file may be mended in its place: the copy takes it only when it is complete.
            if output == "-" { try used.reads(files[0], as: "the input") }
            try used.writes(output, as: "the corrected copy")
        } else if dryRun || format == .json {
            try used.writesStandardOutput()
        }
        let paths = try InputPaths.expand(
            files, leavingOut: used.contains, home: terminal.environment["HOME"],
            note: { if !global.quiet { terminal.say("note: \($0)") } }, report: unreadable.add)
        if output != nil, paths.count > 1 {
            throw Failure.usage(
                "--output takes one file, and \(files[0]) is \(paths.count.grouped)",
                hint: "--in-place mends several")
        }
        for path in paths {
            if inPlace {
                try used.writes(path, as: "the corrected text")
            } else if output == nil {
                try used.reads(path, as: "an input")
            }
        }
        let recipe = FixUpload.Recipe(
            isUnsafe: unsafe, zone: assumeZone, temporaryFolder: terminal.temporaryFolder)
        var hasErrors = false
        for path in paths {
            try unreadable.skipping {
                let input = try check.open(path)
                let progress = Progress(of: input, terminal, isQuiet: global.quiet)
                defer { progress?.end() }
                options.progress = { progress?.update(items: $0) }
                if try fix(input, path, FixUpload(options, recipe), schema.name, terminal) {
                    hasErrors = true
                }
            }
        }
        try terminal.standardOutput.flush()
        try unreadable.end()
        if hasErrors { throw Failure.findings }
    }

    /// Mends one file.
    ///
    /// - Returns: whether errors are left.
    private func fix(
        _ input: InputFile, _ path: String, _ workflow: FixUpload, _ schema: ReportSchema?,
        _ terminal: Terminal
    ) throws -> Bool {
        let listing = FixListing(max: maxFindings, isColoured: usesColor(terminal))
        var copy = try output.map { try FileCopy(path: $0, terminal) }
        var hasEdits = false
        let resultName = output.map { $0 == "-" ? input.name : $0 } ?? input.name
        let outcome = try reading(input) { input in
            try workflow.run(
                input, resultName: resultName,
                write: { bytes in
                    // A file without faults is not written anew.
                    if inPlace, hasEdits, copy == nil { copy = try place(of: path, terminal) }
                    try copy?.write(bytes)
                },
                edit: { edit in
                    hasEdits = true
                    if dryRun { listing.add(edit) }
                },
                receive: dryRun ? nil : { finding, _ in listing.add(finding) })
        }
        if dryRun, format == .text { try listing.writeEdits(to: terminal.standardOutput) }
        if outcome.summary.isStopped {
            if let stop = outcome.stop { terminal.say(stop) }
            terminal.say("metadex: \(input.name) cannot be read to its end; nothing was written")
        } else {
            try copy?.finish()
            listing.sayErrors(terminal)
        }
        check.tell(outcome.summary, of: input.name, terminal)
        try tell(
            outcome, of: input.name, schema, copy == nil ? nil : output ?? path,
            dryRun ? listing.changes : nil, terminal)
        return outcome.errorsLeft > 0 || outcome.summary.isStopped
    }

    private func usesColor(_ terminal: Terminal) -> Bool {
        terminal.usesColor(global.color, isTerminal: terminal.outputIsTerminal)
    }

    private func place(of path: String, _ terminal: Terminal) throws -> FileCopy {
        guard FileKind(path) == .file else {
            throw Failure.usage(
                "\(path) is no regular file and has no place for a corrected text",
                hint: "name a file with --output")
        }
        return try FileCopy(path: path, terminal)
    }

    /// What `--format json` says of a file.
    private struct Summary: Encodable {
        var file: String
        var edits: Int
        var unsafeEditsLeft: Int
        var errorsLeft: Int
        var isComplete: Bool
        /// Groups and flags whose right name stands in the file as well.
        var blocked: [String]
        var output: String?
        var schema: SummarySchema
        /// What a dry run would change.
        var changes: [FixListing.Change]?

        enum CodingKeys: String, CodingKey {
            case file
            case edits = "fixes"
            case unsafeEditsLeft = "unsafe_fixes_left"
            case errorsLeft = "errors_left"
            case isComplete = "complete"
            case blocked, output, schema, changes
        }
    }

    private func tell(
        _ outcome: FixUpload.Outcome, of name: String, _ schema: ReportSchema?,
        _ output: String?, _ changes: [FixListing.Change]?, _ terminal: Terminal
    ) throws {
        if format == .json {
            try terminal.writeLine(
                Summary(
                    file: name, edits: outcome.edits, unsafeEditsLeft: outcome.unsafeEditsLeft,
                    errorsLeft: outcome.errorsLeft, isComplete: !outcome.summary.isStopped,
                    blocked: outcome.blockedRenames.compactMap(\.key), output: output,
                    schema: SummarySchema(schema: schema), changes: changes))
        }
        if global.quiet || outcome.summary.isStopped { return }
        for finding in outcome.blockedRenames {
            let place = finding.location.position
            let right = Finding.literal(finding.suggestion ?? "")
            terminal.say(
                "\(name):\(place.line):\(place.column): \(Finding.literal(finding.key ?? "")) keeps "
                    + "its name, because \(right) stands in the file as well; move what it holds there "
                    + "by hand")
        }
        var text = files.count > 1 || name != inputName(files[0]) ? "\(name): " : ""
        text += "\(outcome.edits.grouped) \(outcome.edits == 1 ? "fix" : "fixes")"
        text += dryRun ? " possible" : " made"
        if outcome.unsafeEditsLeft > 0 {
            text += ", \(outcome.unsafeEditsLeft.grouped) more with --unsafe"
        }
        terminal.say(text + ", \(counted(outcome.errorsLeft, "error")) left")
    }
}
