import Items
import SchemaModel
import Storage
import Testing

extension ConformanceCheck {
    /// Items come back as they went in, and are found.
    static let itemChecks = [
        empty, roundTrip, kinds, largeDocument, placeholders, byURL, stop,
    ]

    private static let empty = ConformanceCheck("a new store is empty") { backend in
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

    private static let roundTrip = ConformanceCheck("an item comes back as it went in") { backend in
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

    private static let kinds = ConformanceCheck("every kind is kept") { backend in
        try backend.withStore { store in
            try store.load(ItemKind.allCases.map { Upload("u:1", kind: $0.wireName) })
            #expect(try store.allItems().map(\.kind) == ItemKind.allCases)
        }
    }

    private static let largeDocument = ConformanceCheck("a document of ten megabytes is kept") {
        backend in
        let large = #"{"a": ""# + String(repeating: "x", count: 10_000_000) + #""}"#
        try backend.withStore { store in
            try store.load([Upload("u:1", metadata: large), Upload("u:2")])
            #expect(try store.documents() == [large, "{}"])
        }
    }

    private static let placeholders = ConformanceCheck(
        "a placeholder that is in use is not used twice"
    ) { backend in
        let id = "0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e90"
        try backend.withStore { store in
            try store.load([Upload("u:1", placeholder: id), Upload("u:2", placeholder: id)])
            try store.load([Upload("u:3", placeholder: id)])
            let items = try store.allItems()
            #expect(Set(items.map(\.id)).count == 3)
            #expect(items[0].id == ItemID(id))
        }
    }

    private static let byURL = ConformanceCheck("items are found by URL") { backend in
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

    private static let stop = ConformanceCheck("reading items can stop") { backend in
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
}

private struct Stop: Error, Equatable {}
