import Foundation
import SQLiteDriver
import SchemaModel
import Storage
import StorageConformance
import Testing

@testable import SQLiteStorage

/// What a store knows about itself is read once a generation.
@Suite("Catalogue of an SQLite store")
struct SQLiteCatalogTests {
    private func schema(_ name: String) -> MetadataSchema {
        MetadataSchema([SchemaKey(name: KeyName(stored: name), state: .active(.boolean))])
    }

    @Test("a read reads the schema only when the generation is another one")
    func once() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let store = try SQLiteStore.make(at: url)
            try store.saveSchema(schema("a"), basedOn: 0)
            let first = try store.read { try $0.catalog() }
            try Connection.change(url, "UPDATE schema_revisions SET schema = 'nonsense'")
            #expect(try store.read { try $0.catalog() } === first)
            // A write by somebody who knows generations shows the damage to new readers only: a
            // revision never changes.
            try store.createFolder(named: "f")
            let second = try store.read { try $0.catalog() }
            #expect(second !== first && second.compiledSchema === first.compiledSchema)
            #expect(second.folderNames == ["f"])
            try store.close()
            let reopened = try SQLiteStore.make(at: url, mode: .existing)
            #expect(throws: StoreError.self) { try reopened.read { try $0.catalog() } }
            try reopened.close()
        }
    }

    @Test("the writes of another process are seen")
    func others() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let mine = try SQLiteStore.make(at: url)
            let other = try SQLiteStore.make(at: url, mode: .existing)
            #expect(try mine.read { try $0.catalog().schema.number } == 0)
            let before = try mine.read { try $0.catalog().generation }
            try other.saveSchema(schema("a"), basedOn: 0)
            try other.createFolder(named: "f")
            #expect(try mine.read { try $0.catalog().schema.schema } == schema("a"))
            #expect(try mine.read { try $0.catalog().folderNames } == ["f"])
            #expect(try mine.read { try $0.catalog().generation } == before + 2)
            #expect(throws: StoreError(.folderExists("f"), place: url.path)) {
                try mine.createFolder(named: "f")
            }
            #expect(throws: StoreError(.staleSchema(basedOn: 0, current: 1), place: url.path)) {
                try mine.saveSchema(schema("b"), basedOn: 0)
            }
            try mine.close()
            try other.close()
        }
    }

    @Test("a document that is no JSON stops a type change, and nothing that needs no document")
    func damagedDocument() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let store = try SQLiteStore.make(at: url)
            var schema = MetadataSchema()
            try schema.apply(.addScalar(KeyName(stored: "a"), .varchar))
            try store.saveSchema(schema, basedOn: 0)
            try store.load([Upload("u:1", metadata: #"{"a": "1"}"#), Upload("u:2")])
            for damage in ["{", "[]", "{\"a\": 1} x"] {
                try Connection.change(
                    url, "UPDATE items SET document = '\(damage)' WHERE url = 'u:2'")
                let before = try store.read { try $0.schema() }
                var changed = schema
                try changed.apply(.addScalar(KeyName(stored: "a"), .number))
                let error = #expect(throws: StoreError.self) { try store.change(to: changed) }
                #expect(error?.fault == .damage, "\(damage)")
                if case .damagedRow(let detail) = error?.kind {
                    #expect(detail.contains("items 2"))
                } else {
                    Issue.record("\(damage): \(String(describing: error))")
                }
                #expect(try store.read { try $0.schema() } == before)
                let plan = SchemaPlan(from: schema, to: MetadataSchema())
                #expect(throws: StoreError.self) { try store.read { try $0.review(plan.keys) } }
                try schema.apply(.delete(KeyName(stored: "a"), hard: false))
                try store.change(to: schema)
                try schema.apply(.restore(KeyName(stored: "a")))
                try store.change(to: schema)
            }
            try store.close()
        }
    }

    @Test("a store that cannot be written can be rehearsed on")
    func rehearsalWithoutWriting() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let store = try SQLiteStore.make(at: url)
            try store.load([Upload("u:1", metadata: #"{"a": 1}"#)])
            try store.close()
            let before = try Data(contentsOf: url)
            let reading = try SQLiteStore.open(
                url.path, mode: .existing, program: "test", environment: .repeatable(),
                isReadOnly: true)
            let request = ImportRequest(
                into: "f", policy: .overwrite, checkedAgainst: 0, isRehearsal: true)
            let summary = try reading.importItems(request) { session in
                let batch = try WriteBatch([
                    Upload("u:1", metadata: "{}"), Upload("u:1", "u:2", kind: "imageGroup"),
                    Upload("u:1", "u:2", kind: "imageGroup", metadata: #"{"b": 1}"#),
                ])
                try session.write(batch)
                return .commit
            }
            #expect(summary.updated == 2 && summary.created == 1 && summary.loss.itemCount == 1)
            try reading.close()
            #expect(try Data(contentsOf: url) == before)
        }
    }
}
