import Foundation
import Testing

/// `metadex split`: accepted and rejected together are the input.
@Suite struct SplitCommandTests {
    /// The texts of the items of an upload, as the file writes them. Items are all objects in
    /// arrays of the first level; the example file has one a line.
    private func items(_ workspace: Workspace, _ names: [String]) throws -> [String] {
        try names.flatMap { name in
            try workspace.text(of: name).split(separator: "\n")
                .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " ,[]")) }
                .filter { $0.hasPrefix("{\"objectUrl") || $0.hasPrefix("{\"title") }
        }
    }

    private func mixedUpload(_ workspace: Workspace) throws -> Set<String> {
        let mixed = try workspace.text(of: "rides.json")
            .replacingOccurrences(of: "\"weather\": \"snow\"", with: "\"weather\": \"snwo\"")
        try workspace.write(mixed, to: "mixed.json")
        return Set(try items(workspace, ["mixed.json"]).filter { $0.contains("\"snwo\"") })
    }

    @Test("good and bad items keep their bytes, their order and their flags")
    func parts() throws {
        let workspace = try Workspace(examples: true)
        let bad = try mixedUpload(workspace)
        let run = try workspace.run(
            "split", "mixed.json", "--schema", "schema.yaml", "--into", "parts/mixed")
        #expect(run.status == 1 && run.output.isEmpty, "\(run)")
        let names = ["accepted.json", "failures.csv", "rejected.json"]
        #expect(workspace.names(in: "parts/mixed") == names)
        let all = try items(workspace, ["mixed.json"])
        let accepted = try items(workspace, ["parts/mixed/accepted.json"])
        let rejected = try items(workspace, ["parts/mixed/rejected.json"])
        #expect(all.count == 330)
        #expect(accepted == all.filter { !bad.contains($0) })
        #expect(rejected == all.filter { bad.contains($0) })
        for part in ["accepted", "rejected"] {
            let upload = try workspace.json(of: "parts/mixed/\(part).json") as? [String: Any]
            #expect(upload?["skip_duplicate_urls"] as? Bool == true)
            #expect(upload?["upsert_metadata"] as? Bool == true)
        }
        let good = try workspace.run(
            "validate", "parts/mixed/accepted.json", "--schema", "schema.yaml")
        #expect(good.status == 0 && good.text.contains("\(accepted.count) items"), "\(good)")
        let rows = try workspace.text(of: "parts/mixed/failures.csv")
            .split(whereSeparator: \.isNewline)
        #expect(rows.count == 1 + bad.count && rows.first?.hasPrefix("url,title,key,rule,") == true)
        #expect(rows.dropFirst().allSatisfy { $0.contains(",enum-unknown-option,") })
    }

    @Test(
        "chunks are uploads of their own",
        arguments: [
            ["--chunk-items", "100"], ["--chunk-items", "1000"], ["--chunk-bytes", "30000"],
            ["--chunk-items", "50", "--chunk-bytes", "20000"],
        ])
    func chunks(limits: [String]) throws {
        let workspace = try Workspace(examples: true)
        let bad = try mixedUpload(workspace)
        let run = try workspace.run(
            ["split", "mixed.json", "--schema", "schema.yaml", "--into", "parts"] + limits)
        #expect(run.status == 1, "\(run)")
        let chunks = workspace.names(in: "parts").filter { $0.hasPrefix("accepted-") }
            .map { "parts/\($0)" }
        #expect(chunks.first == "parts/accepted-0001.json")
        let all = try items(workspace, ["mixed.json"])
        #expect(try items(workspace, chunks) == all.filter { !bad.contains($0) })
        for chunk in chunks {
            let count = try items(workspace, [chunk]).count
            let bytes = try workspace.bytes(of: chunk).count
            if let index = limits.firstIndex(of: "--chunk-items") {
                #expect(count <= Int(limits[index + 1]) ?? 0)
            }
            if let index = limits.firstIndex(of: "--chunk-bytes") {
                #expect(bytes <= Int(limits[index + 1]) ?? 0)
            }
            let check = try workspace.run(
                "validate", chunk, "--schema", "schema.yaml", "--fail-on", "warning")
            #expect(check.status == 0 && check.text.contains("\(count) item"), "\(check)")
            let upload = try workspace.json(of: chunk) as? [String: Any]
            #expect(upload?["skip_duplicate_urls"] as? Bool == true)
        }
    }

    @Test("JSON Lines and arrays stay what they are")
    func otherForms() throws {
        let workspace = try Workspace(examples: true)
        let good =
            "{\"objectUrl\":  \"https://a.example/1.jpg\", \"clientMetadata\": {\"speed\": 1.50}}"
        let bad =
            "{\"objectUrl\": \"https://a.example/2.jpg\", \"clientMetadata\": {\"speed\": \"1\"}}"
        try workspace.write("\(good)\n\(bad)\n", to: "upload.jsonl")
        try workspace.write("[\(bad), \(good)]", to: "upload.json")
        let lines = try workspace.run(
            "split", "upload.jsonl", "--schema", "schema.yaml", "--into", "lines")
        #expect(lines.status == 1, "\(lines)")
        #expect(try workspace.text(of: "lines/accepted.jsonl") == good + "\n")
        #expect(try workspace.text(of: "lines/rejected.jsonl") == bad + "\n")
        let array = try workspace.run(
            "split", "upload.json", "--schema", "schema.yaml", "--into", "array")
        #expect(array.status == 1, "\(array)")
        #expect(try (workspace.json(of: "array/accepted.json") as? [Any])?.count == 1)
        #expect(try workspace.text(of: "array/accepted.json").contains(good))
        #expect(try workspace.text(of: "array/rejected.json").contains(bad))
        try workspace.write(
            "ObjectUrl,Image title\r\nhttps://a.example/1 .jpg,a\r\nhttps://a.example/2.jpg,b",
            to: "upload.csv")
        let table = try workspace.run("split", "upload.csv", "--into", "table", "--format", "json")
        #expect(table.status == 1, "\(table)")
        #expect(
            try workspace.text(of: "table/accepted.csv")
                == "ObjectUrl,Image title\r\nhttps://a.example/2.jpg,b\n")
        #expect(
            try workspace.text(of: "table/rejected.csv")
                == "ObjectUrl,Image title\r\nhttps://a.example/1 .jpg,a\r\n")
        #expect(workspace.names(in: "table") == ["accepted.csv", "failures.csv", "rejected.csv"])
        #expect(table.text.contains(#""accepted":1,"chunks":1,"complete":true"#), "\(table)")
    }

    @Test("a CSV upload with too many rows is cut into files that the platform takes")
    func longTables() throws {
        let workspace = try Workspace()
        let rows = (0..<10_050).map { "https://a.example/\($0).jpg,t\n" }
        try workspace.write("ObjectUrl,Image title\n" + rows.joined(), to: "long.csv")
        for (limit, names, counts) in [
            ([], ["accepted.csv", "accepted-0002.csv"], [10_000, 50]),
            (
                ["--chunk-items", "5000"],
                ["accepted-0001.csv", "accepted-0002.csv", "accepted-0003.csv"],
                [5_000, 5_000, 50]
            ),
        ] {
            let run = try workspace.run(
                ["split", "long.csv", "--into", "parts", "--force"] + limit)
            #expect(run.status == 0 && run.talk.contains("10,050 accepted"), "\(run)")
            #expect(run.talk.contains("at most 10,000 rows") == limit.isEmpty, "\(run)")
            let parts = names.map { "parts/\($0)" }
            let found = try parts.map {
                try workspace.text(of: $0).split(separator: "\n").dropFirst().map { "\($0)\n" }
            }
            #expect(found.map(\.count) == counts)
            #expect(found.flatMap { $0 } == rows)
            #expect(workspace.names(in: "parts").count == names.count + 2)
            let failures = try workspace.text(of: "parts/failures.csv")
            #expect(failures.split(whereSeparator: \.isNewline).count == 1)
            let check = try workspace.run(["validate"] + parts)
            #expect(check.status == 0, "\(check)")
        }
    }

    @Test("parts of an earlier split are never mixed with new ones")
    func earlierParts() throws {
        let workspace = try Workspace(examples: true)
        let command = ["split", "rides.json", "--schema", "schema.yaml", "--into", "ps"]
        _ = try workspace.run(command + ["--chunk-items", "100"])
        let parts = workspace.names(in: "ps")
        #expect(parts.count == 6, "\(parts)")
        try workspace.write("mine", to: "ps/accepted-notes.txt")
        let first = try workspace.bytes(of: "ps/accepted-0001.json")
        let refused = try workspace.run(command)
        #expect(refused.status == 3 && refused.talk.contains("--force"), "\(refused)")
        #expect(refused.talk.contains("accepted-0001.json and 5 more"), "\(refused)")
        #expect(try workspace.bytes(of: "ps/accepted-0001.json") == first)
        let forced = try workspace.run(command + ["--force"])
        #expect(forced.status == 0, "\(forced)")
        #expect(forced.talk.contains("removed 6 parts of an earlier split"), "\(forced)")
        #expect(
            workspace.names(in: "ps")
                == ["accepted-notes.txt", "accepted.json", "failures.csv", "rejected.json"])
    }

    @Test("a link of the name of a part is replaced and not followed")
    func links() throws {
        let workspace = try Workspace(examples: true)
        try workspace.write("precious", to: "victim")
        try FileManager.default.createDirectory(
            at: workspace.url("p"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: workspace.url("p/failures.csv").path, withDestinationPath: "../victim")
        let run = try workspace.run(
            "split", "rides.json", "--schema", "schema.yaml", "--into", "p", "--force")
        #expect(run.status == 0, "\(run)")
        #expect(try workspace.text(of: "victim") == "precious")
        #expect(try workspace.text(of: "p/failures.csv").hasPrefix("url,title"))
    }

    @Test("a split that cannot write all leaves nothing, and what was there")
    func fullDisk() throws {
        let workspace = try Workspace(examples: true)
        let split = "metadex split many.jsonl --schema schema.yaml"
        try workspace.write(
            String(repeating: "{\"title\": \"a\"}\n", count: 20_000), to: "many.jsonl")
        let run = try workspace.shell("ulimit -f 8; \(split) --into new/parts")
        #expect(run.status == 3 && run.talk.contains("cannot write"), "\(run)")
        #expect(workspace.names(in: "new").isEmpty)
        try workspace.write("old", to: "parts/accepted.json")
        let forced = try workspace.shell("ulimit -f 8; \(split) --into parts --force")
        #expect(forced.status == 3, "\(forced)")
        #expect(workspace.names(in: "parts") == ["accepted.json"])
        #expect(try workspace.text(of: "parts/accepted.json") == "old")
    }

    @Test("a clean file has no rejected items, a stream is split like a file")
    func clean() throws {
        let workspace = try Workspace(examples: true)
        let run = try workspace.run(
            "split", "-", "--schema", "schema.yaml", "--into", "parts",
            input: workspace.text(of: "rides.json"))
        #expect(run.status == 0 && run.talk.contains("330 accepted"), "\(run)")
        #expect(try items(workspace, ["parts/accepted.json"]) == items(workspace, ["rides.json"]))
        #expect(try items(workspace, ["parts/rejected.json"]).isEmpty)
        try workspace.write("a file", to: "taken")
        let blocked = try workspace.run("split", "rides.json", "--into", "taken/parts")
        #expect(blocked.status == 3 && blocked.talk.contains("taken/parts"), "\(blocked)")
    }
}
