import Foundation
import TestSupport
import Testing

/// `metadex import`: all or nothing, and what becomes of items that are stored already.
@Suite struct ImportCommandTests {
    struct Reimport: Decodable, CustomTestStringConvertible {
        var flags: String
        /// The metadata of the second file; that of the first is `{"x": 1}`.
        var metadata: String
        /// `created updated unchanged skipped`, or nil where the file is refused.
        var counts: [Int]?
        /// The values of `x` that are stored at the end.
        var stored: [Int]
        var testDescription: String { "\(metadata) \(flags)" }
    }

    @Test("a second import", arguments: CaseFiles.load("reimports.json", as: Reimport.self))
    func reimport(example: Reimport) throws {
        let workspace = try Workspace()
        func upload(_ metadata: String, _ flags: String) -> String {
            "{\"images\": [{\"objectUrl\": \"https://a.example/1.jpg\", "
                + "\"clientMetadata\": \(metadata)}]\(flags)}"
        }
        _ = try workspace.run("schema", "import", "-", input: "keys:\n  x: number\n")
        let first = try workspace.run(
            "import", "-", "--folder", "a", input: upload("{\"x\": 1}", ""))
        #expect(first.status == 0, "\(first)")
        let second = try workspace.run(
            "import", "-", "--folder", "a", "--accept-loss",
            input: upload(example.metadata, example.flags))
        if let counts = example.counts {
            let line =
                "1 read = \(counts[0]) created + \(counts[1]) updated + "
                + "\(counts[2]) unchanged + \(counts[3]) skipped + 0 rejected"
            #expect(second.status == 0 && second.talk.contains(line), "\(second)")
        } else {
            #expect(second.status == 1, "\(second)")
        }
        let stored = try workspace.run("query", "--select", "x", "--format", "jsonl")
        #expect(stored.jsonLines.map { $0["x"] as? Int ?? 0 } == example.stored, "\(stored)")
        // Other folders do not matter.
        let other = try workspace.run(
            "import", "-", "--folder", "b", input: upload("{\"x\": 1}", ""))
        #expect(other.talk.contains("1 created"), "\(other)")
    }

    @Test("a file with errors stores nothing, not even its folder")
    func allOrNothing() throws {
        let workspace = try Workspace(examples: true, store: true)
        let mixed = try workspace.text(of: "rides.json")
            .replacingOccurrences(of: "frames/0199.jpg\"", with: "frames/0199 .jpg\"")
        try workspace.write(mixed, to: "mixed.json")
        let items = try workspace.run("query", "--format", "jsonl").text
        let folders = try workspace.run("folders").text
        for file in ["faults.json", "mixed.json"] {
            for folder in ["rides", "new"] {
                let run = try workspace.run("import", file, "--folder", folder)
                #expect(run.status == 1 && run.talk.contains("nothing stored"), "\(run)")
                #expect(run.talk.contains("--ignore-errors"), "\(run)")
            }
        }
        #expect(try workspace.run("query", "--format", "jsonl").text == items)
        #expect(try workspace.run("folders").text == folders)
    }

    @Test("--ignore-errors stores the good items and lists the bad ones")
    func ignoreErrors() throws {
        let workspace = try Workspace(examples: true, store: true)
        let mixed = try workspace.text(of: "rides.json")
            .replacingOccurrences(of: "\"weather\": \"snow\"", with: "\"weather\": \"snwo\"")
        try workspace.write(mixed, to: "mixed.json")
        let bad = try workspace.rides().filter { $0.metadata["weather"] as? String == "snow" }
        let run = try workspace.run(
            "import", "mixed.json", "--folder", "mixed", "--ignore-errors", "--output",
            "csv=bad.csv")
        let good = 330 - bad.count
        #expect(run.status == 1, "\(run)")
        #expect(
            run.talk.contains(
                "330 read = \(good) created + 0 updated + 0 unchanged + 0 skipped + \(bad.count) rejected"
            ),
            "\(run)")
        let count = try workspace.run("query", "@folder = 'mixed'", "--count")
        #expect(count.text == "\(good)\n")
        let rows = try workspace.text(of: "bad.csv").split(whereSeparator: \.isNewline).dropFirst()
        #expect(rows.count == bad.count)
        for item in bad { #expect(rows.contains { $0.hasPrefix(item.url + ",") }, "\(item.url)") }
    }

    @Test("the bad items are listed beside the input, never over a file")
    func failureList() throws {
        let workspace = try Workspace()
        _ = try workspace.run("schema", "import", "-", input: "keys: {x: number}\n")
        let text =
            #"{"images": [{"objectUrl": "https://a.example/1.jpg", "clientMetadata": {"x": "=1"}},"#
            + "\n" + #"{"objectUrl": "https://a.example/2.jpg", "clientMetadata": {"x": 2}},"#
            + "\n"
            + #"{"objectUrl": "https://a.example/3.jpg", "title": "t", "clientMetadata": {"x": true}}]}"#
        try workspace.write(text, to: "u.json")
        let command = ["import", "u.json", "--folder", "a", "--ignore-errors"]
        let dry = try workspace.run(command + ["--dry-run"])
        #expect(dry.status == 1 && workspace.names() == ["metadex.db", "u.json"], "\(dry)")
        let run = try workspace.run(command)
        #expect(run.status == 1, "\(run)")
        #expect(run.talk.contains("2 rejected items listed in u.json.failures.csv"), "\(run)")
        let rows = try workspace.text(of: "u.json.failures.csv").components(separatedBy: "\r\n")
        #expect(
            rows.first == "object_url,error,action,title,key,value,line,column,item,file,errors")
        #expect(rows.count == 4 && rows.last == "", "\(rows)")
        #expect(rows[1].hasPrefix("https://a.example/1.jpg,\"number-type: "), "\(rows)")
        #expect(rows[1].hasSuffix(",1,78,0,u.json,1"), "\(rows)")
        #expect(rows[2].contains(",t,x,true,3,") && rows[2].hasSuffix(",2,u.json,1"), "\(rows)")
        // The list is not written over, and nothing is stored before that is known.
        let refused = try workspace.run(command)
        #expect(refused.status == 2, "\(refused)")
        #expect(refused.talk.contains("u.json.failures.csv is there already"), "\(refused)")
        #expect(try workspace.run("query", "--count").text == "1\n")
        let named = try workspace.run(command + ["--failures", "bad.csv"])
        #expect(named.talk.contains("2 rejected items listed in bad.csv"), "\(named)")
        let lists = try [workspace.text(of: "bad.csv"), workspace.text(of: "u.json.failures.csv")]
        #expect(lists[0] == lists[1])
        // A list is no upload.
        let folder = try workspace.run("validate", ".")
        #expect(!folder.text.contains("failures.csv") && folder.status == 1, "\(folder)")
    }

    @Test("no list without bad items, nor without items that are stored")
    func noFailureList() throws {
        let workspace = try Workspace(examples: true, store: true)
        let names = workspace.names()
        let good = try workspace.run(
            "import", "rides.json", "--folder", "b", "--ignore-errors", "--failures", "x.csv")
        #expect(good.status == 0, "\(good)")
        let bad = try workspace.run("import", "faults.json", "--folder", "b")
        #expect(bad.status == 1, "\(bad)")
        let nowhere = try workspace.run(
            "import", "faults.json", "--folder", "c", "--ignore-errors", "--failures", "no/x.csv")
        #expect(nowhere.status == 3 && nowhere.talk.contains("no/x.csv"), "\(nowhere)")
        #expect(!(try workspace.run("folders").text.contains("c ")), "nothing is stored")
        #expect(workspace.names() == names)
        let piped = try workspace.run(
            "import", "-", "--folder", "d", "--ignore-errors", "--stdin-filename", "p/in.json",
            input: workspace.text(of: "faults.json"))
        #expect(piped.talk.contains("listed in in.json.failures.csv"), "\(piped)")
    }

    @Test("what is stored is what the file says, for every item")
    func roundTrip() throws {
        let workspace = try Workspace(examples: true, store: true)
        let stored = try workspace.run("query", "--format", "jsonl").jsonLines
        let rides = try workspace.rides()
        #expect(stored.count == rides.count)
        for (item, ride) in zip(stored, rides) {
            #expect((item["urls"] as? [String])?.first == ride.url)
            #expect(item["title"] as? String == ride.title)
            #expect((item["clientMetadata"] as? NSDictionary) == ride.metadata as NSDictionary)
        }
    }

    @Test("several files are imported each on its own")
    func severalFiles() throws {
        let workspace = try Workspace(examples: true, store: true)
        try workspace.write("[{\"objectUrl\": \"https://a.example/1.jpg\"}]", to: "more.json")
        let run = try workspace.run(
            "import", "faults.json", "missing.json", "more.json", "--folder", "rides")
        #expect(run.status == 3 && run.talk.contains("cannot read missing.json"), "\(run)")
        #expect(run.talk.contains("faults.json: nothing stored"), "\(run)")
        #expect(run.talk.contains("more.json -> rides: 1 read = 1 created"), "\(run)")
        #expect(run.text.contains("2 files, 5 items"), "\(run)")
        #expect(try workspace.run("query", "--count").text == "331\n")
    }

    @Test("a CSV upload with too many rows is stored as a whole or not at all")
    func longTable() throws {
        let workspace = try Workspace(examples: true, store: true)
        let rows = (0..<10_050).map { "https://a.example/\($0).jpg,t\n" }
        try workspace.write("ObjectUrl,Image title\n" + rows.joined(), to: "long.csv")
        let command = ["import", "long.csv", "--folder", "long"]
        let refused = try workspace.run(command)
        #expect(refused.status == 1 && refused.talk.contains("nothing stored"), "\(refused)")
        let run = try workspace.run(command + ["--ignore-errors"])
        #expect(run.talk.contains("10,050 read = 10,050 created"), "\(run)")
    }

    @Test func csvAndJSONLines() throws {
        let workspace = try Workspace(examples: true, store: true)
        try workspace.write(
            "ObjectUrl,Image title\r\nhttps://a.example/1.jpg,one\r\n", to: "upload.csv")
        try workspace.write(
            "{\"objectUrl\": \"https://a.example/2.jpg\", \"clientMetadata\": {\"speed\": 2}}\n",
            to: "upload.jsonl")
        let run = try workspace.run("import", "upload.csv", "upload.jsonl", "--folder", "other")
        #expect(run.status == 0, "\(run)")
        let folders = try workspace.run("folders")
        let rows = folders.lines.map { $0.split(separator: " ") }
        #expect(rows.contains(["other", "2"]) && rows.contains(["rides", "330"]), "\(folders)")
    }
}
