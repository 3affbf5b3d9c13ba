import Foundation
import TestSupport
import Testing

/// What Docs/python.md shows runs.
@Suite struct PythonPageTests {
    /// The blocks of Python on the page.
    private func blocks() throws -> [String] {
        let page = try String(
            contentsOf: Repository.root.appendingPathComponent("Docs/python.md"), encoding: .utf8)
        return page.components(separatedBy: "```python\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }

    @Test("every block is Python, and those that need nothing else print what they promise")
    func run() throws {
        let workspace = try Workspace(examples: true, store: true)
        try workspace.write(workspace.bytes(of: "faults.json"), to: "upload.json")
        guard try workspace.shell("command -v python3").status == 0 else { return }
        let blocks = try blocks()
        #expect(blocks.count >= 4)
        for (index, block) in blocks.enumerated() {
            try workspace.write(block, to: "block\(index).py")
            let check = try workspace.shell(
                "python3 -c 'import ast, sys; ast.parse(open(sys.argv[1]).read())' block\(index).py"
            )
            #expect(check.status == 0, "\(check)")
            let needsPackage = block.contains("import pandas") || block.contains("from encord")
            if needsPackage { continue }
            let run = try workspace.shell("python3 block\(index).py")
            #expect(run.status == 0 && run.talk.isEmpty, "\(run)")
            #expect(run.lines.last == "4 of 4 items have errors", "\(run)")
        }
    }
}
