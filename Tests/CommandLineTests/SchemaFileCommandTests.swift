import Foundation
import Testing

/// `metadex schema check`, `show`, `export` and `infer`: schema files in, schema files out.
@Suite struct SchemaFileCommandTests {
    @Test func checkGoodFiles() throws {
        let workspace = try Workspace(examples: true)
        let run = try workspace.run("schema", "check", "schema.yaml")
        #expect(run.status == 0 && run.text.contains("no findings"), "\(run)")
        // Nothing makes a store.
        #expect(!workspace.names().contains("metadex.db"))
    }

    @Test("all problems of all files in one run")
    func checkBadFiles() throws {
        let workspace = try Workspace()
        try workspace.write("keys:\n  a: nubmer\n  b/c: text\n  d: string\n", to: "one.yaml")
        try workspace.write("{\"keys\": {\"a\": {\"type\": \"enum\"}}}", to: "two.json")
        let run = try workspace.run(
            "schema", "check", "one.yaml", "none.yaml", "two.json", "--format", "jsonl")
        #expect(run.status == 3 && run.talk.contains("cannot read none.yaml"), "\(run)")
        let places = run.jsonLines.compactMap { finding -> String? in
            guard let rule = finding["rule"] as? String, let file = finding["file"] as? String
            else { return nil }
            return "\(file) \(rule)"
        }
        #expect(
            places == [
                "one.yaml schema-unknown-type", "one.yaml schema-key-name", "one.yaml schema-alias",
                "two.json schema-missing-member",
            ], "\(run)")
    }

    @Test func checkStandardInput() throws {
        let run = try Workspace().run(
            "schema", "check", "-", "--format", "concise", input: "keys:\n  a: nubmer\n")
        #expect(run.status == 1, "\(run)")
        #expect(run.text.hasPrefix("<stdin>:2:6: error[schema-unknown-type]"), "\(run)")
    }

    @Test("show and export write every form, and each form is read back as the same schema")
    func forms() throws {
        let workspace = try Workspace(examples: true)
        let table = try workspace.run("schema", "show", "schema.yaml")
        #expect(table.status == 0, "\(table)")
        for word in [
            "weather", "clear, cloudy, fog, rain, snow", "8 numbers", "Kilometres an hour",
        ] {
            #expect(table.text.contains(word), "\(table)")
        }
        for form in ["yaml", "json", "encord"] {
            let shown = try workspace.run("schema", "show", "schema.yaml", "--format", form)
            let exported = try workspace.run("schema", "export", "schema.yaml", "--format", form)
            #expect(
                shown.status == 0 && shown.talk.isEmpty && shown.text == exported.text, "\(shown)")
            let name = "written." + (form == "yaml" ? "yaml" : "json")
            try workspace.write(shown.output, to: name)
            let check = try workspace.run("schema", "check", name, "--fail-on", "notice")
            #expect(check.status == 0, "\(check)")
            #expect(try workspace.run("schema", "show", name, "--format", form).text == shown.text)
            // Only the wire form has no place for descriptions.
            let again = try workspace.run("schema", "show", name).text
            #expect((again == table.text) == (form != "encord"))
        }
    }

    @Test("the store's schema is shown when no file is named")
    func storedSchema() throws {
        let workspace = try Workspace(examples: true, store: true)
        for form in ["table", "yaml", "json", "encord"] {
            let stored = try workspace.run("schema", "show", "--format", form)
            let file = try workspace.run("schema", "show", "schema.yaml", "--format", form)
            #expect(stored.status == 0 && stored.text == file.text, "\(stored)")
            #expect(stored.text.contains("weather"), "\(stored)")
        }
    }

    @Test("the JSON Schema for editors is JSON and knows the keys and options")
    func jsonSchema() throws {
        let workspace = try Workspace(examples: true)
        let run = try workspace.run("schema", "export", "schema.yaml", "--format", "json-schema")
        #expect(run.status == 0 && run.talk.isEmpty, "\(run)")
        let schema = try #require(run.json as? [String: Any])
        #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        for word in ["\"weather\"", "\"cloudy\"", "\"image_groups\"", "Kilometres an hour"] {
            #expect(run.text.contains(word), "\(word)")
        }
        let standard = try workspace.run("schema", "export", "schema.yaml")
        #expect(standard.text.contains("\"ty\": \"variant\""), "encord is the standard")
    }

    @Test("an inferred schema passes its check and validates the file it came from")
    func infer() throws {
        let workspace = try Workspace(examples: true)
        for form in ["yaml", "json", "encord"] {
            let run = try workspace.run("schema", "infer", "rides.json", "--format", form)
            #expect(run.status == 0, "\(run)")
            #expect(run.talk.contains("330 items, 9 keys seen, 9 proposed"), "\(run)")
            let name = "inferred." + (form == "yaml" ? "yaml" : "json")
            try workspace.write(run.output, to: name)
            #expect(try workspace.run("schema", "check", name).status == 0)
            let check = try workspace.run(
                "validate", "rides.json", "--schema", name, "--fail-on", "warning")
            #expect(check.status == 0, "\(check)")
        }
        let shown = try workspace.run("schema", "show", "inferred.yaml").text
        for line in ["clip embedding 8 numbers", "weather enum clear, cloudy, fog, rain, snow"] {
            let words = shown.split(separator: "\n").map {
                $0.split(separator: " ").joined(separator: " ")
            }
            #expect(words.contains { $0.hasPrefix(line) }, "\(shown)")
        }
    }

    @Test("codes and mixed values become varchar, and what is doubtful is said")
    func doubts() throws {
        let workspace = try Workspace()
        let items = (0..<40).map { index in
            let code = index % 2 == 0 ? "\"0060\(index)\"" : "\"1000\(index)\""
            let mixed = index == 39 ? "\"about 5\"" : "\(index)"
            return "{\"objectUrl\": \"https://a.example/\(index).jpg\", "
                + "\"clientMetadata\": {\"zip\": \(code), \"mixed\": \(mixed), \"on\": true}}"
        }
        try workspace.write("{\"images\": [\(items.joined(separator: ",\n"))]}", to: "upload.json")
        let run = try workspace.run("schema", "infer", "upload.json")
        #expect(run.status == 0, "\(run)")
        #expect(
            run.lines == ["keys:", "  mixed: varchar", "  \"on\": boolean", "  zip: varchar"],
            "\(run)")
        #expect(run.talk.contains("mixed: ") && run.talk.contains("upload.json:"), "\(run)")
        let several = try workspace.run("schema", "infer", "upload.json", "upload.json")
        #expect(
            several.talk.contains("40 items") || several.talk.contains("80 items"), "\(several)")
        try workspace.write("ObjectUrl\nhttps://a.example/1.jpg\n", to: "upload.csv")
        let table = try workspace.run("schema", "infer", "upload.csv")
        #expect(table.status == 2 && table.talk.contains("CSV"), "\(table)")
    }
}
