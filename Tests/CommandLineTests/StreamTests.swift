import Foundation
import TestSupport
import Testing

/// Standard output is data, standard error is talk, and both behave on pipes and terminals.
@Suite struct StreamTests {
    struct Colour: Decodable, CustomTestStringConvertible {
        var flag: String
        var environment: [String: String]
        var isColoured: Bool
        var testDescription: String { "--color \(flag) \(environment)" }
    }

    @Test("colour", arguments: CaseFiles.load("colour.json", as: Colour.self))
    func colour(example: Colour) throws {
        let workspace = try Workspace(examples: true)
        let commands = [
            ["validate", "faults.json"],
            ["fix", "faults.json", "--schema", "schema.yaml", "--dry-run"],
        ]
        for command in commands {
            let run = try workspace.run(
                command + ["--color", example.flag], environment: example.environment)
            #expect(run.text.contains("\u{1B}[") == example.isColoured, "\(run)")
        }
    }

    @Test(
        "a terminal is coloured, unless NO_COLOR is set",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
    func terminal() throws {
        let workspace = try Workspace(examples: true)
        let line = "script -qec 'metadex validate faults.json' /dev/null < /dev/null"
        let coloured = try workspace.shell(line, environment: ["TERM": "xterm"])
        #expect(coloured.text.contains("\u{1B}["), "\(coloured)")
        let plain = try workspace.shell(line, environment: ["TERM": "xterm", "NO_COLOR": "1"])
        #expect(plain.text.contains("faults.json:14:69"), "\(plain)")
        #expect(!plain.text.contains("\u{1B}["), "\(plain)")
    }

    @Test("-q leaves nothing but data")
    func quiet() throws {
        let quiet = try Workspace(examples: true)
        let loud = try Workspace(examples: true)
        let commands = [
            ["validate", "rides.json"], ["schema", "import", "schema.yaml"],
            ["import", "rides.json", "--folder", "a"], ["split", "rides.json", "--into", "parts"],
            ["fix", "rides.json", "-o", "fixed.json"], ["schema", "infer", "rides.json"],
        ]
        for command in commands {
            let run = try quiet.run(command + ["-q"])
            #expect(run.status == 0 && run.talk.isEmpty, "\(run)")
            let other = try loud.run(command)
            #expect(other.status == 0 && !other.talk.isEmpty, "\(other)")
        }
    }

    @Test("a reader that goes away ends the program quietly")
    func closedPipe() throws {
        let workspace = try Workspace(examples: true, store: true)
        let commands = [
            "query --format jsonl", "query --requests requests.jsonl", "canon --lines numbers.txt",
            "validate many.jsonl --format concise",
        ]
        let requests = String(repeating: "{\"limit\": 100}\n", count: 40)
        try workspace.write(requests, to: "requests.jsonl")
        try workspace.write(String(repeating: "[1, 2, 3]\n", count: 40_000), to: "numbers.txt")
        try workspace.write(
            String(repeating: "{\"title\": \"a\"}\n", count: 4_000), to: "many.jsonl")
        for command in commands {
            // More is printed than a pipe holds, so the program meets the closed end.
            let run = try workspace.shell(
                "{ metadex \(command); echo \"status $?\" >&2; } | head -n 1")
            #expect(run.lines.count == 1, "\(run)")
            #expect(run.talk == "status 0\n", "\(run)")
        }
    }

    @Test("an interrupted import stores nothing and says 130")
    func interrupted() throws {
        let workspace = try Workspace(examples: true, store: true)
        let before = try workspace.run("query", "--format", "jsonl").text
        for arguments in [
            ["import", "-", "--folder", "rides"], ["validate", "-"], ["canon", "--lines"],
        ] {
            let input = Pipe()
            let talk = Pipe()
            let process = workspace.process(Program.path, arguments)
            process.standardInput = input
            process.standardOutput = FileHandle.nullDevice
            process.standardError = talk
            try Workspace.start(process, secondsMax: 30)
            // More than a pipe holds: when it is written, the program has begun to read it.
            let items = String(
                repeating: "{\"objectUrl\": \"https://a.example/1.jpg\"},\n", count: 8_000)
            try input.fileHandleForWriting.write(contentsOf: Data("{\"images\": [\n\(items)".utf8))
            kill(process.processIdentifier, SIGINT)
            process.waitUntilExit()
            try input.fileHandleForWriting.close()
            let said = String(
                decoding: try talk.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            #expect(process.terminationReason == .exit && process.terminationStatus == 130)
            #expect(said.contains("interrupted"), "\(arguments)")
        }
        #expect(try workspace.run("query", "--format", "jsonl").text == before)
        let left = workspace.names().filter { $0.hasPrefix("metadex-") }
        #expect(left.isEmpty, "temporary files stay behind")
    }

    @Test(
        "lines are answered as they come",
        arguments: [
            (["canon", "--lines"], "[1,2]\n", "[1, 2]"), (["value", "number"], "1e3\n", "1000"),
            (
                ["query", "--requests", "-"], "{\"count\": true}\n",
                "{\"count\": 330, \"elapsed_us\": "
            ),
        ])
    func interactive(arguments: [String], line: String, answer: String) throws {
        let workspace = try Workspace(store: true)
        let input = Pipe()
        let output = Pipe()
        let process = workspace.process(Program.path, arguments)
        process.standardInput = input
        process.standardOutput = output
        try Workspace.start(process, secondsMax: 30)
        for _ in 1...3 {
            try input.fileHandleForWriting.write(contentsOf: Data(line.utf8))
            // Standard input stays open: an answer that waits for its end never comes.
            let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            #expect(text.hasPrefix(answer) && text.hasSuffix("\n"), "\(text)")
        }
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
