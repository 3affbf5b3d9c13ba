import Items
import SchemaModel
import Storage
import Testing

extension ConformanceCheck {
    /// What was committed is there when a store is opened again.
    static let reopeningChecks = [everything]

    private static let everything = ConformanceCheck("a store that is opened again is what it was")
    {
        backend in
        try backend.withStore { store in
            var schema = MetadataSchema()
            try schema.apply(.addScalar(try KeyName("a"), .number))
            let saved = try store.saveSchema(
                schema, basedOn: 0, author: "me", note: "n", changes: ["+ a number"])
            try store.load([
                Upload("u:1", title: "t", metadata: #"{"a": 1.50, "b": "\n"}"#),
                Upload("u:2", "u:3", kind: "imageGroup", media: #"{"fps": 25}"#), Upload("u:4"),
            ])
            try store.load([Upload("u:5")], into: "g", decision: .rollback)
            try store.createFolder(named: "h")
            let items = try store.allItems()
            try store.deleteItems([items[2].id])
            let folders = try store.read { try $0.folders() }
            try backend.withReopened(store) { again in
                #expect(try again.allItems() == Array(items[..<2]))
                try again.read { (reader) throws in
                    #expect(try reader.folders() == folders)
                    #expect(try reader.schemaLog() == [saved])
                    #expect(try reader.undeclaredKeys() == exact(["b"]))
                    #expect(try reader.items(withURL: "u:3", inFolder: "f") == [items[1]])
                }
                try again.load([Upload("u:6")])
                #expect(try again.allItems().map(\.url) == ["u:1", "u:2", "u:6"])
            }
        }
    }
}
