import ArgumentParser
import Findings
import Foundation
import Reporting
import SchemaModel
import UploadFormats
import UploadReading
import Validation
import Workflows

/// `metadex validate`: checks upload files before they are sent.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check upload files: their form, every item, all metadata.",
        discussion: """
              $ metadex validate upload.json --schema schema.yaml
              $ metadex validate uploads/ --format concise
              $ metadex validate upload.json --output sarif=metadex.sarif

            The schema is taken from --schema, else metadex.toml, else the store; without any of them \
            only what needs no schema is checked. The exit status is 1 when an error was found.
            """)

    @OptionGroup var schemaOptions: SchemaOptions
    @OptionGroup var report: ReportOptionGroup
    @OptionGroup var check: CheckOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var global: GlobalOptions

    @Argument(help: "Files, folders or patterns; - is standard input.", completion: .file())
    var files: [String]

    func run() throws {
        let terminal = Terminal()
        let configuration = try storeOptions.settings.read(terminal)
        if !global.quiet { check.rules.tell(configuration, terminal) }
        let source = schemaOptions.source(storeOptions, configuration)
        // These forms have no place for the schema.
        let isSilent = report.format == .csv || report.format == .gitlab
        let found = try source.find(terminal, quiet: global.quiet && !isSilent)
        let schema = found.schema
        check.tell(found.name, terminal)
        let unreadable = UnreadableInputs(terminal)
        let used = try CommandFiles(schema: source.file, configuration, storeOptions, terminal)
        try ReportRunner.tell(report, configuration, to: used)
        let paths = try InputPaths.expand(
            files, leavingOut: used.contains, home: terminal.environment["HOME"],
            note: { if !global.quiet { terminal.say("note: \($0)") } }, report: unreadable.add)
        for path in paths { try used.reads(path, as: "an input") }
        var options = try check.upload(schema, configuration)
        let runner = try ReportRunner(
            report, global, configuration, terminal, schema: .use(found.name))
        options.need = runner.need
        options.hashesValues = runner.tellsFindingsApart
        options.marksFixes = true
        runner.receive(try source.problems(of: schema, for: check.target(configuration), terminal))
        for path in paths {
            try unreadable.skipping {
                let input = try check.open(path)
                let progress = Progress(of: input, terminal, isQuiet: global.quiet)
                defer { progress?.end() }
                options.progress = { progress?.update(items: $0) }
                let summary = try reading(input) {
                    try ValidateUpload(options).run($0, into: runner)
                }
                runner.receive(summary, of: input.name)
                check.tell(summary, of: input.name, terminal)
                runner.endFile(
                    input.name, items: summary.items, hasMetadata: summary.format != .csv)
            }
        }
        let hasFindings = try runner.end()
        try unreadable.end()
        if hasFindings { throw Failure.findings }
    }
}
