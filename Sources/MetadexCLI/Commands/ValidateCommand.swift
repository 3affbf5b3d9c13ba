import ArgumentParser
import Findings
import Foundation
import SchemaModel
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

    @OptionGroup var global: GlobalOptions
    @OptionGroup var check: CheckOptions
    @OptionGroup var report: ReportOptionGroup
    @OptionGroup var storeOptions: StoreOptions

    @Option(help: "The schema file.", completion: .file())
    var schema: String?

    @Argument(help: "Files, folders or patterns; - is standard input.", completion: .file())
    var files: [String]

    func run() throws {
        let terminal = Terminal()
        let configuration = try storeOptions.settings.read(terminal)
        let source = CheckSchema(file: schema, store: storeOptions, configuration)
        let schema = try source.read(terminal, quiet: global.quiet)
        let unreadable = UnreadableInputs(terminal)
        let used = try CommandFiles(schema: source.file, configuration, storeOptions, terminal)
        try ReportRunner.tell(report, to: used)
        let paths = InputPaths.expand(
            files, leavingOut: used.contains, home: terminal.environment["HOME"],
            note: { if !global.quiet { terminal.say("note: \($0)") } }, report: unreadable.add)
        for path in paths { try used.reads(path, as: "an input") }
        var options = try check.upload(schema, configuration)
        let runner = try ReportRunner(report, global, configuration, terminal)
        if runner.mayCountRepeats { options.countRepeats() }
        runner.receive(try source.problems(of: schema, for: check.target(configuration), terminal))
        for path in paths {
            try unreadable.skipping {
                let input = try check.open(path)
                let progress = Progress(of: input, terminal, isQuiet: global.quiet)
                defer { progress?.end() }
                options.progress = { progress?.update() }
                let summary = try reading(input) {
                    try ValidateUpload(options).run($0, receive: runner.receive)
                }
                runner.receive(summary.repeats)
                check.tell(summary, of: input.name, terminal)
                runner.endFile(input.name, items: summary.items)
            }
        }
        let hasFindings = try runner.end()
        try unreadable.end()
        if hasFindings { throw Failure.findings }
    }
}

/// The schema that uploads are checked against.
final class CheckSchema {
    private let source: SchemaSource
    /// The schema file's text, read once: it may be a pipe.
    private var bytes: [UInt8]?

    /// The schema file; nil for the store's schema.
    var file: String? { source.file }

    /// - Parameters:
    ///   - file: the schema named by a flag.
    ///   - store: the store that may have one.
    init(file: String?, store: StoreOptions, _ configuration: Configuration?) {
        let path = file ?? (store.store == nil ? configuration?.schema?.value : nil)
        source = SchemaSource(file: path, store: store)
    }

    /// Reads it; nil when there is neither a file nor a store.
    func read(_ terminal: Terminal, quiet: Bool) throws -> MetadataSchema? {
        if source.file == nil, try source.store.place(terminal).origin == .folder,
            !FileManager.default.fileExists(atPath: try source.store.path(terminal))
        {
            if !quiet {
                terminal.say(
                    "note: no schema; only what needs none is checked (name one with --schema FILE)"
                )
            }
            return nil
        }
        guard let file = source.file else { return try source.read(terminal) }
        let bytes = try SchemaSource.bytes(of: file)
        self.bytes = bytes
        return try SchemaSource.usable(
            SchemaSource.read(bytes, file: file, levels: RuleLevels()), file, terminal)
    }

    /// What the schema has that a target does not take, with the places in a schema file.
    func problems(
        of schema: MetadataSchema?, for target: EmbeddingTarget, _ terminal: Terminal
    ) throws -> [Finding] {
        guard let schema else { return [] }
        if let file = source.file, let bytes {
            return SchemaSource.read(
                bytes, file: file, levels: RuleLevels(), target: target
            ).findings.filter { $0.rule == .schemaEmbeddingTarget }
        }
        var buffer = FindingBuffer(file: try source.store.path(terminal))
        CompiledSchema(schema).problems(for: target, into: &buffer)
        return buffer.findings
    }
}
