import Items
import SchemaModel
import Storage
import Testing
import Text

extension ConformanceCheck {
    /// The names of keys that the schema does not have are known.
    static let undeclaredKeyChecks = [
        composition, undeclaredKeys,
    ]

    private static let composition = ConformanceCheck(
        "two spellings of an accent are two undeclared keys"
    ) { backend in
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
                MetadataSchema([key]), basedOn: 0, author: "a", note: nil, changes: [])
            #expect(try store.read { try $0.undeclaredKeys() } == exact([names[1]]))
            try store.load([
                Upload("u:3", metadata: "{\"\(names[0])\": 1, \"\(names[1])\": 2}")
            ])
            #expect(try store.read { try $0.undeclaredKeys() } == exact([names[1]]))
        }
    }

    private static let undeclaredKeys = ConformanceCheck(
        "keys that the schema does not have are known"
    ) { backend in
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
                    schema, basedOn: revision, author: "a", note: nil, changes: [])
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
