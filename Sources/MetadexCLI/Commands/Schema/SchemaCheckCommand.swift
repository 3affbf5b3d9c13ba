import ArgumentParser
import Findings

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

    @Argument(help: "Schema files; - is standard input.", completion: .file())
    var files: [String]

    func run() throws {
        let terminal = Terminal()
        let configuration = try rules.configuration()
        let levels = try rules.levels(configuration)
        let runner = try ReportRunner(report, global, configuration, terminal, itemNoun: "key")
        for file in files {
            let bytes = try SchemaSource.bytes(of: file)
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
            runner.endFile(file, items: reading.schema?.keys.count ?? 0)
        }
        if try runner.end() { throw Failure.findings }
    }
}
