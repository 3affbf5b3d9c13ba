import SchemaModel
import Testing

@Suite struct SchemaChangeLineTests {
    @Test func linesThatImportsDoNotMake() throws {
        let key = try KeyName("key")
        let empty = MetadataSchema()
        let enumeration = MetadataSchema([
            SchemaKey(name: key, state: .active(.enumeration(["a", "b"])))
        ])
        let lines: [(SchemaChange, MetadataSchema, String)] = [
            (.addScalar(key, .uuid), empty, "+ key uuid"),
            (.addEnumeration(key, options: ["a", "a", "b"]), empty, "+ key enum (2 options)"),
            (.addEmbedding(key, size: 1), empty, "+ key embedding (1 number)"),
            (.addGeospatial(key), empty, "+ key geospatial"),
            (.addOptions(key, options: ["b"]), enumeration, "~ key enum + nothing new"),
            (
                .addOptions(key, options: ["c", "d", "e", "f", "g", "h", "i"]), enumeration,
                "~ key enum + `c`, `d`, `e`, `f`, `g` and 2 more"
            ),
            (.setDescription(key, "x"), enumeration, "~ key description"),
            (.setDescription(key, ""), enumeration, "~ key description removed"),
            (.setEmbeddingAPI(key, nil), empty, "~ key api removed"),
        ]
        for (change, schema, line) in lines { #expect(change.line(before: schema) == line) }
    }

    @Test func aLineIsOneLineWhateverTheName() {
        let change = SchemaChange.addGeospatial(KeyName(stored: "a\nb\u{202E}c"))
        #expect(change.line(before: MetadataSchema()) == "+ a\\u{a}b\\u{202e}c geospatial")
    }
}
