import Foundation
import TestSupport
import Testing

/// `metadex canon` prints what PostgreSQL's jsonb would keep.
@Suite struct CanonCommandTests {
    struct Document: Decodable, CustomTestStringConvertible {
        var input: String
        /// The canonical text, or nil where there is none.
        var output: String?
        /// `line:column` of the fault.
        var place: String?
        var testDescription: String { input }
    }

    static let documents = CaseFiles.load("canon.json", as: Document.self)

    @Test("documents", arguments: documents)
    func document(example: Document) throws {
        let workspace = try Workspace()
        let run = try workspace.run("canon", input: example.input)
        if let output = example.output {
            #expect(run.status == 0 && run.text == output + "\n" && run.talk.isEmpty, "\(run)")
            // The canonical form is its own canonical form.
            #expect(try workspace.run("canon", "-", input: output).text == output + "\n")
        } else {
            let place = try #require(example.place)
            #expect(run.status == 1 && run.output.isEmpty, "\(run)")
            #expect(run.talk.contains(":\(place): error: "), "\(run)")
        }
    }

    @Test("one document a line, one answer a line")
    func lines() throws {
        let documents = CanonCommandTests.documents.filter { !$0.input.contains("\n") }
        let input = documents.map(\.input).joined(separator: "\n")
        // The last line needs no end.
        for text in [input, input + "\n"] {
            let run = try Workspace().run("canon", "--lines", input: text)
            let answers = run.text.split(separator: "\n", omittingEmptySubsequences: false)
                .dropLast()
            #expect(run.status == 1 && run.talk.isEmpty, "\(run)")
            #expect(answers.count == documents.count, "\(run)")
            for (answer, document) in zip(answers, documents) {
                if let output = document.output {
                    #expect(answer == output)
                } else {
                    let column = document.place?.split(separator: ":").last ?? ""
                    #expect(answer.hasPrefix("! column \(column): "), "\(answer)")
                }
            }
        }
    }

    @Test func linesWithoutFault() throws {
        let run = try Workspace().run("canon", "--lines", input: "[1]\n{\"b\":1,\"a\":2}\r\n")
        #expect(run.status == 0 && run.text == "[1]\n{\"a\": 2, \"b\": 1}\n", "\(run)")
        #expect(try Workspace().run("canon", "--lines", input: "").status == 0)
    }

    @Test("the stored metadata of every example item is its canonical form")
    func sameAsStored() throws {
        let workspace = try Workspace(examples: true, store: true)
        let stored = try workspace.run("query", "--format", "jsonl").lines.map { line in
            try #require(
                line.range(of: "\"clientMetadata\": ").map { line[$0.upperBound...].dropLast() })
        }
        #expect(stored.count == 330)
        let run = try workspace.run("canon", "--lines", input: stored.joined(separator: "\n"))
        #expect(run.status == 0 && run.lines == stored.map(String.init))
    }
}
