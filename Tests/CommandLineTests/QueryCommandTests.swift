import Foundation
import TestSupport
import Testing

/// `metadex query`, `get` and `folders`, compared with the example upload itself.
@Suite struct QueryCommandTests {
    @Test func filterCountAndSort() throws {
        let workspace = try Workspace(examples: true, store: true)
        let wanted = try workspace.rides().filter {
            $0.metadata["weather"] as? String == "rain" && $0.metadata["speed"] as? Double ?? 0 > 25
        }
        let filter = "weather = 'rain' AND speed > 25"
        let count = try workspace.run("query", filter, "--count")
        #expect(count.status == 0 && count.text == "\(wanted.count)\n", "\(count)")
        #expect(
            try workspace.run("query", filter, "--count", "--format", "json").text
                == "{\"count\": \(wanted.count)}\n")
        let rows = try workspace.run(
            "query", filter, "--sort", "captured_at:desc", "--select", "@url", "--format", "jsonl")
        let moments = wanted.map { ($0.metadata["captured_at"] as? String ?? "", $0.url) }
        let urls = moments.sorted { $0.0 > $1.0 }.map(\.1)
        #expect(rows.jsonLines.map { $0["@url"] as? String ?? "" } == urls, "\(rows)")
        let page = try workspace.run(
            "query", filter, "--sort", "captured_at:desc", "--select", "@url", "--format", "jsonl",
            "--limit", "3", "--offset", "2")
        let part = urls.dropFirst(2).prefix(3)
        #expect(page.jsonLines.map { $0["@url"] as? String ?? "" } == Array(part), "\(page)")
    }

    @Test func facet() throws {
        let workspace = try Workspace(examples: true, store: true)
        var counts: [String: Int] = [:]
        for item in try workspace.rides() {
            counts[item.metadata["weather"] as? String ?? "missing", default: 0] += 1
        }
        let table = try workspace.run("query", "--facet", "weather")
        let rows = table.lines.dropFirst(2).map { $0.split(separator: " ").map(String.init) }
        #expect(rows.count == counts.count, "\(table)")
        for row in rows {
            #expect(counts[row.first ?? ""] == row.last.flatMap { Int($0) }, "\(row)")
        }
        for format in ["json", "jsonl", "csv", "tsv"] {
            let run = try workspace.run("query", "--facet", "weather", "--format", format)
            #expect(run.status == 0 && run.talk.isEmpty, "\(run)")
            for count in counts.values { #expect(run.text.contains("\(count)"), "\(run)") }
        }
    }

    @Test("the forms of rows")
    func formats() throws {
        let workspace = try Workspace(examples: true, store: true)
        func rows(_ format: String) throws -> CommandRun {
            let run = try workspace.run(
                "query", "@title = 'frame 0000'", "--select", "@title,speed,position,nothing",
                "--format", format)
            #expect(run.status == 2, "`nothing` is no key: \(run)")
            return try workspace.run(
                "query", "@title = 'frame 0000'", "--select", "@title,position,operator.notes",
                "--format", format)
        }
        let place = try #require(
            workspace.rides().first { $0.title == "frame 0000" }?.metadata["position"]
                as? NSDictionary)
        let lines = try rows("jsonl")
        #expect(lines.jsonLines.first?["position"] as? NSDictionary == place, "\(lines)")
        let array = try rows("json")
        #expect((array.json as? [[String: Any]])?.count == 1, "\(array)")
        let comma = try rows("csv")
        #expect(comma.lines.first == "@title,position,operator.notes", "\(comma)")
        #expect(comma.lines.last?.hasPrefix("frame 0000,\"{\"\"latitude\"\": ") == true, "\(comma)")
        let tab = try rows("tsv")
        #expect(tab.lines.last?.hasPrefix("frame 0000\t{\"latitude\": ") == true, "\(tab)")
        let table = try rows("table")
        #expect(table.lines.count == 3 && table.lines[2].hasPrefix("frame 0000"), "\(table)")
        let none = try workspace.run("query", "@title = 'none'", "--format", "json")
        #expect((none.json as? [Any])?.isEmpty == true, "\(none)")
    }

    @Test("a column has the name of its key, without the quotes that a query needs")
    func columnNames() throws {
        let workspace = try Workspace()
        _ = try workspace.run(
            "schema", "import", "-", input: "keys: {camera-id: varchar, site name: varchar}\n")
        let upload =
            #"[{"objectUrl": "https://a.example/1", "clientMetadata": {"camera-id": "c"}}]"#
        let stored = try workspace.run("import", "-", "--folder", "a", input: upload)
        #expect(stored.status == 0, "\(stored)")
        let header = try workspace.run("query", "--select", "*", "--format", "csv")
        #expect(header.lines.first == "camera-id,site name", "\(header)")
        let facet = try workspace.run("query", "--facet", "\"camera-id\"", "--format", "csv")
        #expect(facet.lines.first == "camera-id,bucket,count", "\(facet)")
        let line = try workspace.run(
            "query", "--select", "\"camera-id\", @url", "--format", "jsonl")
        #expect(line.jsonLines.first?["camera-id"] as? String == "c", "\(line)")
        let requested = try workspace.run(
            "query", "--requests", "-", input: #"{"select": "\"camera-id\""}"# + "\n")
        #expect(requested.text.contains(#"{"items": [{"camera-id": "c"}]"#), "\(requested)")
    }

    @Test("--explain counts each part of the filter on its own")
    func explain() throws {
        let workspace = try Workspace(examples: true, store: true)
        let run = try workspace.run(
            "query", "weather = 'rain' AND (is_night OR speed > 100)", "--count", "--explain")
        #expect(run.status == 0, "\(run)")
        for part in ["weather = 'rain'", "is_night", "speed > 100"] {
            let count = try workspace.run("query", part, "--count").text.dropLast()
            #expect(run.talk.contains("\(part): \(count) item"), "\(run)")
        }
    }

    struct BadQuery: Decodable, CustomTestStringConvertible {
        var arguments: [String]
        /// What stands above the caret.
        var marked: String
        var says: [String]
        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(
        "a query that makes no sense",
        arguments: CaseFiles.load("bad-queries.json", as: BadQuery.self))
    func badQuery(example: BadQuery) throws {
        let workspace = try Workspace(store: true)
        let run = try workspace.run(["query"] + example.arguments)
        #expect(run.status == 2 && run.output.isEmpty, "\(run)")
        for text in example.says { #expect(run.talk.contains(text), "\(run)") }
        let lines = run.talk.split(separator: "\n").map(String.init)
        let caret = try #require(lines.firstIndex { $0.contains("^") }, "\(run)")
        let start = try #require(lines[caret].firstIndex(of: "^"))
        let column = lines[caret].distance(from: lines[caret].startIndex, to: start)
        let marked = lines[caret - 1].dropFirst(column).prefix(
            lines[caret].filter { "^~".contains($0) }.count)
        #expect(String(marked) == example.marked, "\(run)")
    }

    @Test("requests in JSON are answered line by line")
    func requests() throws {
        let workspace = try Workspace(store: true)
        let requests = [
            "{\"filter\": \"is_night\", \"count\": true}", "{\"filter\": \"weather = 'rian'\"}",
            "{\"facet\": \"weather\"}",
            "{\"filter\": \"is_night\", \"limit\": 2, \"select\": \"@title, speed\", \"sort\": \"@title\"}",
            "{\"limit\": 1, \"offset\": 3}", "no JSON", "[]", "{\"filtre\": \"is_night\"}",
            "{\"limit\": -1}", "{\"count\": \"yes\"}", "{\"id\": {}, \"count\": true}",
            "{\"id\": null, \"count\": true}", "{\"filter\": \"\"}",
            "{\"filter\": \"captured_at = '2025-03-01'\", \"count\": true, \"id\": \"a\"}",
            "{\"limit\": 0}",
        ]
        let run = try workspace.run(
            "query", "--requests", "-", input: requests.joined(separator: "\n"))
        #expect(run.status == 0 && run.talk.isEmpty, "\(run)")
        let answers = run.jsonLines
        try #require(answers.count == requests.count, "\(run)")
        for answer in answers { #expect(answer["elapsed_us"] as? Int ?? -1 >= 0, "\(answer)") }
        let night = try workspace.run("query", "is_night", "--count").text
        #expect("\(answers[0]["count"] as? Int ?? -1)\n" == night)
        #expect((answers[1]["error"] as? String)?.contains("did you mean 'rain'?") == true)
        #expect(answers[1]["offset"] as? Int == 10)
        #expect(answers[2]["count"] as? Int == 330)
        #expect((answers[2]["facet"] as? [[String: Any]])?.count == 6)
        #expect((answers[3]["items"] as? [[String: Any]])?.count == 2)
        #expect((answers[4]["items"] as? [[String: Any]])?.first?["urls"] != nil)
        for number in [2] + Array(6...13) {
            let answer = answers[number - 1]
            #expect(answer["error"] is String && answer["line"] as? Int == number, "\(answer)")
            #expect(answer["id"] == nil)
        }
        #expect((answers[13]["note"] as? String)?.contains("the whole day") == true)
        #expect(answers[13]["id"] as? String == "a" && answers[13]["line"] == nil)
        #expect((answers[14]["items"] as? [Any])?.isEmpty == true)
    }

    @Test("a query that asks for what is nowhere is an error and no empty answer")
    func noEmptyAnswers() throws {
        let workspace = try Workspace()
        try workspace.write("keys:\n  speed: number\n  captured_at: datetime\n", to: "schema.yaml")
        try workspace.write(
            """
            {"objectUrl": "https://a.example/1.jpg", "clientMetadata": {"speed": 15, "tags": ["night"], \
            "sensor": {"lens": "50mm"}, "captured_at": "2025-03-05T10:00:00Z"}}
            {"objectUrl_0": "https://a.example/2.jpg", "objectUrl_1": "https://a.example/3.jpg", \
            "title": "group", "clientMetadata": {"speed": null}}

            """, to: "items.jsonl")
        _ = try workspace.run("schema", "import", "schema.yaml")
        let imported = try workspace.run("import", "items.jsonl", "--folder", "rides")
        #expect(imported.status == 0, "\(imported)")
        for (filter, says) in [
            (
                "@folder = 'ridse'",
                "there is no folder 'ridse'; the folders are 'rides'; did you mean 'rides'?"
            ),
            (
                "sensor -> lenss = '50mm'",
                "no document has sensor -> lenss; did you mean sensor -> lens?"
            ),
            ("tags = 'night'", "tags holds arrays, never strings; write tags CONTAINS 'night'"),
            ("speed BETWEEN 20 AND 10", "write 10 AND 20"),
            ("tags -> name = 'x'", "tags is an array"),
            ("captured_at > 2025-03-01", "a date goes in single quotes: '2025-03-01'"),
        ] {
            for run in [
                try workspace.run("query", filter, "--count"),
                try workspace.run("query", filter, "--format", "csv"),
            ] {
                #expect(run.status == 2 && run.output.isEmpty, "\(run)")
                #expect(run.talk.contains(says) && run.talk.contains("^"), "\(run)")
            }
        }
        let facet = try workspace.run("query", "--facet", "sensor -> lenss")
        #expect(
            facet.status == 2 && facet.talk.contains("did you mean sensor -> lens?"), "\(facet)")
        let sorted = try workspace.run("query", "--sort", "sensor -> lenss", "--format", "csv")
        #expect(
            sorted.status == 2 && sorted.talk.contains("did you mean sensor -> lens?"), "\(sorted)")
        #expect(sorted.output.isEmpty)
        let shown = try workspace.run(
            "query", "--select", "sensor -> lenss,@kind", "--format", "csv")
        #expect(shown.status == 0 && shown.lines.count == 3, "\(shown)")
        #expect(
            shown.talk == "note: no document has sensor -> lenss; did you mean sensor -> lens?\n")
        let rare = try workspace.run(
            "query", "speed IS NULL", "--select", "tags", "--format", "csv")
        #expect(rare.status == 0 && rare.talk.isEmpty, "\(rare)")
        let group = try workspace.run("query", "@url = 'https://a.example/3.jpg'", "--count")
        #expect(group.text == "1\n", "\(group)")
        let day = try workspace.run("query", "captured_at = '2025-03-05'", "--count")
        #expect(
            day.status == 0 && day.text == "0\n"
                && day.talk.contains("captured_at >= '2025-03-05' AND captured_at < '2025-03-06'"),
            "\(day)")
        #expect(
            try workspace.run("query", "-q", "captured_at = '2025-03-05'", "--count").talk.isEmpty)
        let explained = try workspace.run("query", "speed IS NOT NULL", "--count", "--explain")
        #expect(explained.talk.contains("where there is a value is speed IS SET"), "\(explained)")
        // What is empty with good reason is no error.
        for filter in ["speed > 100", "sensor -> lens = '85mm'", "tags CONTAINS 'day'"] {
            #expect(try workspace.run("query", filter, "--count").text == "0\n", "\(filter)")
        }
        let rows = try workspace.run("query", "--format", "csv")
        #expect(rows.lines.first == "@url,@title,@kind,captured_at,speed", "\(rows)")
        #expect(rows.lines.last == "https://a.example/2.jpg,group,imageGroup,,", "\(rows)")
        let marked = try workspace.run(
            "query", "--format", "csv", "--null", "NULL", "--select", "*,@kind")
        #expect(
            marked.lines == [
                "captured_at,speed,@kind", "2025-03-05T10:00:00Z,15,image", ",NULL,imageGroup",
            ], "\(marked)")
    }

    @Test("a reader that goes away ends the program quietly")
    func closedPipe() throws {
        let workspace = try Workspace(store: true)
        for format in ["table", "csv", "jsonl", "json"] {
            let run = try workspace.shell("metadex query --format \(format) | head -1")
            #expect(run.status == 0 && run.talk.isEmpty && run.lines.count == 1, "\(run)")
        }
    }

    @Test("items are found by URL and by uuid")
    func get() throws {
        let workspace = try Workspace(examples: true, store: true)
        let rides = try workspace.rides()
        let ride = rides[1]
        let byURL = try workspace.run("get", ride.url)
        #expect(byURL.status == 0 && byURL.talk.isEmpty && byURL.lines.count == 1, "\(byURL)")
        let item = try #require(byURL.jsonLines.first)
        #expect(item["clientMetadata"] as? NSDictionary == ride.metadata as NSDictionary)
        let uuid = try #require(item["uuid"] as? String)
        #expect(try workspace.run("get", uuid).text == byURL.text)
        #expect(try workspace.run("get", uuid.uppercased()).text == byURL.text)
        let metadata = try workspace.run("get", "--metadata", uuid)
        #expect(byURL.text.hasSuffix("\"clientMetadata\": \(metadata.text.dropLast())}\n"))
        #expect(try workspace.run("get", ride.url, "--folder", "rides").text == byURL.text)
        let other = try workspace.run("get", ride.url, "--folder", "other")
        #expect(other.status == 1 && other.talk.contains("no folder \"other\""), "\(other)")
        let near = try workspace.run("get", ride.url, "--folder", "ridse")
        #expect(near.status == 1 && near.talk.contains("did you mean \"rides\"?"), "\(near)")
        let group = try #require(rides.first { $0.group == "image_groups" })
        let second = try #require(group.members["objectUrl_1"] as? String)
        #expect(
            try workspace.run("get", second).jsonLines.first?["title"] as? String == group.title)
        let missing = try workspace.run("get", "https://a.example/none", ride.url)
        #expect(missing.status == 1 && missing.text == byURL.text, "\(missing)")
        #expect(missing.talk.contains("https://a.example/none is not stored"), "\(missing)")
    }

    @Test func folders() throws {
        let workspace = try Workspace(store: true)
        let run = try workspace.run("folders")
        #expect(run.status == 0 && run.talk.isEmpty, "\(run)")
        #expect(run.lines.last?.split(separator: " ") == ["rides", "330"], "\(run)")
    }
}
