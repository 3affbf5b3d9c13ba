import Foundation
import Testing

/// `metadex schema import`: a schema file becomes the store's schema, or nothing changes.
@Suite struct SchemaImportCommandTests {
    @Test func firstImportMakesTheStore() throws {
        let workspace = try Workspace(examples: true)
        let dry = try workspace.run("schema", "import", "schema.yaml", "--dry-run")
        #expect(dry.status == 0 && !workspace.names().contains("metadex.db"), "\(dry)")
        let run = try workspace.run("schema", "import", "schema.yaml")
        #expect(run.status == 0 && run.text == dry.text, "\(run)")
        #expect(run.lines.contains("+ weather enum (5 options)"), "\(run)")
        #expect(run.talk.contains("Schema revision 1, 9 active keys"), "\(run)")
        let again = try workspace.run("schema", "import", "schema.yaml")
        #expect(again.status == 0 && again.output.isEmpty, "\(again)")
        #expect(again.talk.contains("Nothing to change"), "\(again)")
    }

    @Test func corrections() throws {
        let workspace = try Workspace(examples: true, store: true)
        let text =
            try workspace.text(of: "schema.yaml")
            .replacingOccurrences(of: "snow]", with: "snow, hail]")
            .replacingOccurrences(of: "site: varchar", with: "site: text")
            + "  lens: varchar\n"
        try workspace.write(text, to: "new.yaml")
        let expected = ["+ lens varchar", "~ site varchar -> text", "~ weather enum + `hail`"]
        let dry = try workspace.run("schema", "import", "new.yaml", "--dry-run")
        #expect(dry.status == 0 && dry.lines == expected, "\(dry)")
        #expect(dry.talk.contains("nothing was changed"), "\(dry)")
        #expect(try workspace.run("schema", "log").lines.first?.hasPrefix("revision 1 ") == true)
        let run = try workspace.run("schema", "import", "new.yaml", "--note", "hail")
        #expect(run.status == 0 && run.lines == expected, "\(run)")
        #expect(try workspace.run("schema", "log").lines.first?.hasPrefix("revision 2 ") == true)
    }

    @Test("illegal changes are all told, and the schema stays as it was")
    func illegal() throws {
        let workspace = try Workspace(examples: true, store: true)
        let before = try workspace.bytes(of: "metadex.db")
        let text = """
            keys:
              captured_at: {type: enum, options: [a]}
              weather: {type: enum, options: [clear, cloudy, fog, rain]}
              is_night: boolean
              site: varchar
              device_id: uuid
              operator.notes: text
              position: geospatial
              clip: {type: embedding, size: 16}
              lens: text
            """
        try workspace.write(text, to: "new.yaml")
        for flags in [[], ["--dry-run"]] {
            let run = try workspace.run(["schema", "import", "new.yaml"] + flags)
            #expect(run.status == 1, "\(run)")
            for key in ["captured_at", "weather", "speed", "clip"] {
                #expect((run.text + run.talk).contains("`\(key)`"), "\(run)")
            }
            #expect(run.talk.contains("4 "), "\(run)")
        }
        #expect(try workspace.bytes(of: "metadex.db") == before)
    }

    @Test func fromStandardInput() throws {
        let workspace = try Workspace()
        let run = try workspace.run("schema", "import", "-", input: "keys:\n  a: number\n")
        #expect(run.status == 0 && run.lines == ["+ a number"], "\(run)")
    }
}
