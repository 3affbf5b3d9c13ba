import ArgumentParser
import Foundation
import Reporting
import Storage
import Workflows

/// `metadex import`: checks uploads and stores their items.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Check upload files and store their items, all or nothing.",
        discussion: """
              $ metadex import upload.json --folder rides
              $ metadex import upload.json --folder rides --ignore-errors

            A file with an error stores nothing, unless --ignore-errors is given. What becomes of items \
            that are stored already is said by the file's own flags: without skip_duplicate_urls a \
            second item is made, with it the item is skipped, with upsert_metadata as well its \
            metadata is overwritten. Unchanged items write nothing.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var check: CheckOptions
    @OptionGroup var report: ReportOptionGroup
    @OptionGroup var storeOptions: StoreOptions

    @Option(help: "The folder that the items go to; made when there is none.")
    var folder: String

    @Flag(help: "Store the good items of a file that has bad ones.")
    var ignoreErrors = false

    @Argument(help: "Files, folders or patterns; - is standard input.", completion: .file())
    var files: [String]

    func run() throws {
        let terminal = Terminal()
        let configuration = try storeOptions.settings.read(terminal)
        if !global.quiet { check.rules.tell(configuration, terminal) }
        let unreadable = UnreadableInputs(terminal)
        let used = try CommandFiles(schema: nil, configuration, storeOptions, terminal)
        try ReportRunner.tell(report, to: used)
        let paths = InputPaths.expand(
            files, leavingOut: used.contains, home: terminal.environment["HOME"],
            note: { if !global.quiet { terminal.say("note: \($0)") } }, report: unreadable.add)
        for path in paths { try used.reads(path, as: "an input") }
        var options = try check.upload(nil, configuration)
        let store = try storeOptions.open(terminal)
        let revision = try storing { try store.read { try $0.schema() } }
        let schema = ReportSchema(
            path: try storeOptions.path(terminal), origin: .store, revision: revision.number)
        check.tell(schema, terminal)
        if !global.quiet {
            CheckSchema.tell(ofOtherThan: revision.schema, configuration, terminal)
        }
        let runner = try ReportRunner(
            report, global, configuration, terminal, isImport: true, schema: .use(schema))
        if runner.mayCountRepeats { options.countRepeats() }
        options.hashesValues = runner.tellsFindingsApart
        var failed = 0
        for path in paths {
            let opened = try unreadable.skipping { try RereadableUpload(path, check) }
            guard let upload = opened else { continue }
            let input = try upload.open()
            let progress = Progress(of: input, terminal, isQuiet: global.quiet)
            options.progress = { progress?.update() }
            let workflow = ImportUpload(
                into: store, folder: folder, options: options, ignoresErrors: ignoreErrors)
            let outcome = try storing {
                try reading(input) {
                    try workflow.run($0, outline: upload.outline, receive: runner.receive)
                }
            }
            progress?.end()
            runner.receive(outcome.upload.repeats)
            check.tell(outcome.upload, of: input.name, terminal)
            runner.endFile(input.name, items: outcome.upload.items)
            if outcome.isCommitted { runner.add(outcome.write) } else { failed += 1 }
            if !global.quiet { terminal.say(ImportCommand.line(outcome, input.name, folder)) }
        }
        let hasFindings = try runner.end()
        if failed > 0, !global.quiet {
            terminal.say(
                "Nothing was stored of \(failed) \(failed == 1 ? "file" : "files") with errors; "
                    + "--ignore-errors stores the good items.")
        }
        try unreadable.end()
        if hasFindings || (failed > 0 && !report.exitZero) { throw Failure.findings }
    }

    private static func line(
        _ outcome: ImportUpload.Outcome, _ name: String, _ folder: String
    ) -> String {
        let write = outcome.write
        if !outcome.isCommitted { return "\(name): nothing stored" }
        return "\(name) -> \(folder): \(write.read) read = \(write.created) created + "
            + "\(write.updated) updated + \(write.unchanged) unchanged + \(write.skipped) skipped + "
            + "\(write.rejected) rejected"
    }
}
