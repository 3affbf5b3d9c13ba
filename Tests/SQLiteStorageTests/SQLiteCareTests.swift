import Foundation
import SQLiteDriver
import SchemaModel
import Storage
import StorageConformance
import TestSupport
import Testing

@testable import SQLiteStorage

/// Looking through a store finds what is wrong with it, and taking care of it loses nothing.
@Suite("Care of SQLite stores")
struct SQLiteCareTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        var sql: String
        var check: StoreCheck
        var says: String
        var testDescription: String { sql }
    }

    static let faults = [
        Fault(
            sql: "UPDATE items SET document = '{\"a\":1}' WHERE number = 3", check: .documents,
            says: "the document of item 3 is not in canonical form"),
        Fault(
            sql: "UPDATE items SET document = '{\"a' WHERE number = 4", check: .documents,
            says: "the document of item 4 is not JSON"),
        Fault(
            sql: "UPDATE items SET document = '[1]' WHERE number = 4", check: .documents,
            says: "the document of item 4 is not an object"),
        Fault(
            sql: "UPDATE items SET media = '{\"a\":  1}' WHERE number = 5", check: .documents,
            says: "the media of item 5 is not in canonical form"),
        Fault(
            sql: "UPDATE items SET url_hash = 7 WHERE number = 6", check: .lookups,
            says: "item 6 is not found by its URL: its hash is wrong"),
        Fault(
            sql: "DELETE FROM member_urls WHERE item = 7 AND position = 1", check: .lookups,
            says: "item 7 has 1 URLs in member_urls, not 2"),
        Fault(
            sql: "UPDATE member_urls SET url_hash = 1 WHERE item = 8 AND position = 1",
            check: .lookups, says: "item 8 is not found by its URL 1: its hash is wrong"),
        Fault(
            sql: "UPDATE items SET kind = 'picture' WHERE number = 9", check: .lookups,
            says: "items 9 is of an unknown kind"),
        Fault(
            sql: "UPDATE items SET folder = 99 WHERE number = 10", check: .references,
            says: "row 10 of items names a row of folders that is not there"),
        Fault(
            sql: "UPDATE store_state SET next_item = 5", check: .state,
            says: "the next item would get number 5, and there is an item 62"),
        Fault(
            sql: "UPDATE items SET document = '{\"a\": 77}' WHERE number = 11", check: .columns,
            says: "column a"),
        Fault(
            sql: "DROP VIEW items_flat", check: .view, says: "the view items_flat is missing"),
        Fault(
            sql: "UPDATE schema_revisions SET schema = '{' WHERE number = 2", check: .schema,
            says: "the store"),
    ]

    private func sample(in folder: URL) throws -> URL {
        _ = try SQLiteDamageTests.sample(in: folder)
        let url = folder.appendingPathComponent("sample.db")
        let store = try SQLiteStore.make(at: url, mode: .existing)
        try store.rebuildColumns()
        #expect(try store.examine() == [])
        try store.close()
        return url
    }

    @Test(
        "each fault is found by its check, and by its check alone where that is possible",
        arguments: faults)
    func fault(_ fault: Fault) throws {
        try withTemporaryFolder { folder in
            let url = try sample(in: folder)
            try Connection.change(url, "PRAGMA foreign_keys = OFF; " + fault.sql)
            // A store whose schema cannot be read does not open its catalogue; the checks do without.
            let store = try SQLiteStore.make(at: url, mode: .existing)
            defer { try? store.close() }
            let problems = try store.examine()
            let found = problems.filter { $0.check == fault.check }
            #expect(
                found.contains { $0.detail.contains(fault.says) }, "\(problems.map(\.detail))")
        }
    }

    @Test("a torn page is found, and one check does not hide the others")
    func tornPage() throws {
        try withTemporaryFolder { folder in
            let url = try sample(in: folder)
            var bytes = [UInt8](try Data(contentsOf: url))
            let page = 8192
            let last = bytes.count / page - 1
            for place in 0..<40 { bytes[last / 2 * page + place] = 0xAB }
            try Data(bytes).write(to: url)
            let store = try SQLiteStore.make(at: url, mode: .existing)
            defer { try? store.close() }
            var seen: [StoreCheck] = []
            let problems = (try? store.examine { seen.append($0) }) ?? []
            #expect(problems.contains { $0.check == .file }, "\(problems.map(\.detail))")
            #expect(seen == StoreCheck.allCases)
        }
    }

    @Test("a reindex mends what is derived")
    func reindex() throws {
        try withTemporaryFolder { folder in
            let url = try sample(in: folder)
            try Connection.change(
                url,
                "DROP VIEW items_flat; UPDATE items SET document = '{\"a\": 5}' WHERE number = 2")
            let store = try SQLiteStore.make(at: url, mode: .existing)
            #expect(Set(try store.examine().map(\.check)) == [.columns, .view])
            try store.rebuildColumns()
            #expect(try store.examine() == [])
            try store.close()
        }
    }

    @Test("a compaction takes deleted items along, or keeps them")
    func compact() throws {
        try withTemporaryFolder { folder in
            let url = try sample(in: folder)
            try Connection.change(
                url, "INSERT INTO deleted_items (item, deleted) VALUES (2, 1), (7, 1)")
            let store = try SQLiteStore.make(at: url, mode: .existing)
            let kept = try store.compact(keepsDeleted: true)
            #expect(kept.purged == 0 && kept.after <= kept.before)
            let connection = try Connection.plain(url)
            #expect(try connection.integer("SELECT count(*) FROM items") == 62)
            let summary = try store.compact()
            #expect(summary.purged == 2)
            #expect(try connection.integer("SELECT count(*) FROM items") == 60)
            #expect(try connection.integer("SELECT count(*) FROM member_urls WHERE item = 7") == 0)
            #expect(try connection.integer("SELECT count(*) FROM deleted_items") == 0)
            try connection.close()
            #expect(try store.examine() == [])
            try store.close()
        }
    }

    @Test("a backup is the whole store, and leaves nothing beside it")
    func backup() throws {
        try withTemporaryFolder { folder in
            let url = try sample(in: folder)
            let store = try SQLiteStore.make(at: url, mode: .existing)
            let target = folder.appendingPathComponent("copy.db")
            var last = (0, 0)
            try store.backUp(to: target.path) { last = ($0, $1) }
            #expect(last.0 == last.1 && last.1 > 0)
            let copy = try SQLiteStore.make(at: target, mode: .existing)
            #expect(try copy.allItems() == store.allItems())
            #expect(try copy.examine() == [])
            try copy.close()
            try store.close()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(names == ["copy.db", "sample.db"])
        }
    }

    // MARK: The view

    private func flat(_ names: [String], _ documents: [String]) throws -> (
        columns: [String], rows: [[String]]
    ) {
        var result: (columns: [String], rows: [[String]]) = ([], [])
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let store = try SQLiteStore.make(at: url)
            let schema = MetadataSchema(
                names.map { SchemaKey(name: KeyName(stored: $0), state: .active(.text)) })
            _ = try store.saveSchema(schema, basedOn: 0, author: "me", note: nil, changes: [])
            try store.load(
                documents.enumerated().map { Upload("u:\($0)", title: "t", metadata: $1) })
            #expect(try store.examine() == [])
            try store.close()
            let connection = try Connection.plain(url)
            let statement = try connection.statement(
                "SELECT name FROM pragma_table_info('items_flat')")
            while try statement.step() { result.columns.append(try statement.text(0)) }
            let shown = result.columns.filter { !$0.hasPrefix("@") }.prefix(20)
                .map { "coalesce(CAST(\"\($0)\" AS TEXT), 'NULL')" }
            result.rows = try connection.rows(
                "SELECT \"@url\", \"@title\"\(shown.map { ", " + $0 }.joined()) FROM items_flat ORDER BY \"@number\""
            )
        }
        return result
    }

    @Test("other programs see one column a key")
    func view() throws {
        let (columns, rows) = try flat(
            ["a b", "a.b", "weather"],
            [#"{"a b": "x", "a.b": 1.5, "weather": "fog"}"#, #"{"weather": null, "other": 1}"#])
        #expect(
            columns == [
                "@number", "@uuid", "@folder", "@kind", "@url", "@title", "@created", "@updated",
                "@document", "a b", "a.b", "weather",
            ])
        #expect(
            rows == [["u:0", "t", "x", "1.5", "fog"], ["u:1", "t", "NULL", "NULL", "NULL"]])
    }

    @Test("keys that differ in case alone have columns of their own")
    func viewOfCases() throws {
        let (columns, rows) = try flat(
            ["KEY", "Key", "key", "it's"], [#"{"KEY": 1, "Key": 2, "key": 3, "it's": 4}"#])
        #expect(Array(columns.suffix(4)) == ["KEY", "Key (2)", "it's", "key (3)"])
        #expect(rows == [["u:0", "t", "1", "2", "4", "3"]])
    }

    @Test("of more keys than SQLite has columns the first ones have one")
    func viewOfManyKeys() throws {
        let (columns, rows) = try flat((0..<2_100).map { "k\($0)" }, [#"{"k0": 1}"#])
        #expect(columns.count == FlatView.columnsMax)
        #expect(rows.first?.prefix(3) == ["u:0", "t", "1"])
    }

    @Test("the view follows the schema, and has no deleted items")
    func viewFollows() throws {
        try withTemporaryFolder { folder in
            let url = try sample(in: folder)
            let connection = try Connection.plain(url)
            func count(_ sql: String) throws -> Int64? {
                try connection.integer("SELECT count(*) FROM \(sql)")
            }
            #expect(try count("items_flat") == 62)
            #expect(try count("pragma_table_info('items_flat') WHERE name IN ('a', 'e')") == 2)
            try connection.execute("INSERT INTO deleted_items (item, deleted) VALUES (2, 1)")
            #expect(try count("items_flat") == 61)
            let store = try SQLiteStore.make(at: url, mode: .existing)
            var schema = try store.read { try $0.schema().schema }
            try schema.apply(.delete(KeyName(stored: "a"), hard: false))
            _ = try store.saveSchema(
                schema, basedOn: 2, author: "me", note: nil, changes: ["- a"])
            #expect(try count("pragma_table_info('items_flat') WHERE name IN ('a', 'e')") == 1)
            try store.close()
            try connection.close()
        }
    }
}
