import ArgumentParser
import UploadReading
import Validation
import Workflows

/// `metadex value`: how single values are read.
struct ValueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "value",
        abstract: "Read single values of a type and say what they mean.",
        discussion: """
            The answer is the canonical form, or "!" and the reason, a line for each value.

              $ metadex value datetime 2025-03-01T13:00+01:00 2025-W09-6
              2025-03-01T12:00:00Z
              2025-03-01T00:00:00Z
              $ echo Rain | metadex value enum --option rain --option fog
              ! "Rain" is not an option; nearest: "rain"

            Datetimes, uuids, varchars, texts and options are written plainly, or in JSON's quotes; \
            numbers, booleans, embeddings and places as JSON. Without values they are read from \
            standard input, one a line. A single value that is the name of a file stands for that \
            file; say --file to be sure. The exit status is 1 when a value was refused.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(
        help:
            "boolean, datetime, number, uuid, varchar, text, enum, embedding, geospatial or user.",
        completion: Completions.valueTypes)
    var type: String

    @Argument(help: "The values; - or nothing is standard input.", completion: .file())
    var values: [String] = []

    @Option(
        help: "Read the values from this file, one a line; - is standard input.",
        completion: .file())
    var file: String?

    @Option(name: .customLong("option"), help: "An option of the enum; repeatable.")
    var options: [String] = []

    @Option(
        help: ArgumentHelp(
            "The size of the embedding, or the most characters of the varchar.", valueName: "n"))
    var size: Int?

    func validate() throws {
        if file != nil, !values.isEmpty {
            throw ValidationError("--file takes the place of values on the command line")
        }
    }

    func run() throws {
        let terminal = Terminal()
        let reader: ValueReader
        do throws(ValueReader.Refusal) {
            reader = try ValueReader(word: type, options: options, size: size)
        } catch {
            throw Failure.usage(error.reason)
        }
        var isClean = true
        func answer(_ line: UnsafeRawBufferPointer) throws {
            do {
                try terminal.standardOutput.write(try reader.read(line))
                try terminal.standardOutput.writeLine()
            } catch let refusal as ValueReader.Refusal {
                isClean = false
                try terminal.standardOutput.writeLine("! \(refusal.reason)")
            }
        }
        if let path = source(terminal) {
            let input = try openInput(path)
            let lines = InputLines(input) { try terminal.standardOutput.flush() }
            while try reading(input, { _ in try lines.next(answer) }) {}
        } else {
            for value in values { try Array(value.utf8).withUnsafeBytes(answer) }
        }
        try terminal.standardOutput.flush()
        if !isClean { throw Failure.findings }
    }

    /// The file that values are read from; nil when they stand on the command line.
    private func source(_ terminal: Terminal) -> String? {
        if let file { return file }
        guard let first = values.first else { return "-" }
        if values.count > 1 { return nil }
        if first == "-" { return "-" }
        switch FileKind(first) {
        case .missing, .folder: return nil
        case .file, .other:
            if !global.quiet {
                terminal.say("note: \(first) is a file, which was read; say --file \(first)")
            }
            return first
        }
    }
}
