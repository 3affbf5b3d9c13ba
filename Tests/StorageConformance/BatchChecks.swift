import CanonicalJSON
import Findings
import Items
import Storage
import Testing
import UploadFormats
import Validation

extension ConformanceCheck {
    /// Items of upload files are stored as the files say.
    static let batchChecks = [
        uploadItem, emptyMetadata, reuse, laterBatches, placeholders,
    ]

    /// Reads items of one group as an upload file writes them, and stores them.
    private static func load(
        _ texts: [String], group: UploadGroup, into store: any MetadataStore,
        policy: ReimportPolicy = .createAgain
    ) throws -> WriteSummary {
        var batch = WriteBatch()
        var reader = UploadItemReader()
        var writer = CanonicalWriter(limit: UploadLimits.mediaBytesMax)
        for (index, text) in texts.enumerated() {
            var findings = FindingBuffer(file: "test")
            let tape = try JSONTape(copying: text.utf8)
            let slice = UploadSlice(
                start: 0, end: text.utf8.count, index: index, group: UploadGroupName(group))
            let item = try #require(reader.read(tape, slice, into: &findings))
            let isGood = batch.append(
                item, of: tape, known: 0, checkedBy: Validator(schema: nil), writer: &writer,
                into: &findings)
            #expect(isGood)
        }
        return try store.importItems(into: "f", policy: policy, checkedAgainst: 0) { session in
            try session.write(batch)
            return .commit
        }
    }

    private static let uploadItem = ConformanceCheck(
        "an item of an upload is stored with everything it says"
    ) { backend in
        try backend.withStore { store in
            _ = try load(
                [
                    #"""
                    {"objectUrl": "https:\/\/h\/\u00e9.png", "title": "a \"b\"",
                     "clientMetadata": {"zz": 1e1, "a": "\u00e9"},
                     "imageMetadata": {"width": 640, "height": 480, "fileSize": 1e3, "mimeType": "image/png"}}
                    """#,
                    #"{"objectUrl": "u:2"}"#, #"{"objectUrl": "u:3", "clientMetadata": null}"#,
                ], group: .images, into: store)
            _ = try load(
                [
                    #"{"title": "g", "objectUrl_10": "u:c", "objectUrl_2": "u:b", "objectUrl_0": "u:a"}"#
                ],
                group: .imageGroups, into: store)
            let items = try store.allItems()
            #expect(
                items.map(\.urls) == [
                    ["https://h/é.png"], ["u:2"], ["u:3"], ["u:a", "u:b", "u:c"],
                ])
            #expect(items.map(\.title) == [#"a "b""#, nil, nil, "g"])
            #expect(items.map(\.text) == [#"{"a": "é", "zz": 10}"#, "{}", "{}", "{}"])
            #expect(items.map(\.kind) == [.image, .image, .image, .imageGroup])
            let media = items.map { $0.media.map { String(decoding: $0, as: UTF8.self) } }
            #expect(
                media[0]
                    == #"{"width": 640, "height": 480, "fileSize": 1000, "mimeType": "image/png"}"#)
            #expect(media[1...] == [nil, nil, nil])
            #expect(try store.read { try $0.undeclaredKeys() } == exact(["zz", "a"]))
        }
    }

    private static let emptyMetadata = ConformanceCheck(
        "empty metadata empties, unless the encoding writes it for every item"
    ) { backend in
        let cases: [(text: String, document: String)] = [
            (#"{"objectUrl": "u:1"}"#, #"{"a": 1}"#),
            (#"{"objectUrl": "u:1", "clientMetadata": null}"#, #"{"a": 1}"#),
            (
                #"{"objectUrl": "u:1", "clientMetadata": {}, "externalFileType": "IMAGE"}"#,
                #"{"a": 1}"#
            ),
            (
                #"{"objectUrl": "u:1", "clientMetadata": {"b": 2}, "externalFileType": "IMAGE"}"#,
                #"{"b": 2}"#
            ),
            (#"{"objectUrl": "u:1", "clientMetadata": {}}"#, "{}"),
        ]
        for (text, document) in cases {
            try backend.withStore { store in
                try store.load([Upload("u:1", metadata: #"{"a": 1}"#)])
                let summary = try load([text], group: .images, into: store, policy: .overwrite)
                #expect(summary.unchanged == (document == #"{"a": 1}"# ? 1 : 0), "\(text)")
                #expect(try store.documents() == [document], "\(text)")
            }
        }
    }

    private static let reuse = ConformanceCheck("an emptied batch writes only what was added after")
    { backend in
        try backend.withStore { store in
            var batch = try WriteBatch([Upload("u:1", metadata: #"{"gone": 1}"#)])
            batch.removeAll()
            batch.append(
                kind: .image, urls: ["u:2"], title: "t", metadata: try .checked(#"{"kept": 1}"#))
            try store.importItems(into: "f", policy: .createAgain, checkedAgainst: 0) {
                try $0.write(batch)
                return .commit
            }
            #expect(try store.allItems().map(\.urls) == [["u:2"]])
            #expect(try store.documents() == [#"{"kept": 1}"#])
            #expect(try store.read { try $0.undeclaredKeys() } == exact(["kept"]))
        }
    }

    private static let laterBatches = ConformanceCheck("batches of one import see each other") {
        backend in
        try backend.withStore { store in
            let first = try WriteBatch([Upload("u:1", metadata: "{\"a\": 1}")])
            let second = try WriteBatch([Upload("u:1", metadata: "{\"a\": 2}"), Upload("u:2")])
            let summary = try store.importItems(
                into: "f", policy: .overwrite, checkedAgainst: 0
            ) { session in
                try session.write(first)
                try session.write(second)
                session.reject(3)
                return .commit
            }
            #expect(summary.read == 6 && summary.addsUp)
            #expect(summary.created == 2 && summary.updated == 1 && summary.rejected == 3)
            #expect(try store.documents() == ["{\"a\": 2}", "{}"])
        }
    }

    private static let placeholders = ConformanceCheck(
        "an item gets the uuid that its upload gives it, if no other item has it"
    ) { backend in
        let id = "0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e90"
        try backend.withStore { store in
            _ = try load(
                [
                    #"{"objectUrl": "u:1", "placeholderItemUuid": "\#(id.uppercased())"}"#,
                    #"{"objectUrl": "u:2", "placeholder_item_uuid": "\#(id)"}"#,
                    #"{"objectUrl": "u:3", "placeholderItemUuid": null}"#,
                    #"{"objectUrl": "u:4", "placeholderItemUuid": "\u0030190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e91"}"#,
                ], group: .images, into: store)
            // Groups have no such member: it is warned about and left alone.
            _ = try load(
                [
                    #"""
                    {"title": "g", "objectUrl_0": "u:5",
                     "placeholderItemUuid": "0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e92"}
                    """#
                ], group: .imageGroups, into: store)
            let ids = try store.allItems().map(\.id)
            #expect(ids[0] == ItemID(id))
            #expect(ids[3] == ItemID("0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e91"))
            #expect(ids[4] != ItemID("0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e92"))
            #expect(Set(ids).count == 5)
            // A stored item keeps its uuid, whatever the upload says of it later.
            _ = try load(
                [
                    #"""
                    {"objectUrl": "u:1", "clientMetadata": {"a": 1},
                     "placeholderItemUuid": "0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e93"}
                    """#
                ], group: .images, into: store, policy: .overwrite)
            let items = try store.allItems()
            #expect(items.map(\.id) == ids && items[0].text == #"{"a": 1}"#)
        }
    }
}
