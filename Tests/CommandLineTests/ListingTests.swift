import Foundation
import Testing

/// The commands that list something, in every format.
@Suite struct ListingTests {
    @Test func folders() throws {
        let workspace = try Workspace(examples: true, store: true)
        let json = try workspace.run("folders", "--format", "json").json as? [[String: Any]]
        #expect(json?.count == 1 && json?.first?["folder"] as? String == "rides")
        #expect(json?.first?["items"] as? Int == 330)
        #expect((json?.first?["created"] as? String)?.hasSuffix("Z") == true)
        let lines = try workspace.run("folders", "--format", "jsonl").jsonLines
        #expect(lines.count == 1 && lines.first?["folder"] as? String == "rides")
        let csv = try workspace.run("folders", "--format", "csv").lines
        #expect(csv.first == "folder,items,created" && csv.last?.hasPrefix("rides,330,") == true)
        #expect(try workspace.run("folders").lines.first?.contains("created") == false)
        let word = try workspace.run("folders", "rename", "x")
        #expect(word.status == 2 && word.talk.contains("`metadex folders` only lists"), "\(word)")
        #expect(word.talk.contains("there is no command \"metadex folders rename\""), "\(word)")
    }

    @Test func schemaLog() throws {
        let workspace = try Workspace(examples: true, store: true)
        _ = try workspace.run(
            ["schema", "add", "lens", "text", "--note", "new, cameras"],
            environment: ["METADEX_AUTHOR": "curator"])
        let json = try workspace.run("schema", "log", "--format", "json").json as? [[String: Any]]
        #expect(json?.map { $0["revision"] as? Int } == [2, 1])
        #expect(json?.first?["author"] as? String == "curator")
        #expect(json?.first?["note"] as? String == "new, cameras")
        #expect(json?.first?["changes"] as? [String] == ["+ lens text"])
        #expect(json?.last?["note"] == nil)
        let csv = try workspace.run("schema", "log", "--format", "csv").lines
        #expect(csv.first == "revision,date,author,note,changes")
        #expect(csv.dropFirst().first?.hasSuffix(",curator,\"new, cameras\",+ lens text") == true)
        #expect(try workspace.run("schema", "log", "--format", "table").lines.count == 4)
        let first = try #require(try workspace.run("schema", "log").lines.first)
        let date = try #require(first.split(separator: " ").dropFirst(2).first)
        #expect(date.utf8.count == "2025-03-01T12:00:00Z".utf8.count, "\(first)")
    }

    @Test func schemaShow() throws {
        let workspace = try Workspace(examples: true, store: true)
        let lines = try workspace.run("schema", "show", "--format", "jsonl").jsonLines
        #expect(lines.count == 9)
        let weather = try #require(lines.first { $0["key"] as? String == "weather" })
        #expect(weather["type"] as? String == "enum" && weather["state"] as? String == "active")
        let csv = try workspace.run("schema", "show", "--format", "csv").lines
        #expect(csv.first == "key,type,details,state,description" && csv.count == 10)
    }

    @Test("a word that is no file is a key")
    func schemaShowKey() throws {
        let workspace = try Workspace(examples: true, store: true)
        let key = try workspace.run("schema", "show", "speed")
        #expect(key.status == 0 && key.lines.count == 3, "\(key)")
        #expect(key.lines.last?.hasPrefix("speed ") == true, "\(key)")
        let file = try workspace.run("schema", "show", "schema.yaml", "speed", "--format", "yaml")
        #expect(file.status == 0 && file.text.contains("speed:"), "\(file)")
        #expect(!file.text.contains("weather"), "\(file)")
        let wrong = try workspace.run("schema", "show", "sped")
        #expect(wrong.status == 3 && wrong.talk.contains("did you mean speed?"), "\(wrong)")
        #expect(wrong.talk.contains("neither a file nor a key of metadex.db"), "\(wrong)")
        let none = try workspace.run("schema", "show", "speed", "--store", "none.db")
        #expect(none.status == 3 && none.talk.contains("cannot read speed"), "\(none)")
    }

    @Test func rules() throws {
        let workspace = try Workspace()
        let lines = try workspace.run(
            "rules", "--format", "jsonl", "--ignore", "json-syntax", "--warn", "uuid-format")
        let rule = try #require(lines.jsonLines.first { $0["name"] as? String == "uuid-format" })
        #expect(rule["code"] as? String == "MX311" && rule["severity"] as? String == "warning")
        #expect(rule["default_severity"] as? String == "error")
        let csv = try workspace.run("rules", "--format", "csv").lines
        #expect(csv.first == "code,name,severity,default_severity,sentence")
        #expect(csv.count == lines.jsonLines.count + 1)
        #expect(try workspace.run("rules", "--format", "tsv").lines.count == csv.count)
    }
}
