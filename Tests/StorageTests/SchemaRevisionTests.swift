import SchemaModel
import Storage
import StorageConformance
import Testing

/// Revisions of the schema, on every store.
@Suite("Schema revisions")
struct SchemaRevisionTests {
    struct Stop: Error, Equatable {}

    static func schema(_ names: String...) throws -> MetadataSchema {
        var schema = MetadataSchema()
        for name in names { try schema.apply(.addScalar(try KeyName(name), .number)) }
        return schema
    }

    @Test("revisions are numbered and kept", arguments: Backend.allCases)
    func log(backend: Backend) throws {
        try backend.withStore { store in
            let a = try Self.schema("a")
            let first = try store.saveSchema(
                a, basedOn: 0, author: "first author", note: nil, changes: ["+ a number"],
                recheck: nil)
            #expect(
                first.number == 1 && first.schema == a && first.date.hasPrefix("2023-11-14T22:13:2")
            )
            let second = try store.saveSchema(
                try Self.schema("a", "b c"), basedOn: 1, author: "éà", note: "why\nnot",
                changes: ["+ \"b c\" number", "~ nothing"], recheck: nil)
            #expect(second.number == 2)
            try store.read { (reader) throws in
                #expect(try reader.schema() == second)
                #expect(try reader.schemaLog() == [first, second])
            }
        }
    }

    @Test("every form of a key is kept", arguments: Backend.allCases)
    func everyForm(backend: Backend) throws {
        let definitions: [KeyDefinition] =
            ScalarType.allCases.map { .variant($0) } + [
                .number(.single), .number(.double), .boolean, .varchar(maxLength: 40), .datetime,
                .text,
                .uuid, .user, .enumeration(["", "B", "a", "ü \"x\""]), .geospatial,
                .embedding(size: 3, api: nil),
                .embedding(size: 4096, api: EmbeddingAPI(canonicalJSON: #"{"url": "https://h"}"#)),
            ]
        var keys = [SchemaKey(name: KeyName(stored: "gone"), state: .hardDeleted)]
        for (index, definition) in definitions.enumerated() {
            keys.append(
                SchemaKey(
                    name: KeyName(stored: "a.\(index) b"), state: .active(definition),
                    description: index.isMultiple(of: 2) ? "says \"why\"" : nil))
            keys.append(
                SchemaKey(name: KeyName(stored: "t\(index)"), state: .softDeleted(definition)))
        }
        let schema = MetadataSchema(keys)
        try backend.withStore { store in
            let saved = try store.saveSchema(
                schema, basedOn: 0, author: "", note: nil, changes: [], recheck: nil)
            #expect(try store.read { try $0.schema() } == saved)
            #expect(saved.schema == schema)
        }
    }

    @Test("a change of an old revision is refused", arguments: Backend.allCases)
    func stale(backend: Backend) throws {
        try backend.withStore { store in
            func save(basedOn revision: Int) throws {
                _ = try store.saveSchema(
                    MetadataSchema(), basedOn: revision, author: "a", note: nil, changes: [],
                    recheck: nil)
            }
            try save(basedOn: 0)
            for revision in [0, 2, -1] {
                #expect(
                    throws: StoreError(
                        .staleSchema(basedOn: revision, current: 1), path: store.errorPath)
                ) {
                    try save(basedOn: revision)
                }
                // Items that were checked against another revision are refused as well.
                #expect(
                    throws: StoreError(
                        .staleSchema(basedOn: revision, current: 1), path: store.errorPath)
                ) {
                    try store.importItems(
                        into: "f", policy: .skip, checkedAgainst: revision
                    ) { _ in .commit }
                }
            }
            #expect(try store.read { try $0.schemaLog() }.count == 1)
            #expect(try store.read { try $0.folders() }.isEmpty)
        }
    }

    @Test("stored items are judged again before a schema is saved", arguments: Backend.allCases)
    func recheck(backend: Backend) throws {
        try backend.withStore { store in
            try store.load([Upload("u:1", metadata: #"{"a": 1}"#), Upload("u:2")])
            var seen: [String] = []
            _ = try store.saveSchema(
                try Self.schema("a"), basedOn: 0, author: "a", note: nil, changes: []
            ) { seen.append($0.text) }
            #expect(seen == [#"{"a": 1}"#, "{}"])
            #expect(throws: Stop()) {
                try store.saveSchema(
                    try Self.schema("b"), basedOn: 1, author: "a", note: nil, changes: []
                ) { _ in throw Stop() }
            }
            #expect(try store.read { try $0.schema().number } == 1)
        }
    }
}
