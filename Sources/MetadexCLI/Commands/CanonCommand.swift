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
        var canonicalization = Canonicalization()
        let problem = try bytes.withUnsafeBytes { text in
            try canonicalization.write(text, to: terminal.standardOutput)
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
        try terminal.standardOutput.writeLine()
        return true
    }

    private func answerLines(of input: InputFile, _ terminal: Terminal) throws -> Bool {
        let output = terminal.standardOutput
        let documents = InputLines(input) { try output.flush() }
        var canonicalization = Canonicalization()
        var isClean = true
        while try reading(
            input,
            { _ in
                try documents.next { text in
                    if let problem = try canonicalization.write(text, to: output) {
                        isClean = false
                        let place = SourcePosition.start.advanced(
                            over: UnsafeRawBufferPointer(
                                rebasing: text[..<min(problem.offset, text.count)]))
                        try output.writeLine("! column \(place.column): \(problem.message)")
                    } else {
                        try output.writeLine()
                    }
                }
            })
        {}
        return isClean
    }
}

/// Writes documents in their canonical form.
private struct Canonicalization {
    private var scanner = JSONScanner()
    private var writer = CanonicalWriter()
    private let tape = JSONTape()
    private var canonical: [UInt8] = []

    /// 16 MiB: a longer text is measured, and then written piece by piece.
    private static let keptBytesMax = 16 << 20

    /// Writes the canonical form of one document.
    ///
    /// - Returns: nil, or the place in the text and the reason why it has none; nothing is written
    ///   then.
    mutating func write(
        _ text: UnsafeRawBufferPointer, to output: Output
    ) throws -> (offset: Int, message: String)? {
        do throws(JSONSyntaxError) {
            try scanner.scan(text, into: tape)
        } catch {
            return (error.offset, error.message)
        }
        var failure: (any Error)?
        func write(_ piece: UnsafeRawBufferPointer) {
            do { if failure == nil { try output.write(piece) } } catch { failure = error }
        }
        do throws(CanonicalError) {
            if CanonicalWriter.upperBound(of: 0, in: tape) <= Canonicalization.keptBytesMax {
                canonical.removeAll(keepingCapacity: true)
                try writer.append(tape, to: &canonical)
                canonical.withUnsafeBytes(write)
            } else {
                try writer.write(tape, to: write)
            }
        } catch {
            switch error {
            case .tooLong(let limit):
                return (
                    0, "its canonical form is longer than \(limit) bytes, the most that jsonb holds"
                )
            }
        }
        if let failure { throw failure }
        return nil
    }
}
