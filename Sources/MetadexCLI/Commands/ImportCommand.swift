public import ArgumentParser
import Findings
import Foundation
import Reporting
import SchemaModel
import Storage
import Text
import UploadReading
import Workflows

extension ImportUpload.Mode: ExpressibleByArgument {}

/// `metadex import`: checks uploads and stores their items.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Check upload files and store their items, all or nothing.",
        discussion: """
              $ metadex import upload.json --folder rides
              $ metadex import upload.json --folder rides --ignore-errors
              $ metadex import upload.json --folder rides --mode merge
              $ metadex import upload.json --folder rides --upsert --dry-run

            Each file is stored as a whole or not at all: one with an error stores nothing, unless \
            --ignore-errors is given, and the others go on. What becomes of items that are stored \
            already is said by the file's own flags: without skip_duplicate_urls a second item is \
            made, with it the item is skipped, with upsert_metadata as well its metadata is replaced \
            as a whole. --mode says the same in one word, whatever the file says: replace, merge (keys of \
            the file win, other keys stay) or only-new. Unchanged items write nothing. Where stored items would lose keys, you are \
            asked; where nobody can be asked, --accept-loss is needed. The items that --ignore-errors \
            leaves out are listed in INPUT.failures.csv, which is never written over a file.
            """)

    @Option(
        help: "The folder that the items go to; made when there is none.",
        completion: Completions.folders)
    var folder: String

    @Flag(help: "Store the good items of a file that has bad ones, and list these in a file.")
    var ignoreErrors = false

    @Option(
        help: ArgumentHelp(
            "Where --ignore-errors lists the bad items; beside the input without it.",
            valueName: "file"), completion: .file())
    var failures: String?

    @Option(
        help: ArgumentHelp(
            "What becomes of items that are stored already: replace, merge or only-new.",
            valueName: "word"))
    var mode: ImportUpload.Mode?

    @Flag(
        inversion: .prefixedNo, exclusivity: .exclusive,
        help: "Leave items alone whose URLs the folder holds already, whatever the file says.")
    var skipDuplicates: Bool?

    @Flag(
        inversion: .prefixedNo, exclusivity: .exclusive,
        help: "Replace the metadata of items that are stored already, whatever the file says.")
    var upsert: Bool?

    @Flag(help: "Do not ask when stored items lose keys.")
    var acceptLoss = false

    @Flag(help: "Say what would happen, store nothing.")
    var dryRun = false

    @OptionGroup var report: ReportOptionGroup
    @OptionGroup var check: CheckOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var global: GlobalOptions

    @Argument(help: "Files, folders or patterns; - is standard input.", completion: .file())
    var files: [String]

    func validate() throws {
        if failures != nil, !ignoreErrors {
            throw ValidationError("--failures needs --ignore-errors")
        }
        if let mode {
            let flags = [
                (skipDuplicates == false, "--no-skip-duplicates"),
                (upsert == false && mode != .onlyNew, "--no-upsert"),
                (upsert == true && mode == .onlyNew, "--upsert"),
            ]
            if let flag = flags.first(where: { $0.0 }) {
                throw ValidationError("--mode \(mode.rawValue) and \(flag.1) exclude each other")
            }
        }
        if skipDuplicates == false, upsert == true {
            throw ValidationError(
                "--upsert and --no-skip-duplicates exclude each other: what is stored a second time "
                    + "replaces nothing")
        }
    }

    private var wish: ImportUpload.Wish {
        var wish = ImportUpload.Wish()
        wish.ignoresErrors = ignoreErrors
        wish.skipsDuplicateURLs = skipDuplicates
        wish.upsertsMetadata = upsert
        wish.mode = mode
        wish.refusesLoss = !acceptLoss
        wish.isDryRun = dryRun
        return wish
    }

    func run() throws {
        let terminal = Terminal()
        let configuration = try storeOptions.settings.read(terminal)
        if !global.quiet { check.rules.tell(configuration, terminal) }
        let unreadable = UnreadableInputs(terminal)
        let used = try CommandFiles(schema: nil, configuration, storeOptions, terminal)
        try ReportRunner.tell(report, configuration, to: used)
        let paths = try InputPaths.expand(
            files, leavingOut: used.contains, home: terminal.environment["HOME"],
            note: { if !global.quiet { terminal.say("note: \($0)") } }, report: unreadable.add)
        for path in paths { try used.reads(path, as: "an input") }
        let lists = try failureLists(of: paths, used, terminal)
        var options = try check.upload(nil, configuration)
        let store = try storeOptions.open(terminal)
        let catalog = try storing { try store.read { try $0.catalog() } }
        let revision = catalog.schema
        let schema = ReportSchema(
            path: try storeOptions.path(terminal), origin: .store, revision: revision.number)
        check.tell(schema, terminal)
        if !global.quiet {
            CheckSchema.tell(ofOtherThan: revision.schema, configuration, terminal)
        }
        let runner = try ReportRunner(
            report, global, configuration, terminal, isImport: true, schema: .use(schema))
        options.need = runner.need
        options.hashesValues = runner.tellsFindingsApart
        options.marksFixes = true
        if !global.quiet { NewFolderNote.say(folder, among: catalog.folderNames, terminal) }
        let told = ImportReport(
            terminal: terminal, folder: folder, isQuiet: global.quiet)
        var failed = 0
        var lossy = 0
        for (path, list) in zip(paths, lists) {
            let opened = try unreadable.skipping { try RereadableUpload(path, check) }
            guard let upload = opened else { continue }
            let input = try upload.open()
            let progress = Progress(of: input, terminal, isQuiet: global.quiet)
            options.progress = { progress?.update(items: $0) }
            func storeItems(_ wish: ImportUpload.Wish, _ sink: some FindingSink)
                throws -> ImportUpload.Outcome
            {
                let workflow = ImportUpload(
                    into: store, folder: folder, options: options, wish: wish)
                return try storing {
                    try reading(input) {
                        try workflow.run(
                            $0, outline: upload.outline,
                            beforeStoring: { try list?.endFile(input.name) }, into: sink)
                    }
                }
            }
            var outcome = try storeItems(wish, ListedFindings(list: list, runner: runner))
            if outcome.ending == .lossNotAccepted {
                progress?.end()
                // While a person thinks, nothing is locked: what was found is stored afterwards, to the
                // same state.
                if told.accepts(outcome.write, of: input.name) {
                    var agreed = wish
                    agreed.refusesLoss = false
                    agreed.generation = outcome.generation
                    _ = try upload.open()
                    outcome = try storeItems(agreed, UnheardFindings())
                }
            }
            progress?.end()
            runner.receive(outcome.upload, of: input.name)
            check.tell(outcome.upload, of: input.name, terminal)
            runner.endFile(input.name, items: outcome.upload.items)
            if outcome.isCommitted || outcome.ending == .dryRun { runner.add(outcome.write) }
            if outcome.ending == .hasErrors { failed += 1 }
            if outcome.ending == .lossNotAccepted { lossy += 1 }
            told.tell(outcome, of: input.name)
            if outcome.isCommitted, try list?.finish() == true {
                told.tell(list, count: outcome.write.rejected)
            }
        }
        let hasFindings = try runner.end()
        if failed > 0, !global.quiet {
            terminal.say(
                "Nothing was stored of \(failed) \(failed == 1 ? "file" : "files") with errors; "
                    + "--ignore-errors stores the good items.")
        }
        if dryRun, !global.quiet { terminal.say("Dry run: nothing was stored.") }
        try unreadable.end()
        if hasFindings || lossy > 0 || (failed > 0 && !report.exitZero) { throw Failure.findings }
    }

    /// Where the bad items of each file are listed; nil for all where none is stored without them.
    private func failureLists(of paths: [String], _ used: CommandFiles, _ terminal: Terminal)
        throws -> [FailureList?]
    {
        guard ignoreErrors, !dryRun else { return paths.map { _ in nil } }
        if let failures {
            if paths.count > 1 {
                throw Failure.usage(
                    "--failures names one file, and \(paths.count) are imported",
                    hint: "without it each has a list of its own")
            }
            if failures == "-" { throw Failure.usage("--failures names a file, not a stream") }
        }
        return try paths.map { path in
            let list = failures ?? FailureList.path(for: path, name: check.stdinFilename)
            try FailureList.checkIsNew(list)
            try used.writes(list, as: "the list of rejected items")
            return FailureList(list, terminal)
        }
    }
}
