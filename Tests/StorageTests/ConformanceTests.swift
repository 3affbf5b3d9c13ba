import Items
import SQLiteStorage
import SchemaModel
import Storage
import StorageConformance
import Testing
import UploadFormats
import Validation
import Text

/// What every store promises.
@Suite("Every store", .serialized)
struct ConformanceTests {
    struct Stop: Error, Equatable {}

    @Test("a new store is empty", arguments: Backend.allCases)
    func empty(backend: Backend) throws {
        try backend.withStore { store in
            try store.read { (reader) throws in
                #expect(try reader.schema().number == 0)
                #expect(try reader.schema().schema == MetadataSchema())
                #expect(try reader.schemaLog().isEmpty)
                #expect(try reader.folders().isEmpty)
                #expect(try reader.undeclaredKeys().isEmpty)
                #expect(try reader.item(ItemID(high: 1, low: 2)) == nil)
                #expect(try reader.items(withURL: "u:1", inFolder: nil).isEmpty)
            }
            #expect(try store.allItems().isEmpty)
        }
    }

    // MARK: Folders

    @Test(
        "folders are made, counted and ordered by the bytes of their names",
        arguments: Backend.allCases)
    func folders(backend: Backend) throws {
        try backend.withStore { store in
            let made = try store.createFolder(named: "b")
            #expect(made.itemCount == 0)
            #expect(throws: StoreError(.folderExists("b"), path: store.errorPath)) {
                try store.createFolder(named: "b")
            }
            try store.load([Upload("u:1"), Upload("u:2")], into: "é")
            try store.load([Upload("u:1")], into: "Z")
            try store.load([Upload("u:3")], into: "b")
            // The same character written in another way is another name.
            try store.createFolder(named: "e\u{301}")
            let folders = try store.read { try $0.folders() }
            #expect(
                folders.map { Array($0.name.utf8) }
                    == ["Z", "b", "e\u{301}", "é"].map { Array($0.utf8) })
            #expect(folders.map(\.itemCount) == [1, 1, 0, 2])
            #expect(folders[1].created == made.created)
            #expect(try store.allItems(inFolder: "é").map(\.url) == ["u:1", "u:2"])
            #expect(try store.allItems(inFolder: "none").isEmpty)
        }
    }

    @Test("bad names of folders are refused", arguments: Backend.allCases)
    func folderNames(backend: Backend) throws {
        try backend.withStore { store in
            for name in ["", "a\u{0}b", "a\nb", String(repeating: "x", count: 301)] {
                #expect(throws: StoreError(.invalidFolderName(name))) {
                    try store.createFolder(named: name)
                }
                #expect(throws: StoreError(.invalidFolderName(name))) {
                    try store.load([Upload("u:1")], into: name)
                }
            }
            try store.createFolder(named: String(repeating: "é", count: 300))
        }
    }

    // MARK: Items

    @Test("an item comes back as it went in", arguments: Backend.allCases)
    func roundTrip(backend: Backend) throws {
        let uploads = [
            Upload(
                "https://h/ü?x=1", kind: "video", title: "a \"title\" 🎬", metadata: #"{"a": "\n"}"#,
                media: #"{"fps": 25}"#, placeholder: "0190B3C2-7e1f-4a44-9d3e-2f1b6c5a4e90"),
            Upload("u:1", "u:2", "u:3", kind: "dicomSeries", title: ""),
            Upload(kind: "scene", title: "s"),
        ]
        try backend.withStore { store in
            try store.load(uploads)
            let items = try store.allItems()
            #expect(items.map(\.kind) == [.video, .dicomSeries, .scene])
            #expect(items.map(\.urls) == [["https://h/ü?x=1"], ["u:1", "u:2", "u:3"], []])
            #expect(items.map(\.title) == ["a \"title\" 🎬", "", "s"])
            #expect(items.map(\.text) == [#"{"a": "\n"}"#, "{}", "{}"])
            #expect(
                items.map { $0.media.map { String(decoding: $0, as: UTF8.self) } } == [
                    #"{"fps": 25}"#, nil, nil,
                ])
            #expect(items[0].id.description == "0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e90")
            #expect(Set(items.map(\.id)).count == 3)
            #expect(Set(items.map(\.created)).count == 1)
            #expect(items.allSatisfy { $0.created == $0.updated && $0.folder == "f" })
            #expect(items.map(\.number) == items.map(\.number).sorted())
            for item in items {
                let found = try store.read { try $0.item(item.id) }
                #expect(found == item)
            }
        }
    }

    @Test("every kind is kept", arguments: Backend.allCases)
    func kinds(backend: Backend) throws {
        try backend.withStore { store in
            try store.load(ItemKind.allCases.map { Upload("u:1", kind: $0.wireName) })
            #expect(try store.allItems().map(\.kind) == ItemKind.allCases)
        }
    }

    @Test("a document of ten megabytes is kept", arguments: Backend.allCases)
    func largeDocument(backend: Backend) throws {
        let large = #"{"a": ""# + String(repeating: "x", count: 10_000_000) + #""}"#
        try backend.withStore { store in
            try store.load([Upload("u:1", metadata: large), Upload("u:2")])
            #expect(try store.documents() == [large, "{}"])
        }
    }

    @Test("a placeholder that is in use is not used twice", arguments: Backend.allCases)
    func placeholders(backend: Backend) throws {
        let id = "0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e90"
        try backend.withStore { store in
            try store.load([Upload("u:1", placeholder: id), Upload("u:2", placeholder: id)])
            try store.load([Upload("u:3", placeholder: id)])
            let items = try store.allItems()
            #expect(Set(items.map(\.id)).count == 3)
            #expect(items[0].id == ItemID(id))
        }
    }

    @Test("items are found by URL", arguments: Backend.allCases)
    func byURL(backend: Backend) throws {
        try backend.withStore { store in
            try store.load([Upload("u:1"), Upload("u:2"), Upload("u:1", "u:9", kind: "imageGroup")])
            try store.load([Upload("u:1"), Upload("u:9", "u:9", kind: "imageGroup")], into: "g")
            func numbers(_ url: String, _ folder: String?) throws -> [Int64] {
                try store.read { try $0.items(withURL: url, inFolder: folder).map(\.number) }
            }
            let all = try store.allItems().map(\.number)
            #expect(try numbers("u:1", "f") == [all[0], all[2]])
            #expect(try numbers("u:1", nil) == [all[0], all[2], all[3]])
            #expect(try numbers("u:9", nil) == [all[2], all[4]])
            #expect(try numbers("u:9", "g") == [all[4]])
            #expect(try numbers("U:1", nil) == [])
            #expect(try numbers("u:1", "h") == [])
            #expect(try numbers("", nil) == [])
        }
    }

    @Test("reading items can stop", arguments: Backend.allCases)
    func stop(backend: Backend) throws {
        try backend.withStore { store in
            try store.load((1...5).map { Upload("u:\($0)") })
            var seen = 0
            try store.read { (reader) throws in
                try reader.forEachItem(inFolder: nil) { _ in
                    seen += 1
                    return seen < 2
                }
            }
            #expect(seen == 2)
            #expect(throws: Stop()) {
                try store.read { try $0.forEachItem(inFolder: nil) { _ in throw Stop() } }
            }
        }
    }

    // MARK: All or nothing

    @Test(
        "a rolled back import leaves nothing, and says what it would have done",
        arguments: Backend.allCases)
    func rollback(backend: Backend) throws {
        try backend.withStore { store in
            try store.load([Upload("u:1", metadata: "{}")])
            let before = try store.allItems()
            let summary = try store.load(
                [
                    Upload("u:1", metadata: #"{"a": 1}"#), Upload("u:2"),
                    Upload("u:3", "u:4", kind: "imageGroup"),
                ],
                policy: .overwrite, decision: .rollback)
            #expect(summary.updated == 1 && summary.created == 2 && summary.addsUp)
            try store.load([Upload("u:1")], into: "new", decision: .rollback)
            #expect(try store.allItems() == before)
            #expect(try store.read { try $0.folders() }.map(\.name) == ["f"])
            #expect(try store.read { try $0.items(withURL: "u:4", inFolder: nil) }.isEmpty)
        }
    }

    @Test("an import that fails in the middle leaves nothing", arguments: Backend.allCases)
    func failure(backend: Backend) throws {
        try backend.withStore { store in
            #expect(throws: Stop()) {
                try store.importItems(into: "f", policy: .createAgain, checkedAgainst: 0) {
                    session in
                    try session.write(try WriteBatch([Upload("u:1"), Upload("u:2")]))
                    throw Stop()
                }
            }
            #expect(try store.allItems().isEmpty)
            #expect(try store.read { try $0.folders() }.isEmpty)
            // The store works as before.
            try store.load([Upload("u:1")])
            #expect(try store.allItems().count == 1)
        }
    }

    @Test("a reader keeps its state while others write", arguments: Backend.allCases)
    func snapshot(backend: Backend) throws {
        try backend.withStore { store in
            try store.load([Upload("u:1", metadata: #"{"a": 1}"#)])
            try store.read { (reader) throws in
                try store.load(
                    [Upload("u:1", metadata: #"{"a": 2}"#), Upload("u:2")], policy: .overwrite)
                try store.createFolder(named: "g")
                _ = try store.saveSchema(
                    MetadataSchema(), basedOn: 0, author: "me", note: nil, changes: [], recheck: nil
                )
                var documents: [String] = []
                try reader.forEachItem(inFolder: nil) {
                    documents.append($0.text)
                    return true
                }
                #expect(documents == [#"{"a": 1}"#])
                #expect(try reader.folders().map(\.name) == ["f"])
                #expect(try reader.schema().number == 0)
            }
            #expect(try store.documents() == [#"{"a": 2}"#, "{}"])
        }
    }

    @Test(
        "an import does not keep readers waiting, nor show them half of it",
        arguments: Backend.allCases)
    func readingWhileImporting(backend: Backend) throws {
        try backend.withStore { store in
            try store.importItems(into: "f", policy: .createAgain, checkedAgainst: 0) { session in
                try session.write(try WriteBatch([Upload("u:1")]))
                #expect(try store.allItems().isEmpty)
                return .commit
            }
            #expect(try store.allItems().count == 1)
        }
    }

    // MARK: Single items

    @Test("one item's metadata is replaced", arguments: Backend.allCases)
    func replace(backend: Backend) throws {
        try backend.withStore { store in
            try store.load([Upload("u:1", title: "t", metadata: #"{"a": 1}"#), Upload("u:2")])
            let old = try store.allItems()
            let same = try store.replaceMetadata(
                of: old[0].id, with: try .checked(#"{"a": 1}"#), checkedAgainst: 0)
            #expect(same == old[0])
            let new = try store.replaceMetadata(
                of: old[0].id, with: try .checked(#"{"b": 2}"#), checkedAgainst: 0)
            #expect(new.text == #"{"b": 2}"#)
            #expect(new.updated > old[0].updated && new.created == old[0].created)
            #expect(try store.allItems() == [new, old[1]])
            let unknown = ItemID(high: 0, low: 1)
            #expect(throws: StoreError(.noSuchItem(unknown), path: store.errorPath)) {
                try store.replaceMetadata(
                    of: unknown, with: try .checked("{}"), checkedAgainst: 0)
            }
            #expect(throws: StoreError(.staleSchema(basedOn: 7, current: 0), path: store.errorPath))
            {
                try store.replaceMetadata(
                    of: old[0].id, with: try .checked("{}"), checkedAgainst: 7)
            }
        }
    }

    @Test("items are deleted, all or none", arguments: Backend.allCases)
    func delete(backend: Backend) throws {
        try backend.withStore { store in
            try store.load([
                Upload("u:1"), Upload("u:2", "u:3", kind: "imageGroup"), Upload("u:4"),
            ])
            let items = try store.allItems()
            let unknown = ItemID(high: 0, low: 1)
            #expect(throws: StoreError(.noSuchItem(unknown), path: store.errorPath)) {
                try store.deleteItems([items[0].id, unknown])
            }
            #expect(try store.allItems() == items)
            try store.deleteItems([items[2].id, items[1].id])
            #expect(try store.allItems() == [items[0]])
            #expect(try store.read { try $0.items(withURL: "u:3", inFolder: nil) }.isEmpty)
            #expect(try store.read { try $0.folders() }.map(\.itemCount) == [1])
            // What comes later stands later.
            try store.load([Upload("u:5")])
            #expect(try store.allItems().map(\.url) == ["u:1", "u:5"])
        }
    }
}

extension ConformanceTests {
    @Test("two spellings of an accent are two undeclared keys", arguments: Backend.allCases)
    func composition(backend: Backend) throws {
        try backend.withStore { store in
            let names = ["caf\u{E9}", "cafe\u{301}"]
            try store.load([Upload("u:1", metadata: "{\"\(names[0])\": 1}")])
            #expect(try store.read { try $0.undeclaredKeys() } == exact([names[0]]))
            try store.load([Upload("u:2", metadata: "{\"\(names[1])\": 1}")])
            #expect(try store.read { try $0.undeclaredKeys() } == exact(names))
            // One of them in the schema leaves the other one undeclared.
            let key = SchemaKey(
                name: KeyName(stored: names[0]), state: .active(.variant(.number)))
            _ = try store.saveSchema(
                MetadataSchema([key]), basedOn: 0, author: "a", note: nil, changes: [],
                recheck: nil)
            #expect(try store.read { try $0.undeclaredKeys() } == exact([names[1]]))
            try store.load([
                Upload("u:3", metadata: "{\"\(names[0])\": 1, \"\(names[1])\": 2}")
            ])
            #expect(try store.read { try $0.undeclaredKeys() } == exact([names[1]]))
        }
    }

    @Test("keys that the schema does not have are known", arguments: Backend.allCases)
    func undeclaredKeys(backend: Backend) throws {
        func schema(_ names: String...) throws -> MetadataSchema {
            var schema = MetadataSchema()
            for name in names { try schema.apply(.addScalar(try KeyName(name), .number)) }
            return schema
        }
        try backend.withStore { store in
            func known() throws -> Set<ExactText> { try store.read { try $0.undeclaredKeys() } }
            func save(_ schema: MetadataSchema) throws {
                let revision = try store.read { try $0.schema().number }
                _ = try store.saveSchema(
                    schema, basedOn: revision, author: "a", note: nil, changes: [], recheck: nil)
            }
            try save(try schema("declared", "later gone"))
            try store.load([
                Upload("u:1", metadata: #"{"declared": 1, "x": {"inner": 1}}"#),
                Upload("u:2", metadata: #"{"a\"b": 1, "later gone": 2, "x": 1}"#),
                Upload("u:3"), Upload("u:4", metadata: #"{"x": 1, "é": [{"deep": 1}]}"#),
            ])
            #expect(try known() == exact(["x", "a\"b", "é"]))
            try store.load([Upload("u:5", metadata: #"{"rolled back": 1}"#)], decision: .rollback)
            let first = try store.allItems()[0]
            try store.replaceMetadata(
                of: first.id, with: try .checked(#"{"new": 1}"#), checkedAgainst: 1)
            #expect(try known() == exact(["x", "a\"b", "é", "new"]))
            // Declared keys are known to the schema; one that it forgets is undeclared.
            try save(try schema("declared", "x"))
            #expect(try known() == exact(["a\"b", "é", "new", "later gone"]))
        }
    }
}

extension MetadataStore {
    /// The path in the store's errors.
    var errorPath: String? { (self as? SQLiteStore)?.path }
}
