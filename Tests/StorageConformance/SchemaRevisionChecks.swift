import SchemaModel
import Storage
import Testing

extension ConformanceCheck {
    /// Revisions of the schema are numbered, kept and guarded.
    static let schemaRevisionChecks = [
        log, everyForm, stale,
    ]

    private static func numbers(_ names: String...) throws -> MetadataSchema {
        var schema = MetadataSchema()
        for name in names { try schema.apply(.addScalar(try KeyName(name), .number)) }
        return schema
    }

    private static let log = ConformanceCheck("revisions are numbered and kept") { backend in
        try backend.withStore { store in
            let a = try numbers("a")
            let first = try store.saveSchema(
                a, basedOn: 0, author: "first author", note: nil, changes: ["+ a number"])
            #expect(
                first.number == 1 && first.schema == a && first.date.hasPrefix("2023-11-14T22:13:2")
            )
            let second = try store.saveSchema(
                try numbers("a", "b c"), basedOn: 1, author: "éà", note: "why\nnot",
                changes: ["+ \"b c\" number", "~ nothing"])
            #expect(second.number == 2)
            try store.read { (reader) throws in
                #expect(try reader.schema() == second)
                #expect(try reader.schemaLog() == [first, second])
            }
        }
    }

    private static let everyForm = ConformanceCheck("every form of a key is kept") { backend in
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
                schema, basedOn: 0, author: "", note: nil, changes: [])
            #expect(try store.read { try $0.schema() } == saved)
            #expect(saved.schema == schema)
        }
    }

    private static let stale = ConformanceCheck("a change of an old revision is refused") {
        backend in
        try backend.withStore { store in
            func save(basedOn revision: Int) throws {
                _ = try store.saveSchema(
                    MetadataSchema(), basedOn: revision, author: "a", note: nil, changes: [])
            }
            try save(basedOn: 0)
            for revision in [0, 2, -1] {
                #expect(
                    throws: StoreError(
                        .staleSchema(basedOn: revision, current: 1), place: backend.path(of: store))
                ) {
                    try save(basedOn: revision)
                }
                // Items that were checked against another revision are refused as well.
                #expect(
                    throws: StoreError(
                        .staleSchema(basedOn: revision, current: 1), place: backend.path(of: store))
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
}
