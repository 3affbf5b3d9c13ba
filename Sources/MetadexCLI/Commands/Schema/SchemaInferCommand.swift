import ArgumentParser
import Foundation
import SchemaFormats
import SchemaModel
import UploadFormats
import Workflows

/// `metadex schema infer`: proposes a schema from uploads.
struct SchemaInferCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "infer",
        abstract: "Propose a schema from the metadata of all items in upload files.",
        discussion: """
              $ metadex schema infer upload.json > schema.yaml

            Every value is counted. The schema goes to standard output, what to look at twice to \
            standard error. Codes such as 00601 and keys of mixed values become varchar; few different \
            values become an enum.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "yaml or json (the short form), or encord.")
    var format: SchemaFormat = .yaml

    @Option(help: "The form of the files: json, array or jsonl. Detected without it.")
    var inputFormat: UploadFormat?

    @Argument(help: "Upload files, folders or patterns; - is standard input.", completion: .file())
    var files: [String]

    func run() throws {
        let terminal = Terminal()
        var inference = InferSchema(
            threads: ProcessInfo.processInfo.activeProcessorCount, format: inputFormat)
        var hasFaults = false
        let paths = try InputPaths.expand(
            files, home: terminal.environment["HOME"],
            note: { if !global.quiet { terminal.say("note: \($0)") } }, report: { throw $0 })
        for path in paths {
            let input = try openInput(path)
            do {
                try reading(input) {
                    try inference.add($0) { finding, _ in
                        hasFaults = true
                        let place = finding.location.position
                        terminal.say(
                            "\(finding.location.file):\(place.line):\(place.column): "
                                + "error[\(finding.rule.name)] \(finding.message)")
                    }
                }
            } catch is UnsupportedFormat {
                throw Failure.usage("\(input.name) is CSV, which carries no metadata")
            }
        }
        let output = terminal.standardOutput
        try output.write(SchemaWriter.write(inference.schema, as: format))
        try output.flush()
        if !global.quiet { explain(inference, terminal) }
        if hasFaults { throw Failure.findings }
    }

    private func explain(_ inference: InferSchema, _ terminal: Terminal) {
        let proposals = inference.proposals
        for proposal in proposals {
            for doubt in proposal.doubts {
                let place = doubt.place.map {
                    " (\($0.file):\($0.position.line):\($0.position.column))"
                }
                terminal.say("\(proposal.key): \(doubt.text)\(place ?? "")")
            }
        }
        let declared = proposals.count { $0.definition != nil }
        terminal.say(
            "\(inference.itemCount) items, \(proposals.count) keys seen, \(declared) proposed.")
    }
}

extension SchemaFormat: ExpressibleByArgument {}
