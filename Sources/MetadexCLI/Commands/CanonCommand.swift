import ArgumentParser
import CanonicalJSON
import UploadReading
import Workflows

/// `metadex canon`: the canonical form of JSON documents.
struct CanonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canon",
        abstract: "Print a JSON document as PostgreSQL's jsonb would keep it.",
        discussion: """
            Keys are ordered by length, then bytes; the last of duplicate keys stays; numbers keep \
            every digit and lose their exponents.

              $ metadex canon '{"bb": 1e3, "a": "\\u00e9", "a": 1.20}'
              {"a": 1.20, "bb": 1000}

            What is given is the name of a file, or else the document itself.

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

    @Argument(
        help: "The file, or the JSON text itself; - or nothing is standard input.",
        completion: .file())
    var document = "-"

    func run() throws {
        let terminal = Terminal()
        var isClean: Bool
        if isText {
            let text = Array(document.utf8)
            isClean = true
            if lines {
                var canonicalization = Canonicalization()
                for line in text.split(separator: UInt8(ascii: "\n")) {
                    let answer = try line.withUnsafeBytes {
                        try canonicalization.answer($0, to: terminal.standardOutput)
                    }
                    isClean = answer && isClean
                }
            } else {
                isClean = try printDocument(text, named: "<argument>", terminal)
            }
        } else {
            let input = try openInput(document)
            if lines {
                isClean = try answerLines(of: input, terminal)
            } else {
                let bytes = try reading(input) {
                    try $0.readAll(limit: JSONLimits.documentBytesMax)
                }
                isClean = try printDocument(bytes, named: input.name, terminal)
            }
        }
        try terminal.standardOutput.flush()
        if !isClean { throw Failure.findings }
    }

    /// Whether the argument is a document: no file has that name, and it is JSON, or begins as only
    /// JSON does, so that its fault can be told.
    private var isText: Bool {
        guard document != "-", case .missing = FileKind(document) else { return false }
        let start = document.utf8.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
        if let start, "{[\"".utf8.contains(start) { return true }
        return (try? JSONTape(copying: Array(document.utf8))) != nil
    }

    private func printDocument(
        _ bytes: [UInt8], named name: String, _ terminal: Terminal
    ) throws -> Bool {
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
            terminal.say("\(name):\(place.line):\(place.column): error: \(problem.message)")
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
                    isClean = try canonicalization.answer(text, to: output) && isClean
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

    /// Answers one document with one line.
    ///
    /// - Returns: whether it has a canonical form.
    mutating func answer(_ text: UnsafeRawBufferPointer, to output: Output) throws -> Bool {
        guard let problem = try write(text, to: output) else {
            try output.writeLine()
            return true
        }
        let place = SourcePosition.start.advanced(
            over: UnsafeRawBufferPointer(rebasing: text[..<min(problem.offset, text.count)]))
        try output.writeLine("! column \(place.column): \(problem.message)")
        return false
    }

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
