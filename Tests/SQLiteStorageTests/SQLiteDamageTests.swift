import Foundation
import Items
import QueryLanguage
import SQLiteDriver
import SchemaModel
import Storage
import StorageConformance
import TestSupport
import Testing

@testable import SQLiteStorage

/// Whatever a store file holds, the answer is an answer or a ``StoreError``.
@Suite("Damaged SQLite stores")
struct SQLiteDamageTests {
    /// The bytes of a store with items of several kinds, two schema revisions and undeclared keys.
    static func sample(in folder: URL) throws -> [UInt8] {
        let url = folder.appendingPathComponent("sample.db")
        let store = try SQLiteStore.make(at: url)
        var schema = MetadataSchema()
        try schema.apply(.addScalar(KeyName(stored: "a"), .number))
        _ = try store.saveSchema(
            schema, basedOn: 0, author: "me", note: "n", changes: ["+ a number"])
        try schema.apply(.addEnumeration(KeyName(stored: "e"), options: ["x", "y"]))
        _ = try store.saveSchema(
            schema, basedOn: 1, author: "me", note: nil, changes: ["+ e enum"])
        let uploads = (0..<60).map { index in
            Upload(
                "u:\(index)", "u:\(index + 1)", kind: "imageGroup", title: "t",
                metadata: #"{"a": \#(index), "b": "\#(String(repeating: "z", count: index * 9))"}"#)
        }
        try store.load(uploads)
        try store.load([Upload("u:1", media: #"{"fps": 1}"#), Upload(kind: "scene")], into: "g")
        try store.close()
        return [UInt8](try Data(contentsOf: url))
    }

    /// Reads and writes everything that there is.
    func use(_ url: URL) throws {
        let store = try SQLiteStore.make(at: url, mode: .existing)
        defer { try? store.close() }
        var errors: [any Error] = []
        func attempt(_ body: () throws -> Void) {
            do { try body() } catch { errors.append(error) }
        }
        attempt { _ = try store.allItems().map { "\($0.created) \($0.updated)" } }
        attempt { _ = try store.read { try $0.folders() } }
        attempt { _ = try store.read { try $0.schemaLog() } }
        attempt { _ = try store.read { try $0.undeclaredKeys() } }
        attempt { _ = try store.read { try $0.items(withURL: "u:1", inFolder: "f") } }
        attempt {
            _ = try RandomQuery.answer(to: .init(filter: "@created > '2001-01-01'"), from: store)
        }
        attempt { try store.load([Upload("u:1", "u:2", kind: "imageGroup")], policy: .overwrite) }
        attempt {
            let upload = Upload("u:1", "u:2", kind: "imageGroup", metadata: "{}")
            try store.load([upload, upload], policy: .overwrite)
        }
        attempt { try store.load([Upload("u:1")], into: "new") }
        attempt {
            let current = try store.read { try $0.schema() }
            var changed = current.schema
            try changed.apply(.addScalar(KeyName(stored: "a"), .varchar))
            try changed.apply(.addScalar(KeyName(stored: "b"), .number))
            _ = try store.saveSchema(
                changed, basedOn: current.number, author: "", note: nil, changes: [])
        }
        for error in errors { throw error }
    }

    func expectAnswer(_ url: URL, _ label: String) {
        do {
            try use(url)
        } catch let error as StoreError {
            #expect(error.fault == .damage || error.fault == .access, "\(label): \(error)")
        } catch {
            Issue.record("\(label): \(error)")
        }
    }

    @Test("changed bytes and pages", arguments: [UInt64(21), 22, 23])
    func bytes(seed: UInt64) throws {
        try withTemporaryFolder { folder in
            let sample = try SQLiteDamageTests.sample(in: folder)
            let page = StoreConnections.pageBytes
            let pages = sample.count / page
            var random = SeededGenerator(seed: seed)
            for round in 0..<120 {
                var bytes = sample
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    for _ in 0..<Int.random(in: 1...4, using: &random) {
                        bytes[Int.random(in: 100..<bytes.count, using: &random)] = .random(
                            in: 0...255, using: &random)
                    }
                case 1:
                    // Near the start of a page lie its header and the places of its rows.
                    let start = Int.random(in: 0..<pages, using: &random) * page
                    let offset = max(100, start + Int.random(in: 0..<60, using: &random))
                    bytes[offset] = .random(in: 0...255, using: &random)
                case 2:
                    let a = Int.random(in: 1..<pages, using: &random) * page
                    let b = Int.random(in: 1..<pages, using: &random) * page
                    let kept = Array(bytes[a..<a + page])
                    bytes.replaceSubrange(a..<a + page, with: bytes[b..<b + page])
                    bytes.replaceSubrange(b..<b + page, with: kept)
                default:
                    bytes.removeLast(Int.random(in: 1..<bytes.count - 200, using: &random))
                }
                let url = folder.appendingPathComponent("damaged.db")
                try Data(bytes).write(to: url)
                expectAnswer(url, "seed \(seed), round \(round)")
                for ending in ["", "-wal", "-shm", "-journal"] {
                    try? FileManager.default.removeItem(atPath: url.path + ending)
                }
            }
        }
    }

    @Test("values that no program writes, in every column")
    func values() throws {
        try withTemporaryFolder { folder in
            let sample = try SQLiteDamageTests.sample(in: folder)
            let url = folder.appendingPathComponent("damaged.db")
            try Data(sample).write(to: url)
            let columns = try prepare(url)
            #expect(columns.count > 25)
            let prepared = try Data(contentsOf: url)
            let wrong = [
                "NULL", "9223372036854775807", "-9223372036854775808", "1.5e308", "''", "'x'",
                "x'00ff'", "char(0)", "'{\"keys\": 1}'",
            ]
            for (table, column) in columns {
                for value in wrong {
                    try prepared.write(to: url)
                    let connection = try Connection.plain(url)
                    var isWritten = false
                    do {
                        try connection.execute(
                            """
                            UPDATE \(table) SET \(column) = \(value) WHERE \(column) =
                            (SELECT max(\(column)) FROM \(table))
                            """)
                        isWritten = true
                    } catch is SQLiteFailure {}
                    try connection.close()
                    if isWritten { expectAnswer(url, "\(table).\(column) = \(value)") }
                }
            }
        }
    }

    /// Takes all rules about types from a store's tables.
    ///
    /// - Returns: every column.
    private func prepare(_ url: URL) throws -> [(table: String, column: String)] {
        let connection = try Connection.plain(url)
        try connection.execute(
            """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(replace(sql, ') STRICT', ')'), 'NOT NULL', '')
                WHERE type = 'table';
            UPDATE sqlite_schema SET sql = replace(sql, '), WITHOUT', ') WITHOUT')
                WHERE type = 'table';
            PRAGMA writable_schema = RESET;
            """)
        let columns = try connection.rows(
            """
            SELECT tables.name, columns.name FROM sqlite_schema AS tables
            JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'
            """)
        try connection.close()
        return columns.map { ($0[0], $0[1]) }
    }

    @Test("a revision behind which there is no number is damage")
    func lastRevision() throws {
        #expect(throws: StoreError.self) { try SchemaRevision.number(after: .max) }
        #expect(throws: StoreError.self) { try SchemaRevision.number(after: -1) }
        #expect(try SchemaRevision.number(after: 0) == 1)
    }
}
