import ArgumentParser
import Validation
import Workflows

/// `metadex value`: how single values are read.
struct ValueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "value",
        abstract: "Read single values of a type, one a line, and say what they mean.",
        discussion: """
            The answer is the canonical form, or "!" and the reason.

              $ printf '2025-03-01T13:00+01:00\\n2025-W09-6\\n' | metadex value datetime
              2025-03-01T12:00:00Z
              2025-03-01T00:00:00Z
              $ echo Rain | metadex value enum --option rain --option fog
              ! "Rain" is not an option; nearest: "rain"

            Datetimes, uuids, varchars, texts and options are written plainly, or in JSON's quotes; \
            numbers, booleans, embeddings and places as JSON. The exit status is 1 when a value was \
            refused.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: "boolean, datetime, number, uuid, varchar, text, enum, embedding, geospatial or user."
    )
    var type: String

    @Option(name: .customLong("option"), help: "An option of the enum; repeatable.")
    var options: [String] = []

    @Option(help: "The size of the embedding, or the most characters of the varchar.")
    var size: Int?

    @Argument(help: "The file; - or nothing is standard input.", completion: .file())
    var file = "-"

    func run() throws {
        let terminal = Terminal()
        let output = terminal.standardOutput
        let reader: ValueReader
        do throws(ValueReader.Refusal) {
            reader = try ValueReader(word: type, options: options, size: size)
        } catch {
            throw Failure.usage(error.reason)
        }
        let input = try openInput(file)
        let lines = InputLines(input) { try output.flush() }
        var isClean = true
        while try reading(
            input,
            { _ in
                try lines.next { line in
                    do {
                        try output.write(try reader.read(line))
                        try output.writeLine()
                    } catch let error as ValueReader.Refusal {
                        isClean = false
                        try output.writeLine("! \(error.reason)")
                    }
                }
            })
        {}
        try output.flush()
        if !isClean { throw Failure.findings }
    }
}
