import ArgumentParser
import CanonicalJSON
import Workflows

/// `metadex canon`: the canonical form of JSON documents.
struct CanonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canon",
        abstract: "Print a JSON document as PostgreSQL's jsonb would keep it.",
        discussion: """
            Keys are ordered by length, then bytes; the last of duplicate keys stays; numbers keep \
            every digit and lose their exponents.

              $ echo '{"bb": 1e3, "a": "\\u00e9", "a": 1.20}' | metadex canon -
              {"a": 1.20, "bb": 1000}

            With --lines every line is a document of its own, and every answer is one line: the \
            canonical text, or "!" and the reason.

              $ printf '[1,2]\\n[1 2]\\n' | metadex canon --lines
              [1, 2]
              ! column 4: expected a comma or "]" after the element, found "2"

            The exit status is 1 when a document was refused.
            """)

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Read one document a line (only LF ends a line), answer one line each.")
    var lines = false

    @Argument(help: "The file; - or nothing is standard input.", completion: .file())
    var file = "-"

    func run() throws {
        let terminal = Terminal()
        let input = try openInput(file)
        let isClean =
            lines ? try answerLines(of: input, terminal) : try printDocument(input, terminal)
        try terminal.standardOutput.flush()
        if !isClean { throw Failure.findings }
    }

    private func printDocument(_ input: InputFile, _ terminal: Terminal) throws -> Bool {
        let bytes = try reading(input) { try $0.readAll(limit: JSONLimits.documentBytesMax) }
        let tape = JSONTape()
        var canonical: [UInt8] = []
        let problem = bytes.withUnsafeBytes { text in
            Canonicalization.canonical(text, tape: tape, into: &canonical)
        }
        if let problem {
            let place = bytes.withUnsafeBytes { text in
                SourcePosition.start.advanced(
                    over: UnsafeRawBufferPointer(rebasing: text[..<min(problem.offset, text.count)])
                )
            }
            terminal.say("\(input.name):\(place.line):\(place.column): error: \(problem.message)")
            return false
        }
        try terminal.standardOutput.write(canonical)
        try terminal.standardOutput.writeLine()
        return true
    }

    private func answerLines(of input: InputFile, _ terminal: Terminal) throws -> Bool {
        let output = terminal.standardOutput
        let documents = InputLines(input) { try output.flush() }
        let tape = JSONTape()
        var canonical: [UInt8] = []
        var isClean = true
        while try reading(
            input,
            { _ in
                try documents.next { text in
                    canonical.removeAll(keepingCapacity: true)
                    if let problem = Canonicalization.canonical(text, tape: tape, into: &canonical)
                    {
                        isClean = false
                        let place = SourcePosition.start.advanced(
                            over: UnsafeRawBufferPointer(
                                rebasing: text[..<min(problem.offset, text.count)]))
                        try output.writeLine("! column \(place.column): \(problem.message)")
                    } else {
                        try output.write(canonical)
                        try output.writeLine()
                    }
                }
            })
        {}
        return isClean
    }
}

/// One document to its canonical form.
private enum Canonicalization {
    /// Appends the canonical form.
    ///
    /// - Returns: nil, or the place in the text and the reason why it has none.
    static func canonical(
        _ text: UnsafeRawBufferPointer, tape: JSONTape, into canonical: inout [UInt8]
    ) -> (offset: Int, message: String)? {
        var scanner = JSONScanner()
        do {
            try scanner.scan(text, into: tape)
        } catch {
            return (error.offset, error.message)
        }
        var writer = CanonicalWriter()
        do {
            try writer.append(tape, to: &canonical)
        } catch {
            switch error {
            case .tooLong(let limit):
                return (
                    0, "its canonical form is longer than \(limit) bytes, the most that jsonb holds"
                )
            }
        }
        return nil
    }
}
