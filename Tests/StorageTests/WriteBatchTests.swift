import CanonicalJSON
import Findings
import MemoryStorage
import Storage
import StorageConformance
import Testing
import UploadFormats
import Validation
import Text

/// Items of uploads on their way into a store.
@Suite("Write batches")
struct WriteBatchTests {
    /// Reads items of one group as an upload file writes them, and stores them.
    func load(
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
            let metadata = item.metadataToken.flatMap {
                Validator(schema: nil).validate(
                    tape, metadata: $0, isVideo: false, into: &findings)
            }
            try batch.append(item, of: tape, metadata: metadata, writer: &writer)
        }
        return try store.importItems(into: "f", policy: policy, checkedAgainst: 0) { session in
            try session.write(batch)
            return .commit
        }
    }

    @Test("an item of an upload is stored with everything it says", arguments: Backend.allCases)
    func uploadItem(backend: Backend) throws {
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

    @Test(
        "empty metadata empties, unless the encoding writes it for every item",
        arguments: Backend.allCases)
    func emptyMetadata(backend: Backend) throws {
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

    @Test("media metadata beyond the limit is refused, and the batch stays as it was")
    func largeMedia() throws {
        let numbers = Array(repeating: "1e131000", count: 10).joined(separator: ", ")
        let tape = try JSONTape(
            copying: #"{"objectUrl": "u:1", "imageMetadata": {"width": [\#(numbers)]}}"#.utf8)
        var findings = FindingBuffer(file: "test")
        var reader = UploadItemReader()
        let slice = UploadSlice(start: 0, end: 1, index: 0, group: UploadGroupName(.images))
        let item = try #require(reader.read(tape, slice, into: &findings))
        var batch = try WriteBatch([Upload("u:0")])
        var writer = CanonicalWriter(limit: UploadLimits.mediaBytesMax)
        #expect(throws: CanonicalError.tooLong(limit: UploadLimits.mediaBytesMax)) {
            try batch.append(item, of: tape, metadata: nil, writer: &writer)
        }
        #expect(batch.count == 1)
        let store = InMemoryStore(environment: .repeatable())
        try store.importItems(into: "f", policy: .skip, checkedAgainst: 0) {
            try $0.write(batch)
            return .commit
        }
        #expect(try store.allItems().map(\.urls) == [["u:0"]])
    }

    @Test("a batch is full by items or by bytes, and empty again")
    func full() throws {
        var batch = WriteBatch()
        #expect(batch.isEmpty && !batch.isFull)
        for number in 0..<WriteBatch.itemCountSuggested {
            #expect(!batch.isFull)
            batch.append(kind: .image, urls: ["u:\(number)"], title: nil)
        }
        #expect(batch.isFull && batch.count == 1_000)
        batch.removeAll()
        #expect(batch.isEmpty && !batch.isFull)
        let media = [UInt8](repeating: 0x20, count: WriteBatch.byteCountSuggested)
        batch.append(kind: .image, urls: ["u:1"], title: nil, media: media)
        #expect(batch.isFull)
    }

    @Test("an emptied batch writes only what was added after", arguments: Backend.allCases)
    func reuse(backend: Backend) throws {
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
}
