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
        let configuration = try check.rules.configuration()
        let source = CheckSchema(file: schema, store: storeOptions, configuration)
        let schema = try source.read(terminal, quiet: global.quiet)
        let unreadable = UnreadableInputs(terminal)
        let paths = InputPaths.expand(files, report: unreadable.add)
        var options = try check.upload(schema, configuration)
        let runner = try ReportRunner(
            report, global, configuration, terminal, inputs: paths)
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
struct CheckSchema {
    private let source: SchemaSource

    /// - Parameters:
    ///   - file: the schema named by a flag.
    ///   - store: the store that may have one.
    init(file: String?, store: StoreOptions, _ configuration: Configuration?) {
        let path = file ?? (store.store == nil ? configuration?.schema : nil)
        source = SchemaSource(file: path, store: store)
    }

    /// Reads it; nil when there is neither a file nor a store.
    func read(_ terminal: Terminal, quiet: Bool) throws -> MetadataSchema? {
        if source.file == nil, source.store.store == nil,
            !FileManager.default.fileExists(atPath: source.store.path(terminal))
        {
            if !quiet {
                terminal.say(
                    "note: no schema; only what needs none is checked (name one with --schema FILE)"
                )
            }
            return nil
        }
        return try source.read(terminal)
    }

    /// What the schema has that a target does not take, with the places in a schema file.
    func problems(
        of schema: MetadataSchema?, for target: EmbeddingTarget, _ terminal: Terminal
    ) throws -> [Finding] {
        guard let schema else { return [] }
        if let file = source.file {
            return SchemaSource.read(
                try SchemaSource.bytes(of: file), file: file, levels: RuleLevels(), target: target
            ).findings.filter { $0.rule == .schemaEmbeddingTarget }
        }
        var buffer = FindingBuffer(file: source.store.path(terminal))
        CompiledSchema(schema).problems(for: target, into: &buffer)
        return buffer.findings
    }
}
