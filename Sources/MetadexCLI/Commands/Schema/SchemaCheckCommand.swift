import ArgumentParser
import CanonicalJSON
import Findings
import SchemaFormats
import SchemaModel

/// `metadex schema check`: problems of a schema file; needs no store.
struct SchemaCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check schema files; needs no store.",
        discussion: """
              $ metadex schema check schema.yaml
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var rules: RuleOptions
    @OptionGroup var report: ReportOptionGroup
    @OptionGroup(title: "Settings") var settings: SettingsOptions

    @Argument(help: "Schema files; - is standard input.", completion: .file())
    var files: [String]

    func run() throws {
        let terminal = Terminal()
        let configuration = try settings.read(terminal)
        let levels = try rules.levels(configuration)
        let used = try CommandFiles(schema: nil, configuration, nil, terminal)
        try ReportRunner.tell(report, configuration, to: used)
        for file in files { try used.reads(file, as: "an input") }
        let runner = try ReportRunner(report, global, configuration, terminal, itemNoun: "key")
        let unreadable = UnreadableInputs(terminal)
        for file in files {
            guard let bytes = try unreadable.skipping({ try SchemaSource.bytes(of: file) }) else {
                continue
            }
            let reading = SchemaSource.read(bytes, file: file, levels: levels)
            for finding in reading.findings {
                runner.receive(finding) {
                    bytes.withUnsafeBytes {
                        SourceExcerpt(
                            of: $0, at: finding.location.position.offset,
                            length: finding.location.length)
                    }
                }
            }
            runner.endFile(inputName(file), items: reading.schema?.keys.count ?? 0)
        }
        let hasFindings = try runner.end()
        try unreadable.end()
        if hasFindings { throw Failure.findings }
    }
}
