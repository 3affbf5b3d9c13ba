import Foundation
import Items
import SQLiteDriver
import SchemaModel
import Storage
import StorageConformance
import TestSupport
import Testing

@testable import SQLiteStorage

/// A store that the first release has made, with groups, folders and several revisions.
@Suite("Stores of older versions")
struct SQLiteOldStoreTests {
    private struct Expected: Decodable, Equatable {
        var folder: String
        var uuid: String
        var kind: String
        var urls: [String]
        var title: String?
        var created: String
        var updated: String
        var document: String
    }

    /// Hands over a copy of the store.
    private func withOldStore(_ body: (URL) throws -> Void) throws {
        let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Cases/made-by-0.1.0.db")
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("old.db")
            try FileManager.default.copyItem(at: data, to: url)
            try body(url)
            let connection = try Connection.plain(url)
            #expect(try connection.rows("PRAGMA integrity_check(10)") == [["ok"]])
            #expect(try connection.rows("SELECT \"table\" FROM pragma_foreign_key_check") == [])
            try connection.close()
        }
    }

    private func found(_ store: SQLiteStore) throws -> [Expected] {
        try store.allItems().map {
            Expected(
                folder: $0.folder, uuid: $0.id.description, kind: $0.kind.wireName, urls: $0.urls,
                title: $0.title, created: $0.created.description, updated: $0.updated.description,
                document: $0.text)
        }
    }

    @Test("a store of 0.1.0 keeps everything when it is brought up to date")
    func everythingIsKept() throws {
        let expected = CaseFiles.load("made-by-0.1.0.json", as: Expected.self)
        #expect(expected.count == 13)
        try withOldStore { url in
            for _ in 0..<2 {
                let store = try SQLiteStore.make(at: url, mode: .existing)
                #expect(try found(store) == expected)
                try store.read { (reader) throws in
                    #expect(try reader.folders().map(\.name) == ["näxt", "rides"])
                    #expect(try reader.folders().map(\.itemCount) == [6, 7])
                    #expect(try reader.schemaLog().map(\.number) == [1, 2, 3, 4])
                    #expect(try reader.schema().schema["place"]?.state == .softDeleted(.geospatial))
                    #expect(
                        try reader.undeclaredKeys() == exact(["extra", "unknown key", "$encord"]))
                    let group = try reader.items(withURL: "https://a.example/d1.dcm", inFolder: nil)
                    #expect(group.map(\.kind) == [.dicomSeries, .dicomSeries])
                }
                try store.close()
            }
            let connection = try Connection.plain(url)
            #expect(
                try connection.rows("SELECT name FROM migrations ORDER BY name").map { $0[0] }
                    == Migration.all.map(\.name))
            let ids = try connection.rows("SELECT uuid FROM folders").map { $0[0] }
            #expect(Set(ids).count == 2 && ids.allSatisfy { UUID(uuidString: $0) != nil })
            #expect(ids.allSatisfy { $0 == $0.lowercased() })
            #expect(
                try connection.rows("SELECT name FROM folders WHERE updated <> created OR parent")
                    == [])
            try connection.close()
        }
    }

    @Test("a store of 0.1.0 is written like any other")
    func itIsWritten() throws {
        try withOldStore { url in
            let store = try SQLiteStore.make(at: url, mode: .existing)
            let last = try #require(try store.allItems().last)
            let summary = try store.load(
                [
                    Upload("https://a.example/1.jpg", metadata: #"{"speed": 1}"#),
                    Upload("https://a.example/new.jpg"),
                ], into: "rides", policy: .overwrite)
            #expect(summary.updated == 1 && summary.created == 1)
            #expect(try #require(try store.allItems().last).number > last.number)
            #expect(throws: StoreError(.folderExists("näxt"), place: url.path)) {
                try store.createFolder(named: "näxt")
            }
            var schema = try store.read { try $0.schema().schema }
            try schema.apply(.addScalar(KeyName(stored: "site"), .number))
            let applied = try store.change(to: schema)
            #expect(applied.reviews.map(\.misfitCount) == [7])
            #expect(applied.reviews.map(\.valueCount) == [5])
            try store.close()
        }
    }

    @Test("where it cannot be written it is refused with the reason, and not touched")
    func readOnly() throws {
        try withOldStore { url in
            let before = try Data(contentsOf: url)
            #expect(throws: StoreError(.readOnly, place: url.path)) {
                try SQLiteStore.open(
                    url.path, mode: .existing, program: "test", environment: .repeatable(),
                    isReadOnly: true)
            }
            #expect(try Data(contentsOf: url) == before)
        }
    }
}
