import CanonicalJSON
import Foundation
import SchemaFormats
import SchemaModel
import TestSupport
import Testing

@Suite struct JSONSchemaWriterTests {
    private static func schema() throws -> MetadataSchema {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Cases/json-schema.json")
        let tape = try JSONTape(copying: Array(Data(contentsOf: url)))
        let text = try #require(tape.root["schema"]?.string)
        return try #require(SchemaReader.read(Array(text.utf8), file: "s.yaml").schema)
    }

    @Test func keysBecomeProperties() throws {
        let text = JSONSchemaWriter.write(try JSONSchemaWriterTests.schema())
        let root = try JSONTape(copying: text.utf8).root
        #expect(root["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
        let metadata = try #require(root["$defs"]?["clientMetadata"]?["properties"])
        func property(_ name: String) -> String { metadata[name]?.sourceText ?? "" }
        #expect(
            property("weather").contains("\"description\": \"as seen\"")
                && property("weather").contains("\"enum\": [\"clear\", \"fog\", null]"))
        #expect(metadata["short"]?["maxLength"]?.integer == 5)
        #expect(metadata["name"]?["maxLength"]?.integer == 8192)
        #expect(metadata["notes"]?["maxLength"] == nil)
        #expect(metadata["clip"]?["minItems"]?.integer == 3)
        #expect(metadata["old"]?["deprecated"]?.bool == true)
        #expect(metadata["gone"]?["deprecated"]?.bool == true)
        #expect(metadata["speed"]?["deprecated"] == nil)
        #expect(root["$defs"]?["frameMetadata"]?["properties"]?["clip"] != nil)
        #expect(root["$defs"]?["frameMetadata"]?["properties"]?["$encord"] == nil)
    }

    /// Whatever the schema, the text is JSON, and every reference in it leads somewhere.
    @Test(arguments: 1...10) func isJSON(seed: UInt64) throws {
        var random = RandomSchema(generator: SeededGenerator(seed: seed))
        random.hasWildNames = seed % 2 == 0
        let text = JSONSchemaWriter.write(random.schema())
        let root = try JSONTape(copying: text.utf8).root
        let definitions = Set((root["$defs"]?.members ?? []).compactMap(\.key.string))
        for index in 0..<root.tape.count where root.tape[index].kind == .key {
            guard root.tape.string(at: index) == "$ref" else { continue }
            let reference = root.tape.string(at: index + 1)
            #expect(reference == "#" || definitions.contains(String(reference.dropFirst(8))))
        }
    }

    /// Python's jsonschema agrees about good and bad uploads.
    @Test(.enabled(if: JSONSchemaWriterTests.hasPython)) func validates() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Cases/json-schema.json")
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("json-schema-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let schema = folder.appendingPathComponent("schema.json")
        try JSONSchemaWriter.write(try JSONSchemaWriterTests.schema())
            .write(to: schema, atomically: true, encoding: .utf8)
        let script = """
            import json, sys
            from jsonschema import Draft202012Validator as V
            schema = json.load(open(sys.argv[1])); cases = json.load(open(sys.argv[2]))
            V.check_schema(schema)
            v = V(schema)
            def at(u): return sorted({"".join("/" + str(p) for p in e.absolute_path) for e in v.iter_errors(u)})
            for u in cases["good"]:
                if at(u): print("refused:", json.dumps(u)[:200], at(u))
            for c in cases["bad"]:
                if at(c["upload"]) != c["at"]: print("places:", json.dumps(c["upload"])[:200], at(c["upload"]))
            print("checked", len(cases["good"]), len(cases["bad"]))
            """
        let output = try JSONSchemaWriterTests.python(["-c", script, schema.path, file.path])
        #expect(output == "checked 12 14\n")
    }

    static let hasPython = (try? python(["-c", "import jsonschema; print(1)"])) == "1\n"

    private static func python(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
