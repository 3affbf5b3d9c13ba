import Foundation
import Testing

/// A program that is ended from outside leaves nothing half done.
@Suite struct SignalTests {
    /// Starts the program, and waits until it has begun to read a file that does not end.
    private func start(_ workspace: Workspace, _ input: Pipe, _ arguments: [String]) throws
        -> Process
    {
        let process = workspace.process(Program.path, arguments)
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try Workspace.start(process, secondsMax: 30)
        let items = String(
            repeating: "{\"objectUrl\": \"https://a.example/1.jpg\"},\n", count: 8_000)
        // More than a pipe holds: when it is written, the program has begun to read it.
        try input.fileHandleForWriting.write(contentsOf: Data("{\"images\": [\n\(items)".utf8))
        return process
    }

    private static let waiting = [
        ["fix", "-", "--schema", "schema.yaml", "-o", "out.json"],
        ["validate", "-", "--output", "json=r.json"], ["import", "-", "--folder", "a"],
        ["split", "-", "--schema", "schema.yaml", "--into", "parts"],
    ]

    @Test(
        "SIGINT, SIGTERM and SIGHUP remove what is unfinished",
        arguments: [SIGINT, SIGTERM, SIGHUP])
    func ended(signal: Int32) throws {
        for arguments in Self.waiting {
            let workspace = try Workspace(examples: true, store: true)
            let input = Pipe()
            let process = try start(workspace, input, arguments)
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            try input.fileHandleForWriting.close()
            #expect(process.terminationReason == .exit, "\(arguments)")
            #expect(process.terminationStatus == 128 + signal, "\(arguments)")
            let left = workspace.names().filter { $0.contains("metadex-") }
            #expect(left.isEmpty, "\(arguments): \(left)")
        }
    }

    @Test("a hangup that was to be ignored is ignored")
    func ignored() throws {
        let workspace = try Workspace(examples: true)
        let run = try workspace.shell(
            """
            trap '' HUP
            { sleep 1; cat rides.json; } | metadex validate - --schema schema.yaml > r & 
            sleep 0.3; kill -HUP $!; wait $!; echo "status $?"; cat r
            """)
        #expect(run.text.hasPrefix("status 0\n1 file, 330 items"), "\(run)")
    }

    @Test("a file that grows past its limit is an error of the writing")
    func fileSize() throws {
        let workspace = try Workspace(examples: true)
        let line = "{\"title\": \"a\"}\n"
        try workspace.write(String(repeating: line, count: 20_000), to: "many.jsonl")
        let run = try workspace.shell(
            """
            ulimit -f 8
            metadex validate many.jsonl --schema schema.yaml --output jsonl=r.jsonl
            """)
        #expect(run.status == 3 && run.talk.contains("cannot write r.jsonl"), "\(run)")
        #expect(!workspace.names().contains { $0.contains("r.jsonl") || $0.contains("metadex-") })
    }
}
