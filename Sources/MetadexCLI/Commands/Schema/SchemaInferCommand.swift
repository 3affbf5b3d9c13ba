public import ArgumentParser
import CanonicalJSON
import Findings
import Foundation
import Inference
import SchemaFormats
import SchemaModel
import Text
import UploadFormats
import UploadReading
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
            values become an enum. Of objects and arrays that no type covers the notes give the line \
            for metadex.toml.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup(title: "Settings") var settings: SettingsOptions

    @Option(help: "yaml or json (the short form), or encord.")
    var format: SchemaFormat = .yaml

    @Option(
        help: ArgumentHelp(
            "How notes on standard error are written: text, or json, one object a line.",
            valueName: "form"))
    var notes: SummaryFormat = .text

    @Option(
        help: ArgumentHelp(
            "The form of the files: json, array or jsonl. Detected without it.", valueName: "form"))
    var inputFormat: UploadFormat?

    @Argument(help: "Upload files, folders or patterns; - is standard input.", completion: .file())
    var files: [String]

    func run() throws {
        let terminal = Terminal()
        var inference = InferSchema(
            threads: ProcessInfo.processInfo.activeProcessorCount, format: inputFormat)
        var hasFaults = false
        let used = try CommandFiles(schema: nil, settings.read(terminal), nil, terminal)
        try used.writesStandardOutput()
        let paths = try InputPaths.expand(
            files, leavingOut: used.contains, home: terminal.environment["HOME"],
            note: { if !global.quiet { terminal.say("note: \($0)") } }, report: { throw $0 })
        for path in paths { try used.reads(path, as: "an input") }
        for path in paths {
            let input = try openInput(path)
            do {
                try reading(input) {
                    try inference.add($0) { finding, _ in
                        hasFaults = true
                        terminal.say(finding)
                    }
                }
            } catch is UnsupportedFormat {
                throw Failure.usage("\(input.name) is CSV, which carries no metadata")
            } catch let error as InferSchema.TooManyKeys {
                let samples = error.samples.map(Finding.literal).joined(separator: ", ")
                throw Failure(
                    exitStatus: .findings,
                    message:
                        "\(input.name): more than \(error.limit.grouped) different keys, such as "
                        + samples,
                    hint: "put what tells items apart into values, not into the names of keys")
            }
        }
        let output = terminal.standardOutput
        try output.write(SchemaWriter.write(inference.schema, as: format))
        try output.flush()
        if !global.quiet { try explain(inference, terminal) }
        if hasFaults { throw Failure.findings }
    }

    /// What `--notes json` says of a key.
    private struct Note: Encodable {
        var key: String
        var note: String
        var file: String?
        var line: Int?
        var column: Int?
    }

    /// The last line of `--notes json`.
    private struct Summary: Encodable {
        var items: Int
        var keys: Int
        var proposed: Int
        var undeclared: [String]
    }

    private func explain(_ inference: InferSchema, _ terminal: Terminal) throws {
        let proposals = inference.proposals
        for proposal in proposals {
            for doubt in proposal.doubts {
                let place = doubt.place
                if notes == .json {
                    try terminal.sayJSON(
                        Note(
                            key: proposal.key, note: doubt.text, file: place?.file,
                            line: place?.position.line, column: place?.position.column))
                    continue
                }
                let words = place.map {
                    " (\($0.file):\($0.position.line):\($0.position.column))"
                }
                terminal.say("\(proposal.key): \(doubt.text)\(words ?? "")")
            }
        }
        let declared = proposals.count { $0.definition != nil }
        let undeclared = proposals.filter(\.mayStayUndeclared).map(\.key)
        if notes == .json {
            try terminal.sayJSON(
                Summary(
                    items: inference.itemCount, keys: proposals.count, proposed: declared,
                    undeclared: undeclared))
            return
        }
        if !undeclared.isEmpty {
            let names = undeclared.map(Finding.literal).joined(separator: ", ")
            terminal.say("For metadex.toml: undeclared = [\(names)]")
        }
        terminal.say(
            "\(counted(inference.itemCount, "item")), \(counted(proposals.count, "key")) seen, "
                + "\(declared.grouped) proposed.")
    }
}

extension SchemaFormat: ExpressibleByArgument {}
