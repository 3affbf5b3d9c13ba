import Foundation
import TestSupport
import Testing

/// Nothing that a command reads is written over, and no two results go into one file.
@Suite struct CommandFileTests {
    struct Case: Decodable, CustomTestStringConvertible {
        var command: String
        /// What the sentence on standard error says.
        var says: String
        var environment: [String: String]?

        var testDescription: String { command }
    }

    /// The files of a folder with everything that a command may read, and links to some of it.
    private static func workspace() throws -> Workspace {
        let workspace = try Workspace(examples: true, store: true)
        try workspace.write("schema = \"schema.yaml\"\n", to: "metadex.toml")
        _ = try workspace.run("validate", "faults.json", "--write-baseline", "baseline.json")
        try workspace.write(
            "schema = \"schema.yaml\"\nbaseline = \"baseline.json\"\n", to: "named.toml")
        try workspace.write("baseline = \"old/failures.csv\"\n", to: "settings-of-old.toml")
        let link = FileManager.default.createSymbolicLink(atPath:withDestinationPath:)
        let hardLink = FileManager.default.linkItem(atPath:toPath:)
        try link(workspace.url("link.db").path, "metadex.db")
        try link(workspace.url("to-new").path, "new.json")
        try hardLink(workspace.url("metadex.db").path, workspace.url("hard.db").path)
        try hardLink(workspace.url("schema.yaml").path, workspace.url("hard.yaml").path)
        try link(workspace.url("here").path, ".")
        try workspace.write(workspace.text(of: "faults.json"), to: "old/failures.csv")
        let schema = try workspace.run("schema", "show", "schema.yaml", "--format", "json")
        try workspace.write(schema.text, to: "old/accepted.json")
        for folder in ["linked", "linked-store"] {
            try FileManager.default.createDirectory(
                at: workspace.url(folder), withIntermediateDirectories: true)
        }
        try link(workspace.url("linked/failures.csv").path, "../faults.json")
        try hardLink(
            workspace.url("metadex.db").path, workspace.url("linked-store/rejected.jsonl").path)
        return workspace
    }

    private static func contents(of workspace: Workspace) throws -> [String: [UInt8]] {
        let names =
            workspace.names().filter {
                !["here", "old", "linked", "linked-store"].contains($0) && !$0.hasPrefix(".")
            } + ["old/failures.csv", "old/accepted.json"]
        return try Dictionary(
            uniqueKeysWithValues: names.filter { $0 != "to-new" }
                .map { ($0, try workspace.bytes(of: $0)) })
    }

    @Test(
        "refused before anything is opened",
        arguments: CaseFiles.load("command-files.json", as: Case.self))
    func refused(example: Case) throws {
        let workspace = try Self.workspace()
        let before = try Self.contents(of: workspace)
        let run = try workspace.shell(
            "metadex \(example.command)", environment: example.environment ?? [:])
        #expect(run.status == 2 && run.talk.contains(example.says), "\(run)")
        #expect(try Self.contents(of: workspace) == before, "\(run)")
    }

    @Test("what a command itself reads and writes is no input of a folder")
    func leftOutOfWalks() throws {
        let workspace = try Workspace(examples: true)
        for name in ["baseline.json", "report.json", "schema.json"] {
            try FileManager.default.createDirectory(
                at: workspace.url("p"), withIntermediateDirectories: true)
            try workspace.write("{}", to: "p/\(name)")
        }
        try workspace.write(workspace.text(of: "rides.json"), to: "p/rides.json")
        let schema = try workspace.run("schema", "show", "schema.yaml", "--format", "json")
        try workspace.write(schema.text, to: "p/schema.json")
        for flags in [["--write-baseline", "p/baseline.json"], ["--baseline", "p/baseline.json"]] {
            let run = try workspace.run(
                ["validate", "p", "--schema", "p/schema.json", "--output", "json=p/report.json"]
                    + flags)
            let report = try workspace.json(of: "p/report.json") as? [String: Any]
            let summary = report?["summary"] as? [String: Any]
            #expect(run.status == 0 && summary?["files"] as? Int == 1, "\(run)")
            #expect(summary?["items"] as? Int == 330, "\(run)")
        }
    }

    @Test(
        "a report that cannot be written leaves the others whole, and one that ends early the old one"
    )
    func reports() throws {
        let workspace = try Workspace(examples: true)
        let closed = try workspace.shell(
            "metadex validate rides.json --schema schema.yaml --output json=r.json >&-")
        #expect(closed.status == 3 && closed.talk.contains("standard output"), "\(closed)")
        let report = try workspace.json(of: "r.json") as? [String: Any]
        #expect(report?["findings"] != nil)
        try workspace.write("old", to: "r.json")
        let run = try workspace.run(
            "validate", "rides.json", "--output", "json=r.json", "--output", "csv=no/r.csv")
        #expect(run.status == 3, "\(run)")
        #expect(try workspace.text(of: "r.json") == "old")
        #expect(!workspace.names().contains { $0.hasPrefix(".metadex") })
    }

    // MARK: Copies

    @Test("the text of a copy lies under a name that nobody can guess until it is complete")
    func temporaryName() throws {
        let workspace = try Workspace(examples: true)
        for name in ["o.json.metadex-partial", "faults.json"] {
            try workspace.write(workspace.text(of: "faults.json"), to: name)
            let before = try workspace.text(of: name)
            let run = try workspace.run(
                "fix", name, "--schema", "schema.yaml", "-o", "o.json")
            #expect(run.status == 1, "\(run)")
            #expect(try workspace.text(of: name) == before)
            #expect(try workspace.text(of: "o.json").contains("\"images\""))
        }
        #expect(!workspace.names().contains { $0.hasPrefix(".metadex") })
    }

    @Test("a link to what is not there yet stands for that file")
    func danglingLink() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write("", to: "other/.keep")
        try FileManager.default.createSymbolicLink(
            atPath: workspace.url("link.json").path, withDestinationPath: "other/new.json")
        let run = try workspace.run(
            "fix", "faults.json", "--schema", "schema.yaml", "-o", "link.json")
        #expect(run.status == 1, "\(run)")
        #expect(try workspace.text(of: "other/new.json").contains("\"images\""))
    }

    // MARK: Streams

    @Test(
        "a closed stream never makes a result's file take its place",
        arguments: ["2>&-", ">&- 2>&-", "<&- 2>&-", "<&- >&- 2>&-", ">&-"])
    func closedStreams(closing: String) throws {
        let workspace = try Workspace(examples: true)
        _ = try workspace.shell(
            """
            metadex fix faults.json --schema schema.yaml -o whole.json
            metadex fix faults.json --schema schema.yaml -o fixed.json \(closing)
            metadex split faults.json --schema schema.yaml --into parts \(closing)
            metadex validate faults.json --schema schema.yaml --output json=report.json \(closing)
            """)
        #expect(try workspace.bytes(of: "fixed.json") == workspace.bytes(of: "whole.json"))
        for name in ["parts/rejected.json", "parts/accepted.json", "report.json"] {
            #expect(throws: Never.self) { try workspace.json(of: name) }
        }
        #expect(try workspace.text(of: "parts/failures.csv").hasPrefix("url,title"))
    }

    @Test("a standard input that is closed is no empty file")
    func closedInput() throws {
        let workspace = try Workspace()
        let run = try workspace.shell("metadex validate - <&-")
        #expect(run.status == 3 && run.talk.contains("cannot read <stdin>"), "\(run)")
    }

    @Test func aBaselineOfTheSettingsIsWrittenAnew() throws {
        let workspace = try Self.workspace()
        let run = try workspace.run(
            "validate", "faults.json", "--config", "named.toml", "--write-baseline", "baseline.json"
        )
        #expect(run.status == 0 && run.talk.contains("written to baseline.json"), "\(run)")
        // What the settings name is no upload that a walk means.
        let walk = try workspace.shell(
            "mkdir w && cp rides.json baseline.json w && cd w"
                + " && printf 'baseline = \"baseline.json\"\\n' > metadex.toml && metadex validate ."
        )
        #expect(
            walk.status == 0 && walk.talk.contains("1 file,") || walk.text.contains("1 file,"),
            "\(walk)")
    }

    @Test func aBaselineOfUploadsIsNoneOfSchemas() throws {
        let workspace = try Self.workspace()
        try workspace.write("baseline = \"not-there.json\"\n", to: "metadex.toml")
        #expect(try workspace.run("schema", "check", "schema.yaml").status == 0)
        #expect(try workspace.run("validate", "rides.json").status == 3)
    }

    @Test func aSplitThatCannotAppearLeavesTheOlderParts() throws {
        let workspace = try Self.workspace()
        try workspace.write("[]", to: "s/accepted.json")
        try workspace.write("", to: "s/failures.csv/in-the-way")
        let run = try workspace.run("split", "faults.json", "--into", "s", "--force")
        #expect(run.status == 3 && run.talk.contains("it is a folder"), "\(run)")
        #expect(try workspace.text(of: "s/accepted.json") == "[]")
    }
}
