import Foundation
import Items
import QueryLanguage
import SQLiteDriver
import Storage
import StorageConformance
import Testing

@testable import SQLiteStorage
import Text

/// Rows that are not what they should be, or look like others.
@Suite("Rows of an SQLite store")
struct SQLiteRowTests {
    /// Makes a store with two items, changes its rows by SQL and opens it again.
    func withChanged(_ sql: String, _ body: (SQLiteStore) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let store = try SQLiteStore.make(at: url)
            try store.load([
                Upload("u:1", metadata: #"{"a": 1}"#), Upload("u:2", "u:3", kind: "imageGroup"),
            ])
            try store.close()
            try Connection.change(url, sql)
            let changed = try SQLiteStore.make(at: url, mode: .existing)
            try body(changed)
            try changed.close()
        }
    }

    @Test("items with the same hash are told apart by their URLs")
    func collision() throws {
        let hash = Int64(bitPattern: StableHash.ofURLs(["u:9"]))
        let groupHash = Int64(bitPattern: StableHash.ofURLs(["u:2", "u:9"]))
        let sql = """
            UPDATE items SET url_hash = \(hash) WHERE number = 1;
            UPDATE items SET url_hash = \(groupHash) WHERE number = 2;
            UPDATE member_urls SET url_hash = \(hash);
            """
        try withChanged(sql) { store in
            let summary = try store.load(
                [Upload("u:9"), Upload("u:2", "u:9", kind: "imageGroup")], policy: .skip)
            #expect(summary.created == 2)
            let found = try store.read { try $0.items(withURL: "u:9", inFolder: nil) }
            #expect(found.map(\.urls) == [["u:9"], ["u:2", "u:9"]])
        }
    }

    @Test(
        "rows that this program could not have written are errors",
        arguments: [
            "UPDATE items SET uuid = x'00' WHERE number = 1",
            "UPDATE items SET kind = 'poem' WHERE number = 1",
            "UPDATE items SET document = '{' WHERE number = 1",
            """
            INSERT INTO schema_revisions (number, date, author, changes, schema)
                VALUES (1, '', '', '', '{"keys": {"a": "poem"}}')
            """,
        ])
    func damagedRows(sql: String) throws {
        try withChanged(sql) { store in
            let error = #expect(throws: StoreError.self) {
                _ = try RandomQuery.answer(to: .init(filter: "a = 1"), from: store)
                _ = try store.allItems()
            }
            guard case .damagedRow = error?.kind else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.fault == .damage && error?.place == store.path)
        }
    }
}
