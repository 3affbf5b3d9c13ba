import SchemaModel
import TestSupport
import Testing

@Suite struct SchemaComparisonTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let stored: [String: String]
        let wanted: [String: String]
        let lines: [String]
        let problems: [String]
        var testDescription: String { name }
    }

    static let all: [Case] = (try? cases("comparison")) ?? []

    @Test func casesAreRead() {
        #expect(SchemaComparisonTests.all.count >= 10)
    }

    @Test(arguments: SchemaComparisonTests.all) func comparison(_ test: Case) throws {
        let stored = try schema(test.stored)
        let comparison = SchemaComparison(from: stored, to: try schema(test.wanted))
        #expect(comparison.lines == test.lines)
        let problems = comparison.problems.map { problem in
            let kind = "\(problem.kind)".prefix { $0 != "(" }
            return "\(problem.key) \(kind): \(problem.message)"
        }
        #expect(problems == test.problems)
        #expect(comparison.problems.allSatisfy { !$0.hint.isEmpty })
    }

    @Test("options and descriptions are compared byte by byte, and the difference is shown")
    func spellings() throws {
        let name = try KeyName("key")
        func schema(_ option: String, _ description: String) -> MetadataSchema {
            let state = KeyState.active(.enumeration([option]))
            return MetadataSchema([SchemaKey(name: name, state: state, description: description)])
        }
        let (composed, other) = ("caf\u{E9}", "cafe\u{301}")
        let problem = SchemaComparison(from: schema(composed, ""), to: schema(other, "")).problems
        #expect(problem.first?.message.contains("`caf\\u00e9`") == true)
        #expect(problem.first?.hint.contains("looks the same") == true)
        let old = schema("x", composed)
        #expect(old != schema("x", other))
        #expect(SchemaComparison(from: old, to: schema("x", other)).lines == ["~ key description"])
        #expect(SchemaComparison(from: old, to: schema("x", composed)).lines.isEmpty)
    }

    private func schema(_ keys: [String: String]) throws -> MetadataSchema {
        MetadataSchema(
            try keys.map { name, notation in
                SchemaKey(name: try KeyName(name), state: try #require(try keyState(notation)))
            })
    }

    /// Applying the changes gives the wanted schema, or there is a problem; never neither.
    @Test(arguments: 1...40) func changesLeadThere(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let stored = randomSchema(&generator, descriptions: [nil, "x", "y"])
        let wanted = randomSchema(&generator, descriptions: [nil, "", "x"])
        let comparison = SchemaComparison(from: stored, to: wanted)
        let refused = Set(comparison.problems.map(\.key))
        var result = stored
        for change in comparison.changes where !refused.contains(change.key) {
            try result.apply(change)
        }
        #expect(comparison.changes.count == comparison.lines.count)
        for key in (stored.keys + wanted.keys).map(\.name) where !refused.contains(key) {
            let expected = wanted[key.text] ?? stored[key.text]
            #expect(result[key.text]?.state == expected?.state, "seed \(seed), key \(key)")
            let old = stored[key.text]?.description
            let description = (wanted[key.text]?.description).map { $0.isEmpty ? nil : $0 } ?? old
            #expect(result[key.text]?.description == description, "seed \(seed), key \(key)")
        }
        // A problem is never made up: the difference is really there.
        for problem in comparison.problems {
            #expect(stored[problem.key.text]?.state != wanted[problem.key.text]?.state)
        }
        #expect(SchemaComparison(from: wanted, to: wanted).changes.isEmpty)
    }

    private func randomSchema(
        _ generator: inout SeededGenerator, descriptions: [String?]
    ) -> MetadataSchema {
        let definitions: [KeyDefinition] = [
            .variant(.number), .variant(.text), .number(.single), .boolean, .varchar(maxLength: 3),
            .enumeration(["a"]), .enumeration(["a", "b"]), .enumeration(["b"]),
            .embedding(size: 2, api: nil), .embedding(size: 3, api: nil),
            .embedding(size: 2, api: EmbeddingAPI(canonicalJSON: "{}")), .geospatial,
        ]
        var schema = MetadataSchema()
        for name in ["a", "b", "c", "d", "e", "f", "g", "h"] {
            let definition = definitions.randomElement(using: &generator) ?? .geospatial
            let states: [KeyState?] = [
                nil, .active(definition), .active(definition), .softDeleted(definition),
                .hardDeleted,
            ]
            guard let state = states.randomElement(using: &generator) ?? nil else { continue }
            schema[name] = SchemaKey(
                name: KeyName(stored: name), state: state,
                description: descriptions.randomElement(using: &generator) ?? nil)
        }
        return schema
    }

    @Test func limitsOfTheWantedSchemaAreProblems() {
        let name = KeyName(stored: "key")
        let wanted = MetadataSchema([
            SchemaKey(name: name, state: .active(.embedding(size: 5000, api: nil)))
        ])
        let comparison = SchemaComparison(from: MetadataSchema(), to: wanted)
        #expect(comparison.changes.isEmpty)
        #expect(comparison.problems.count == 1)
        #expect(
            comparison.problems.first?.message
                == "`key` cannot have 5000 numbers; a size is 1 to 4096.")
    }

    @Test func aFullEnumCannotGrow() {
        let options = (0..<256).map { "o\($0)" }
        func schema(_ count: Int) -> MetadataSchema {
            MetadataSchema([
                SchemaKey(
                    name: KeyName(stored: "key"),
                    state: .active(.enumeration(EnumOptions.sorted(options.prefix(count)))))
            ])
        }
        #expect(SchemaComparison(from: schema(254), to: schema(255)).problems.isEmpty)
        let comparison = SchemaComparison(from: schema(255), to: schema(256))
        #expect(comparison.problems.map(\.kind) == [.tooManyOptions(256)])
        #expect(SchemaComparison(from: schema(256), to: schema(256)).problems.isEmpty)
    }
}
