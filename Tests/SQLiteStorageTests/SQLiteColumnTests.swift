import CanonicalJSON
import Columns
import Foundation
import Items
import QueryEngine
import QueryLanguage
import SQLiteDriver
import SchemaModel
import Storage
import StorageConformance
import TestSupport
import Testing
import Validation

@testable import SQLiteStorage

/// Columns are what the documents say, whatever happens to a store.
@Suite("Columns of an SQLite store")
struct SQLiteColumnTests {
    private static let schema = MetadataSchema([
        key("n", .number(.double)), key("single", .number(.single)), key("b", .boolean),
        key("when", .datetime), key("id", .uuid), key("short", .varchar(maxLength: 3)),
        key("name", .variant(.varchar)), key("notes", .text), key("who", .user),
        key("weather", .enumeration(["fog", "rain"])), key("clip", .embedding(size: 2, api: nil)),
        key("place", .geospatial),
    ])

    private static func key(_ name: String, _ definition: KeyDefinition) -> SchemaKey {
        SchemaKey(name: KeyName(stored: name), state: .active(definition))
    }

    /// Values that fit some type, and values that fit none.
    private static let values = [
        "null", "true", "false", "0", "-1.50", "1e400", "16777217", "0.1", "12345678901234567890",
        "\"\"", "\"fog\"", "\"rain\"", "\"sun\"", "\"abc\"", "\"äöü\"", "\"abcd\"", "\"a@b.c\"",
        "\"2025-03-01\"", "\"2025-03-01T12:00:00.123456789Z\"", "\"2016-12-31T23:59:60Z\"",
        "\"0f8fad5b-d9cb-469f-a165-70867728950e\"", "[1, 2]", "[]", "{}", "[1]",
        "{\"latitude\": 1, \"longitude\": -2.5}", "{\"latitude\": 91, \"longitude\": 0}",
    ]

    private func document(_ generator: inout SeededGenerator) -> String {
        var members: [String] = []
        for key in Self.schema.keys where Int.random(in: 0..<3, using: &generator) > 0 {
            let value = Self.values.randomElement(using: &generator) ?? "null"
            members.append("\"\(key.name.text)\": \(value)")
        }
        return "{\(members.joined(separator: ", "))}"
    }

    private func withStore(_ body: (SQLiteStore) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let store = try SQLiteStore.make(at: folder.appendingPathComponent("a.db"))
            try store.change(to: Self.schema)
            try body(store)
            try store.close()
        }
    }

    private func count(_ sql: String, in store: SQLiteStore) throws -> Int64 {
        try store.connections.read { try $0.integer(sql) ?? -1 }
    }

    @Test("random lives", arguments: [71, 72, 73] as [UInt64])
    func randomLives(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        try withStore { store in
            try store.rebuildColumns()
            for round in 0..<12 {
                let uploads = try (0..<Int.random(in: 1...40, using: &generator)).map { _ in
                    try Upload(
                        "u:\(Int.random(in: 0..<60, using: &generator))",
                        metadata: canonical(document(&generator)))
                }
                let policies = [ReimportPolicy.createAgain, .skip, .overwrite]
                let policy = policies.randomElement(using: &generator) ?? .skip
                try store.load(uploads, policy: policy)
                let ids = try store.allItems().map(\.id)
                if round % 4 == 3, let id = ids.randomElement(using: &generator) {
                    try store.deleteItems([id])
                }
                if round % 3 == 2 { try store.foldChangedRows() }
                #expect(try store.columnProblems() == [], "seed \(seed), round \(round)")
            }
            try store.rebuildColumns()
            #expect(try store.columnProblems() == [], "seed \(seed)")
        }
    }

    @Test("rows of two segments, appended and folded")
    func twoSegments() throws {
        try withStore { store in
            try store.load([Upload("u:1", metadata: "{\"n\": 1}")])
            try store.connections.write { connection in
                try connection.execute("UPDATE store_state SET next_item = 65530")
                return ((), .commit)
            }
            var writer = generatorOfItems()
            try store.importLarge(count: 20) { writer.next() }
            #expect(try store.columnProblems() == [])
            #expect(try count("SELECT count(DISTINCT first_row) FROM segments", in: store) == 2)
            #expect(try count("SELECT count(*) FROM changed_rows", in: store) == 1)
            try store.importLarge(count: 20) { writer.next() }
            #expect(try store.columnProblems() == [])
            try store.load([Upload("late:1", metadata: #"{"b": true}"#)])
            let checker = QueryChecker(schema: Self.schema)
            for filter in ["b", "NOT b", "weather = 'rain' AND n > 200", "b IS MISSING", "n < 500"]
            {
                let query = try checker.check(QueryRequest(filter: filter))
                let evaluator = DocumentEvaluator(query)
                let expected = try store.allItems().filter { item in
                    evaluator.matches(try JSONTape(copying: item.document), ItemFields(item))
                }.map(\.number)
                var found: [Int64] = []
                _ = try store.read { reader in
                    try reader.run(query, as: .ids) { row in
                        found.append(row.number)
                        return true
                    }
                }
                #expect(found == expected, "\(filter)")
                #expect(!expected.isEmpty, "\(filter)")
            }
        }
    }

    private func generatorOfItems() -> AnyIterator<String> {
        var generator = SeededGenerator(seed: 5)
        return AnyIterator { [self] in try? canonical(goodDocument(&generator)) }
    }

    /// A document whose values all fit.
    private func goodDocument(_ generator: inout SeededGenerator) -> String {
        let number = Int.random(in: 0..<1_000, using: &generator)
        return """
            {"n": \(number).5, "b": \(number % 2 == 0), "weather": "\(number % 3 == 0 ? "fog" : "rain")",
             "name": "name \(number % 7)", "when": "2025-03-01T00:00:\(10 + number % 50)Z"}
            """
    }

    @Test("enough changed rows are folded by the write that makes them")
    func folding() throws {
        try withStore { store in
            var items = generatorOfItems()
            try store.importLarge(count: 10) { items.next() }
            let max = ColumnFold.changedRowsMax
            try store.load(try (0..<max).map { try Upload("v:\($0)", metadata: items.next()) })
            #expect(try count("SELECT count(*) FROM changed_rows", in: store) == Int64(max))
            try store.load([Upload("w:1", metadata: items.next())])
            #expect(try count("SELECT count(*) FROM changed_rows", in: store) == 0)
            #expect(try store.columnProblems() == [])
        }
    }

    @Test("a change of the schema makes the columns of its keys, and touches no other")
    func schemaChanges() throws {
        try withStore { store in
            var generator = SeededGenerator(seed: 8)
            try store.load(
                try (0..<50).map {
                    try Upload("u:\($0)", metadata: canonical(document(&generator)))
                })
            try store.rebuildColumns()
            func ids() throws -> [String: Int64] {
                try store.connections.read { connection in
                    let select = try connection.statement(
                        "SELECT name, s.id FROM columns c JOIN segments s ON s.column_id = c.id")
                    var ids: [String: Int64] = [:]
                    while try select.step() { ids[try select.text(0)] = try select.integer(1) }
                    return ids
                }
            }
            let before = try ids()
            var keys = Self.schema.keys.filter { $0.name.text != "id" }
            func replace(_ name: String, _ state: KeyState) {
                keys.removeAll { $0.name.text == name }
                keys.append(SchemaKey(name: KeyName(stored: name), state: state))
            }
            replace("weather", .active(.enumeration(["fog", "rain", "sun"])))
            replace("b", .softDeleted(.boolean))
            replace("name", .active(.variant(.number)))
            try store.change(to: MetadataSchema(keys))
            #expect(try store.columnProblems() == [])
            let after = try ids()
            let same = Set(before.keys).intersection(after.keys).filter { before[$0] == after[$0] }
            #expect(
                Set(before.keys).symmetricDifference(same).sorted() == ["id", "name", "weather"])
        }
    }

    @Test("a key that no document has costs no reading; options that go are read anew")
    func unseenKeys() throws {
        try withStore { store in
            var items = generatorOfItems()
            try store.importLarge(count: 10) { items.next() }
            var keys = Self.schema.keys
            keys.append(Self.key("never", .boolean))
            try store.change(to: MetadataSchema(keys))
            let segments = "SELECT count(*) FROM segments JOIN columns c ON c.id = column_id"
            #expect(try count("\(segments) WHERE name = 'never'", in: store) == 0)
            #expect(try store.columnProblems() == [])
            try store.load([Upload("n:1", metadata: #"{"never": true, "weather": "fog"}"#)])
            try store.foldChangedRows()
            #expect(try store.columnProblems() == [])
            keys.removeAll { $0.name.text == "weather" }
            keys.append(Self.key("weather", .enumeration(["rain"])))
            try store.change(to: MetadataSchema(keys))
            #expect(try store.columnProblems() == [])
        }
    }

    @Test(
        "large imports of any values, which fit and which do not", arguments: [81, 82] as [UInt64])
    func largeImports(seed: UInt64) throws {
        try withStore { store in
            var generator = SeededGenerator(seed: seed)
            for _ in 0..<3 {
                // Rules of values are off, so that every value is stored as it stands.
                try store.importLarge(count: 40, checksValues: false) { document(&generator) }
                #expect(try store.columnProblems() == [], "seed \(seed)")
            }
            try store.importLarge(count: 1, checksValues: false) {
                #"{"n": 1.2345678901234567891e3, "when": "2025-03-01T00:00:00+01:00"}"#
            }
            #expect(try store.columnProblems() == [])
        }
    }

    @Test("texts that a segment cannot hold stay in the documents, and come back when they fit")
    func unheldTexts() throws {
        try withStore { store in
            let long = String(repeating: "é", count: 4_000)
            var number = 0
            try store.importLarge(count: 4_500) {
                number += 1
                return "{\"name\": \"\(number) \(long)\", \"n\": \(number)}"
            }
            #expect(try store.columnProblems() == [])
            func count(_ filter: String) throws -> Int {
                try store.read { reader in
                    let checker = QueryChecker(schema: try reader.schema().schema)
                    let query = try checker.check(QueryRequest(filter: filter, isCount: true))
                    return try reader.run(query, as: .ids) { _ in true }.matchCount ?? -1
                }
            }
            #expect(try count("name STARTS WITH '17 '") == 1)
            #expect(try count("name IS EMPTY OR name IS MISSING") == 0)
            let texts = try store.allItems().prefix(1_500).map { $0.urls[0] }
            try store.load(
                texts.map { Upload($0, metadata: #"{"name": "short"}"#) }, into: "large",
                policy: .overwrite)
            #expect(try store.columnProblems() == [])
            #expect(try count("name = 'short'") == 1_500)
            #expect(try count("name IS EMPTY") == 0)
        }
    }

    @Test("a damaged segment is made anew by the write that meets it")
    func damagedSegments() throws {
        try withStore { store in
            var items = generatorOfItems()
            try store.importLarge(count: 10) { items.next() }
            func damage() throws {
                try store.connections.write { connection in
                    try connection.execute("UPDATE segments SET bytes = zeroblob(200)")
                    return ((), .commit)
                }
            }
            try damage()
            try store.load([Upload("u:1", metadata: items.next())])
            try store.foldChangedRows()
            #expect(try store.columnProblems() == [])
            try damage()
            try store.importLarge(count: 10) { items.next() }
            #expect(try store.columnProblems() == [])
        }
    }

    @Test("what is not what the documents say is found, by column and row")
    func damage() throws {
        try withStore { store in
            var items = generatorOfItems()
            try store.importLarge(count: 10) { items.next() }
            func execute(_ sql: String) throws {
                try store.connections.write { connection in
                    try connection.execute(sql)
                    return ((), .commit)
                }
            }
            try execute(#"UPDATE items SET document = '{"n": 77}' WHERE number = 4"#)
            let problems = try store.columnProblems()
            #expect(
                problems.contains("column n is not what the document says, from row 4 on"),
                "\(problems)")
            try store.rebuildColumns()
            #expect(try store.columnProblems() == [])
            // A flipped bit in the values: the checksum tells.
            try execute(
                """
                UPDATE segments SET bytes = CAST(substr(bytes, 1, 135)
                    || CASE substr(bytes, 136, 1) WHEN x'01' THEN x'02' ELSE x'01' END
                    || substr(bytes, 137) AS BLOB)
                WHERE column_id = (SELECT id FROM columns WHERE name = 'when')
                """)
            #expect(try store.columnProblems().contains { $0.hasPrefix("column when") })
            try execute("DELETE FROM columns WHERE name = 'b'")
            #expect(try store.columnProblems().contains("column b is missing"))
        }
    }
}

/// The canonical form of a document.
private func canonical(_ text: String) throws -> String {
    String(decoding: try ValidatedMetadata.checked(text).canonical, as: UTF8.self)
}
