public import ArgumentParser
import Findings
import Foundation
import Reporting
import SchemaModel
import Text
import UploadFormats
import UploadReading
import Validation
import Values
import Workflows

extension UploadFormat: ExpressibleByArgument {}
extension EmbeddingTarget: ExpressibleByArgument {}

/// How uploads are checked: by every command that reads them.
struct CheckOptions: ParsableArguments {
    @OptionGroup(title: "Rules") var rules: RuleOptions

    @Option(
        help: """
            What the metadata is for; without it metadex.toml's, else index. Active takes \
            embeddings up to 2,000.
            """)
    var target: EmbeddingTarget?

    @Option(help: ArgumentHelp("The form of the files. Detected without it.", valueName: "form"))
    var inputFormat: UploadFormat?

    @Option(
        help: ArgumentHelp("The name of standard input in messages.", valueName: "name"),
        completion: .file())
    var stdinFilename: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Look for what is legal and probably not meant: all MX5 rules.")
    var suspicions = true

    @Flag(name: .shortAndLong, help: "Say on standard error what each file was read as.")
    var verbose = false

    /// Says what a file was read as, for those who want to know.
    func tell(_ summary: UploadSummary, of name: String, _ terminal: Terminal) {
        guard verbose else { return }
        terminal.say(
            "\(name): read as \(summary.format.rawValue), \(counted(summary.bytes, "byte")), "
                + "\(counted(summary.items, "item")), \(counted(summary.urls, "URL")), "
                + "\(counted(summary.rejectedItems, "item")) with errors"
        )
    }

    /// Says what uploads are checked against, for those who want to know.
    func tell(_ schema: ReportSchema?, _ terminal: Terminal) {
        guard verbose else { return }
        terminal.say("schema: \(schema?.words ?? "none")")
    }

    /// The options for the workflows.
    ///
    /// - Parameter schema: the schema to check against.
    func upload(_ schema: MetadataSchema?, _ configuration: Configuration?) throws
        -> UploadCheckOptions
    {
        var options = UploadCheckOptions(
            schema: schema.map { CompiledSchema($0) },
            threads: ProcessInfo.processInfo.activeProcessorCount)
        options.levels = try rules.levels(configuration)
        options.validation.findsSuspicions = suspicions
        options.validation.undeclaredKeys = configuration?.undeclared?.value ?? []
        if !suspicions {
            for rule in RuleCatalog.Block.suspicions.rules { options.levels[rule.id] = nil }
        }
        options.format = inputFormat
        return options
    }

    /// Opens a file named on the command line.
    func open(_ path: String) throws -> InputFile {
        try openInput(path, name: path == "-" ? stdinFilename : nil)
    }

    /// Which limit of embedding sizes holds.
    func target(_ configuration: Configuration?) -> EmbeddingTarget {
        target ?? configuration?.target?.value ?? .index
    }
}
