import Foundation
import TestSupport
import Testing

/// The tour of README.md is typed command by command; what it prints is what the page shows.
@Suite struct TourTests {
    static let page = Repository.root.appendingPathComponent("README.md")
    static let hasPage = FileManager.default.fileExists(atPath: page.path)

    @Test(.enabled(if: hasPage, "there is no README.md"))
    func readMe() throws {
        let page = try String(contentsOf: TourTests.page, encoding: .utf8)
        let steps = TourTests.steps(of: page)
        #expect(!steps.isEmpty, "README.md has no console block")
        // The tour may name the example files by their folder or stand in it.
        let workspace = try Workspace(examples: true)
        for name in workspace.names() {
            try workspace.write(workspace.bytes(of: name), to: "Examples/\(name)")
        }
        for step in steps where !step.isForPeople {
            let run = try workspace.shell("{ \(step.line)\n} 2>&1", environment: ["COLUMNS": "80"])
            let printed = run.text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { TourTests.withoutTrailingSpaces($0) }
            #expect(
                TourTests.fits(printed.dropLast(run.text.hasSuffix("\n") ? 1 : 0), step.output),
                "README.md shows\n\(step.output.joined(separator: "\n"))\nfound\n\(run)")
        }
    }

    struct Step {
        /// What is typed behind `$`.
        var line: String
        /// What the page shows; a line `...` stands for any lines.
        var output: [String] = []

        /// Steps that build or fetch the program, or walk through folders.
        var isForPeople: Bool {
            ["make", "git", "cd", "swift", "sudo"].contains { line.hasPrefix($0 + " ") }
        }
    }

    /// The commands of the page's `console` blocks, in their order.
    static func steps(of page: String) -> [Step] {
        var steps: [Step] = []
        var isInside = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isInside = line == "```console"
            } else if isInside, line.hasPrefix("$ ") {
                steps.append(Step(line: String(line.dropFirst(2))))
            } else if isInside, let last = steps.indices.last {
                if steps[last].line.hasSuffix("\\"), steps[last].output.isEmpty {
                    let more = line.hasPrefix("> ") ? line.dropFirst(2) : line
                    steps[last].line += "\n" + more
                } else {
                    steps[last].output.append(withoutTrailingSpaces(line))
                }
            }
        }
        // Empty lines between a step's output and the next step are layout.
        for index in steps.indices {
            while steps[index].output.last?.isEmpty == true { steps[index].output.removeLast() }
        }
        return steps
    }

    static func withoutTrailingSpaces(_ line: Substring) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    /// Whether lines are what a page shows.
    static func fits(_ found: ArraySlice<String>, _ shown: [String]) -> Bool {
        var found = found
        while found.last?.isEmpty == true { found.removeLast() }
        var rest = shown[...]
        while let line = rest.popFirst() {
            if line == "..." || line == "…" {
                guard let next = rest.first else { return true }
                guard let start = found.firstIndex(of: next) else { return false }
                found = found[start...]
            } else if found.popFirst() != line {
                return false
            }
        }
        return found.isEmpty
    }

    @Test("how a page is read and compared")
    func reading() {
        let steps = TourTests.steps(
            of: "text\n```console\n$ echo a \\\n    b\na b\n\n$ make test\n```\n```sh\n$ no\n```\n")
        #expect(steps.map(\.line) == ["echo a \\\n    b", "make test"])
        #expect(steps.map(\.output) == [["a b"], []])
        #expect(steps.map(\.isForPeople) == [false, true])
        #expect(TourTests.fits(["a", "b", "c"], ["a", "...", "c"]))
        #expect(TourTests.fits(["a", "b", "c"], ["a", "..."]))
        #expect(!TourTests.fits(["a", "b", "c"], ["a", "c"]))
        #expect(!TourTests.fits(["a", "b"], ["a"]))
        #expect(!TourTests.fits(["a"], ["a", "...", "b"]))
    }
}
