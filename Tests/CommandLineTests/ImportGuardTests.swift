import Foundation
import Testing

/// `metadex import` before it takes or doubles anything: dry runs, losses, doubles, flags.
@Suite struct ImportGuardTests {
    static let full =
        #"{"images": [{"objectUrl": "https://a.example/1.jpg", "clientMetadata": "#
        + #"{"x": 1, "y": 2, "z": 3}}]}"#
    static let partial =
        #"{"images": [{"objectUrl": "https://a.example/1.jpg", "clientMetadata": "#
        + #"{"x": 5}}], "skip_duplicate_urls": true, "upsert_metadata": true}"#

    private func workspace() throws -> Workspace {
        let workspace = try Workspace()
        _ = try workspace.run(
            "schema", "import", "-", input: "keys: {x: number, y: number, z: number}\n")
        try workspace.write(ImportGuardTests.full, to: "full.json")
        try workspace.write(ImportGuardTests.partial, to: "partial.json")
        let run = try workspace.run("import", "full.json", "--folder", "a")
        #expect(run.status == 0, "\(run)")
        return workspace
    }

    private func stored(_ workspace: Workspace) throws -> String {
        try workspace.run("query", "--format", "jsonl").text
    }

    @Test("a dry run counts as the import would, and stores nothing")
    func dryRun() throws {
        let workspace = try workspace()
        let before = try stored(workspace)
        for (file, counts) in [
            ("full.json", "1 read = 1 created + 0 updated"),
            ("partial.json", "1 read = 0 created + 1 updated"),
        ] {
            let run = try workspace.run("import", file, "--folder", "a", "--dry-run")
            #expect(run.status == 0 && run.output.isEmpty, "\(run)")
            #expect(run.talk.contains("\(file) -> a (dry run): \(counts)"), "\(run)")
            #expect(run.talk.contains("Dry run: nothing was stored."), "\(run)")
        }
        let counted = try workspace.run(
            "import", "partial.json", "--folder", "a", "--dry-run", "--format", "json")
        let summary = (counted.json as? [String: Any])?["summary"] as? [String: Any]
        #expect((summary?["stored"] as? [String: Int])?["updated"] == 1, "\(counted)")
        let new = try workspace.run("import", "full.json", "--folder", "new", "--dry-run")
        #expect(new.status == 0, "\(new)")
        #expect(try stored(workspace) == before)
        #expect(!(try workspace.run("folders").text.contains("new")))
        let bad = try workspace.run(
            "import", "-", "--folder", "a", "--dry-run", input: #"{"images": [{"objectUrl": 1}]}"#)
        #expect(bad.status == 1, "\(bad)")
    }

    @Test("what an import would take away is told, and needs a yes")
    func loss() throws {
        let workspace = try workspace()
        let before = try stored(workspace)
        let dry = try workspace.run("import", "partial.json", "--folder", "a", "--dry-run")
        #expect(dry.talk.contains("1 item would lose 2 keys: y, z"), "\(dry)")
        let refused = try workspace.run("import", "partial.json", "--folder", "a")
        #expect(refused.status == 1, "\(refused)")
        #expect(refused.talk.contains("partial.json: nothing stored"), "\(refused)")
        #expect(refused.talk.contains("1 item would lose 2 keys: y, z"), "\(refused)")
        #expect(refused.talk.contains("--accept-loss"), "\(refused)")
        #expect(try stored(workspace) == before)
        let done = try workspace.run("import", "partial.json", "--folder", "a", "--accept-loss")
        #expect(done.status == 0 && done.talk.contains("1 item lost 2 keys: y, z"), "\(done)")
        let metadata = try workspace.run("get", "--metadata", "https://a.example/1.jpg")
        #expect(metadata.text == "{\"x\": 5}\n")
        // Nothing is lost a second time.
        let again = try workspace.run("import", "partial.json", "--folder", "a")
        #expect(again.status == 0 && again.talk.contains("1 unchanged"), "\(again)")
    }

    @Test("a person is asked, and only a yes is one")
    func question() throws {
        let workspace = try workspace()
        guard workspace.hasPseudoTerminal else { return }
        let before = try stored(workspace)
        for (answer, status) in [("n", Int32(1)), ("", 1), ("perhaps", 1), ("yes", 0)] {
            let run = try workspace.runOnTerminal(
                ["import", "partial.json", "--folder", "a"], answer: answer)
            #expect(run.status == status, "\(run)")
            #expect(run.text.contains("1 item would lose 2 keys: y, z"), "\(run)")
            #expect(run.text.contains("[y/N]"), "\(run)")
            #expect(try (stored(workspace) == before) == (status != 0))
        }
    }

    @Test("items that the folder holds already are told when they are stored a second time")
    func doubles() throws {
        let workspace = try workspace()
        let dry = try workspace.run("import", "full.json", "--folder", "a", "--dry-run")
        #expect(dry.talk.contains("1 item has URLs that the folder holds already"), "\(dry)")
        let run = try workspace.run("import", "full.json", "--folder", "a")
        #expect(run.status == 0, "\(run)")
        #expect(run.talk.contains("1 item has URLs that the folder holds already"), "\(run)")
        #expect(run.talk.contains("skip_duplicate_urls"), "\(run)")
        #expect(run.talk.contains("--skip-duplicates"), "\(run)")
        let other = try workspace.run("import", "full.json", "--folder", "b")
        #expect(!other.talk.contains("warning"), "\(other)")
    }

    @Test("flags of the command line go before those of the file")
    func flags() throws {
        let cases: [(file: String, flags: [String], counts: String?)] = [
            ("full.json", ["--skip-duplicates"], "0 created + 0 updated + 0 unchanged + 1 skipped"),
            ("full.json", ["--upsert"], "0 created + 0 updated + 1 unchanged + 0 skipped"),
            ("full.json", ["--no-skip-duplicates"], "1 created"),
            ("full.json", ["--skip-duplicates", "--upsert"], "1 unchanged"),
            ("partial.json", ["--no-upsert"], "1 skipped"),
            ("partial.json", ["--no-skip-duplicates"], "1 created"),
            ("partial.json", ["--no-skip-duplicates", "--no-upsert"], "1 created"),
            ("partial.json", ["--skip-duplicates", "--accept-loss"], "1 updated"),
            (
                "full.json", ["--mode", "replace"],
                "0 created + 0 updated + 1 unchanged + 0 skipped"
            ),
            (
                "full.json", ["--mode", "only-new"],
                "0 created + 0 updated + 0 unchanged + 1 skipped"
            ),
            ("partial.json", ["--mode", "only-new"], "1 skipped"),
            ("partial.json", ["--mode", "merge"], "0 created + 1 updated"),
            ("full.json", ["--mode", "merge", "--upsert", "--skip-duplicates"], "1 unchanged"),
            ("full.json", ["--mode", "only-new", "--no-upsert"], "1 skipped"),
            ("full.json", ["--mode", "merge", "--no-skip-duplicates"], nil),
            ("full.json", ["--mode", "replace", "--no-upsert"], nil),
            ("full.json", ["--mode", "only-new", "--upsert"], nil),
            ("full.json", ["--no-skip-duplicates", "--upsert"], nil),
            ("full.json", ["--skip-duplicates", "--no-skip-duplicates"], nil),
            ("full.json", ["--upsert", "--no-upsert"], nil),
        ]
        let workspace = try workspace()
        for example in cases {
            let run = try workspace.run(
                ["import", example.file, "--folder", "a", "--dry-run"] + example.flags)
            if let counts = example.counts {
                #expect(run.status == 0 && run.talk.contains(counts), "\(example.flags): \(run)")
            } else {
                #expect(run.status == 2, "\(example.flags): \(run)")
            }
        }
    }

    @Test("merging takes no key away and needs no yes")
    func merge() throws {
        let workspace = try workspace()
        let run = try workspace.run("import", "partial.json", "--folder", "a", "--mode", "merge")
        #expect(run.status == 0 && !run.talk.contains("lose"), "\(run)")
        let metadata = try workspace.run("get", "--metadata", "https://a.example/1.jpg")
        #expect(metadata.text == "{\"x\": 5, \"y\": 2, \"z\": 3}\n")
        let again = try workspace.run("import", "partial.json", "--folder", "a", "--mode", "merge")
        #expect(again.status == 0 && again.talk.contains("1 unchanged"), "\(again)")
    }

    @Test("a folder that is new and nearly has the name of another one is told")
    func nearFolder() throws {
        let workspace = try Workspace(examples: true, store: true)
        for (folder, isTold) in [("ridse", true), ("rides", false), ("frames", false)] {
            let run = try workspace.run("import", "rides.json", "--folder", folder, "--dry-run")
            #expect(
                run.talk.contains("is a new folder; there is rides already") == isTold, "\(run)")
        }
    }

    @Test("one URL twice in an upserting file: importing it again changes nothing")
    func twice() throws {
        let workspace = try Workspace()
        _ = try workspace.run("schema", "import", "-", input: "keys: {x: number}\n")
        let text =
            #"{"skip_duplicate_urls": true, "upsert_metadata": true, "images": ["#
            + #"{"objectUrl": "https://a.example/1.jpg", "clientMetadata": {"x": 1}}, "#
            + #"{"objectUrl": "https://a.example/1.jpg", "clientMetadata": {"x": 2}}]}"#
        try workspace.write(text, to: "twice.json")
        let first = try workspace.run("import", "twice.json", "--folder", "a")
        #expect(first.status == 0 && first.talk.contains("1 created + 1 updated"), "\(first)")
        let before = try stored(workspace)
        let second = try workspace.run("import", "twice.json", "--folder", "a")
        #expect(second.status == 0, "\(second)")
        #expect(second.talk.contains("2 read = 0 created + 0 updated + 2 unchanged"), "\(second)")
        #expect(try stored(workspace) == before, "the time of the last change stays too")
    }

    @Test("a URL that is made an error is rejected, in JSON and in CSV")
    func raisedDuplicates() throws {
        let workspace = try Workspace()
        _ = try workspace.run("schema", "import", "-", input: "keys: {x: number}\n")
        let json =
            #"{"images": [{"objectUrl": "https://a.example/1.jpg"}, "#
            + #"{"objectUrl": "https://a.example/1.jpg"}, {"objectUrl": "https://a.example/2.jpg"}]}"#
        try workspace.write(json, to: "d.json")
        try workspace.write(
            "ObjectUrl\nhttps://a.example/1.jpg\nhttps://a.example/1.jpg\nhttps://a.example/2.jpg\n",
            to: "d.csv")
        for file in ["d.json", "d.csv"] {
            let run = try workspace.run(
                "import", file, "--folder", file, "--error", "url-duplicate", "--ignore-errors")
            #expect(run.status == 1, "\(run)")
            #expect(
                run.talk.contains("3 read = 2 created") && run.talk.contains("1 rejected"), "\(run)"
            )
        }
    }
}
