import Foundation
import TestSupport
import Testing

/// Which files the arguments of a command mean.
@Suite struct InputPathTests {
    struct Case: Decodable, CustomTestStringConvertible {
        /// As they are typed.
        var arguments: String
        /// The files that are read, in their order.
        var files: [String]?
        var status: Int32?
        /// What standard error says besides.
        var says: String?

        var testDescription: String { arguments }
    }

    /// Every kind of file and folder that a walk may meet.
    private static func workspace() throws -> Workspace {
        let workspace = try Workspace()
        for name in [
            "p/u.json", "p/a/u.json", "p/a/b/u.json", "p/a/b/n.jsonl", "p/c.csv", "p/notes.txt",
            "p/.hidden.json", "p/.ipynb_checkpoints/u.json", "p/venv/v.json", "p/.venv/v.json",
            "p/node_modules/n.json", "p/__pycache__/c.json", "p/x.schema.json",
            "parts/accepted.json", "parts/rejected.json", "parts/failures.csv",
            "other/failures.csv", "[1].json", "1.json", "empty/notes.txt", "circles/c.json",
            ".out/q.json",
        ] {
            try workspace.write("{}", to: name)
        }
        for (link, target) in [
            ("link", "p/a"), ("circles/again", "."), ("circles/out", "../.out"),
            ("circles/out2", "../.out"), ("p/back", "a"), ("dangling/x.json", "nothing"),
        ] {
            let url = workspace.url(link)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: url.path, withDestinationPath: target)
        }
        return workspace
    }

    @Test("arguments", arguments: CaseFiles.load("input-paths.json", as: Case.self))
    func arguments(example: Case) throws {
        let workspace = try Self.workspace()
        let run = try workspace.shell("metadex validate -v --exit-zero \(example.arguments)")
        let talk = run.talk.split(separator: "\n").map(String.init)
        let files = talk.compactMap { line in
            line.range(of: ": read as ").map { String(line[..<$0.lowerBound]) }
        }
        #expect(files == example.files ?? [], "\(run)")
        #expect(run.status == example.status ?? 0, "\(run)")
        if let says = example.says { #expect(run.talk.contains(says), "\(run)") }
    }

    @Test("import and infer mean the same files")
    func otherCommands() throws {
        let workspace = try Workspace(examples: true, store: true)
        for name in ["p/u.json", "p/a/u.json", "p/.old/u.json"] {
            try workspace.write(workspace.bytes(of: "rides.json"), to: name)
        }
        for arguments in ["p", "'p/**/*.json'"] {
            let run = try workspace.shell("metadex import --folder \(arguments.count) \(arguments)")
            #expect(run.status == 0 && run.talk.contains("p/a/u.json -> "), "\(run)")
            #expect(run.talk.contains("p/u.json -> ") && !run.talk.contains(".old"), "\(run)")
            let inferred = try workspace.shell("metadex schema infer \(arguments)")
            #expect(inferred.status == 0 && inferred.talk.contains("660 items"), "\(inferred)")
        }
        for command in ["import --folder x", "schema infer"] {
            let run = try workspace.shell("metadex \(command) rides.json ./rides.json")
            #expect(run.talk.contains("note: ./rides.json is named twice"), "\(run)")
        }
    }

    @Test("a folder that may not be read is told, and the others are checked")
    func unreadableFolder() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write(workspace.bytes(of: "rides.json"), to: "p/u.json")
        try workspace.write(workspace.bytes(of: "faults.json"), to: "p/closed/u.json")
        chmod(workspace.url("p/closed").path, 0)
        defer { chmod(workspace.url("p/closed").path, 0o755) }
        for arguments in ["p", "'p/**/*.json'", "'p/*/*.json' p/u.json"] {
            let run = try workspace.shell(
                "\(OrdinaryUser.prefix) metadex validate --schema schema.yaml \(arguments)")
            #expect(run.status == 3, "\(run)")
            #expect(
                run.talk.contains("cannot read the folder p/closed: Permission denied"), "\(run)")
            #expect(run.text.hasPrefix("1 file, 330 items: no findings"), "\(run)")
        }
    }
}
