import ArgumentParser
import Findings
import Foundation
import SchemaModel
import Text
import Workflows

/// `metadex fix`: a corrected copy of an upload.
struct FixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract: "Write a corrected copy of an upload; every byte that is not faulty stays.",
        discussion: """
              $ metadex fix upload.json --schema schema.yaml --dry-run
              $ metadex fix upload.json --schema schema.yaml -o fixed.json

            Only what is certain is changed: booleans and numbers written as strings, the case of \
            options and spaces around them, the spelling of uuids, the separators of datetimes. \
            --unsafe also changes what is likely: misspelled options, keys and groups, swapped \
            coordinates, epoch seconds, numbers where a varchar is wanted. The exit status is 1 when \
            errors are left.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var check: CheckOptions
    @OptionGroup var storeOptions: StoreOptions

    @OptionGroup var schemaOptions: SchemaOptions

    @Option(
        name: .shortAndLong, help: "The corrected copy; - is standard output.", completion: .file())
    var output: String?

    @Flag(help: "Show what would change, write nothing.")
    var dryRun = false

    @Flag(help: "Also change what is likely, not certain.")
    var unsafe = false

    @Argument(help: "The upload file; - is standard input.", completion: .file())
    var file: String

    func validate() throws {
        if (output == nil) != dryRun {
            throw ValidationError("give either --output FILE or --dry-run")
        }
    }

    func run() throws {
        let terminal = Terminal()
        let configuration = try storeOptions.settings.read(terminal)
        if !global.quiet { check.rules.tell(configuration, terminal) }
        let source = schemaOptions.source(storeOptions, configuration)
        guard let schema = try source.read(terminal, quiet: true) else {
            throw Failure.usage("fix needs a schema: name one with --schema FILE")
        }
        let options = try check.upload(schema, configuration)
        if let output {
            let used = try CommandFiles(schema: source.file, configuration, storeOptions, terminal)
            // A file may be mended in its place: the copy takes it only when it is complete.
            if output == "-" { try used.reads(file, as: "the input") }
            try used.writes(output, as: "the corrected copy")
        }
        let input = try check.open(file)
        let copy = try output.map { try FileCopy(path: $0, terminal) }
        let workflow = FixUpload(
            options,
            FixUpload.Recipe(isUnsafe: unsafe, temporaryFolder: terminal.temporaryFolder))
        let outcome = try reading(input) { input in
            do {
                return try workflow.run(input, write: { try copy?.write($0) }) { edit in
                    if dryRun { try show(edit, terminal) }
                }
            } catch let error as UnsupportedFormat {
                throw Failure.usage("fix reads JSON uploads, not \(error.format.rawValue)")
            }
        }
        try terminal.standardOutput.flush()
        if outcome.summary.isStopped {
            throw Failure(
                exitStatus: .findings,
                message: "\(input.name) is not JSON to its end; nothing was written",
                hint: "`metadex validate` shows the place")
        }
        try copy?.finish()
        check.tell(outcome.summary, of: input.name, terminal)
        if !global.quiet { terminal.say(summary(outcome)) }
        if outcome.errorsLeft > 0 { throw Failure.findings }
    }

    private func summary(_ outcome: FixUpload.Outcome) -> String {
        var text = "\(outcome.edits) \(outcome.edits == 1 ? "fix" : "fixes")"
        text += dryRun ? " possible" : " made"
        if outcome.unsafeEditsLeft > 0 { text += ", \(outcome.unsafeEditsLeft) more with --unsafe" }
        return text + ", \(outcome.errorsLeft) errors left"
    }

    private func show(_ edit: TextEdit, _ terminal: Terminal) throws {
        let output = terminal.standardOutput
        let isColoured = terminal.usesColor(global.color, isTerminal: terminal.outputIsTerminal)
        let place = edit.finding.location
        try output.writeLine(
            "\(place.file):\(place.position.line):\(place.position.column): "
                + "\(edit.finding.rule.name)\(edit.isSafe ? "" : " (unsafe)")")
        for before in edit.before {
            try output.write(styled: line("- " + window(before), "31", isColoured).utf8)
        }
        for after in edit.after {
            try output.write(styled: line("+ " + window(after), "32", isColoured).utf8)
        }
    }

    private func window(_ excerpt: SourceExcerpt) -> String {
        (excerpt.cutBefore ? "…" : "") + excerpt.text + (excerpt.cutBehind ? "…" : "")
    }

    private func line(_ text: String, _ code: String, _ isColoured: Bool) -> String {
        let safe = TerminalText(text).text
        return isColoured ? "\u{1B}[\(code)m\(safe)\u{1B}[0m\n" : safe + "\n"
    }
}
