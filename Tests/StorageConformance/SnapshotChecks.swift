import Items
import SchemaModel
import Storage
import Testing

extension ConformanceCheck {
    /// A reader sees one state.
    static let snapshotChecks = [
        snapshot, readingWhileImporting,
    ]

    private static let snapshot = ConformanceCheck("a reader keeps its state while others write") {
        backend in
        try backend.withStore { store in
            try store.load([Upload("u:1", metadata: #"{"a": 1}"#)])
            try store.read { (reader) throws in
                try store.load(
                    [Upload("u:1", metadata: #"{"a": 2}"#), Upload("u:2")], policy: .overwrite)
                try store.createFolder(named: "g")
                _ = try store.saveSchema(
                    MetadataSchema(), basedOn: 0, author: "me", note: nil, changes: [])
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

    private static let readingWhileImporting = ConformanceCheck(
        "an import does not keep readers waiting, nor show them half of it"
    ) { backend in
        try backend.withStore { store in
            try store.importItems(into: "f", policy: .createAgain, checkedAgainst: 0) { session in
                try session.write(try WriteBatch([Upload("u:1")]))
                #expect(try store.allItems().isEmpty)
                return .commit
            }
            #expect(try store.allItems().count == 1)
        }
    }
}
