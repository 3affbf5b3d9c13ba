import Foundation
import TestSupport
import Testing

/// `metadex config show`: the settings in force and where each comes from.
@Suite struct ConfigCommandTests {
    private func settings(_ run: CommandRun) -> [String: [String: Any]] {
        let rows = run.json as? [[String: Any]] ?? []
        return Dictionary(rows.map { ($0["setting"] as? String ?? "", $0) }) { $1 }
    }

    @Test func defaults() throws {
        let run = try Workspace().run("config", "show", "--format", "json")
        #expect(run.status == 0 && run.talk.contains("no metadex.toml"), "\(run)")
        let settings = settings(run)
        #expect(settings.count == 10)
        #expect(settings["store"]?["value"] as? String == "metadex.db")
        #expect(settings["store"]?["from"] as? String == "default")
        #expect(settings["schema"]?["value"] == nil && settings["schema"]?["from"] == nil)
        #expect(settings["fail-on"]?["value"] as? String == "error")
        #expect(settings["target"]?["value"] as? String == "index")
        #expect(try Workspace().run("config", "show", "-q").talk.isEmpty)
        #expect(try Workspace().run("config", "show", "--no-config").talk.isEmpty)
    }

    @Test("each value is shown with its line")
    func values() throws {
        let workspace = try Workspace()
        try workspace.write(
            """
            schema = "s.yaml"
            fail-on = "warning"
            exclude = []
            undeclared = [
              "sensor", "a \\"b\\"",
            ]
            store = "/data/s.db"

            [rules]
            ignore = ["MX309"]
            """, to: "metadex.toml")
        try workspace.write("", to: "deep/x")
        let run = try workspace.shell("cd deep && metadex config show --format json")
        let settings = settings(run)
        func value(_ name: String) -> String { "\(settings[name]?["value"] ?? "none")" }
        func source(_ name: String) -> String { "\(settings[name]?["from"] ?? "none")" }
        #expect(value("schema") == "../s.yaml" && source("schema") == "../metadex.toml:1", "\(run)")
        #expect(source("fail-on") == "../metadex.toml:2")
        #expect(settings["exclude"]?["value"] as? [String] == [])
        #expect(settings["undeclared"]?["value"] as? [String] == ["sensor", "a \"b\""])
        #expect(source("undeclared") == "../metadex.toml:4")
        #expect(value("store") == "/data/s.db" && source("store") == "../metadex.toml:7")
        #expect(source("rules.ignore") == "../metadex.toml:10" && source("rules.warn") == "none")
        let table = try workspace.run("config", "show")
        #expect(
            table.lines.contains("undeclared    [\"sensor\", \"a \\\"b\\\"\"]  metadex.toml:4"),
            "\(table)")
        let environment = try workspace.run(
            ["config", "show", "--format", "jsonl"], environment: ["METADEX_STORE": "e.db"])
        #expect(environment.text.contains("METADEX_STORE"), "\(environment)")
        let flag = try workspace.run("config", "show", "--store", "f.db", "--format", "csv")
        #expect(flag.lines.contains("store,f.db,--store"), "\(flag)")
    }

    @Test("wrong settings are told with their place")
    func wrong() throws {
        let workspace = try Workspace()
        try workspace.write("[!x]\n", to: "metadex.toml")
        let run = try workspace.run("config", "show")
        #expect(run.status == 2 && run.talk.contains("metadex.toml:1:2:"), "\(run)")
    }

    @Test("the settings that the page shows are read, and are all there are")
    func page() throws {
        let page = try String(
            contentsOf: Repository.root.appendingPathComponent("Docs/ci.md"), encoding: .utf8)
        let start = try #require(page.firstRange(of: "```toml\n")).upperBound
        let end = try #require(page[start...].firstRange(of: "```")).lowerBound
        let workspace = try Workspace()
        try workspace.write(String(page[start..<end]), to: "metadex.toml")
        let run = try workspace.run("config", "show", "--format", "json")
        #expect(run.status == 0 && run.talk.isEmpty, "\(run)")
        for (name, row) in settings(run) {
            #expect((row["from"] as? String)?.hasPrefix("metadex.toml:") == true, "\(name): \(run)")
        }
    }
}
