import SchemaModel
import TestSupport
import Testing

@Suite struct MetadataSchemaTests {
    private func key(_ name: String, _ scalar: ScalarType = .number) -> SchemaKey {
        SchemaKey(name: KeyName(stored: name), state: .active(.variant(scalar)))
    }

    @Test func keysAreSortedByCodePointAndTheLaterStays() {
        let schema = MetadataSchema([
            key("b"), key("é"), key("A"), key("a"), key("b", .text), key("😀"), key("\u{FFFD}"),
        ])
        #expect(schema.keys.map(\.name.text) == ["A", "a", "b", "é", "\u{FFFD}", "😀"])
        #expect(schema.type(of: "b") == .text)
        #expect(schema.type(of: "c") == nil)
    }

    @Test func composedAndDecomposedNamesAreTwoKeys() {
        var schema = MetadataSchema([key("\u{E9}"), key("e\u{301}", .text)])
        #expect(schema.keys.count == 2)
        #expect(schema.type(of: "e\u{301}") == .text)
        #expect(schema.type(of: "\u{E9}") == .number)
        schema["\u{E9}"] = nil
        #expect(schema.type(of: "\u{E9}") == nil)
        #expect(schema.keys.count == 1)
    }

    @Test func aKeyGoesByTheNameItIsSetUnder() {
        var schema = MetadataSchema()
        schema["a"] = key("other")
        #expect(schema.keys.map(\.name.text) == ["a"])
        schema["nothing"] = nil
        #expect(schema.keys.count == 1)
    }

    @Test func deletedKeysHaveNoType() {
        let name = KeyName(stored: "a")
        for state in [KeyState.softDeleted(.geospatial), .hardDeleted] {
            #expect(MetadataSchema([SchemaKey(name: name, state: state)]).type(of: "a") == nil)
        }
    }

    /// The order of setting does not matter, and neither does the way a schema is made.
    @Test(arguments: 1...20) func settingEqualsMaking(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var keys: [String: SchemaKey] = [:]
        var schema = MetadataSchema()
        for _ in 0..<200 {
            let name = String(Int.random(in: 0..<60, using: &generator), radix: 3)
            if Bool.random(using: &generator) {
                let new = key(name, ScalarType.allCases.randomElement(using: &generator) ?? .text)
                keys[name] = new
                schema[name] = new
            } else {
                keys[name] = nil
                schema[name] = nil
            }
        }
        #expect(schema == MetadataSchema(keys.values), "seed \(seed)")
    }

    @Test func manyKeysAreQuick() {
        let clock = ContinuousClock()
        var schema = MetadataSchema()
        let time = clock.measure {
            schema = MetadataSchema((0..<20_000).reversed().map { key("key\($0)") })
            for number in 0..<20_000 where schema["key\(number)"] == nil {
                Issue.record("key\(number) is lost")
            }
        }
        #expect(schema.keys.count == 20_000)
        // Twenty thousand squared steps would take minutes.
        #expect(time < .seconds(10))
    }
}
