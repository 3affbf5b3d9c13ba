import Findings
import Items
import MemoryStorage
import SchemaModel
import Storage
import TestSupport
import Testing
import UploadFormats
import Validation

@testable import Workflows

/// What is exported is an upload that brings the same items again.
@Suite struct ExportItemsTests {
    /// What an export keeps of an item.
    struct Kept: Equatable {
        var kind: ItemKind
        var urls: [[UInt8]]
        var title: [UInt8]?
        var document: [UInt8]
        var media: [UInt8]?

        init(_ item: StoredItem) {
            kind = item.kind
            urls = item.urls.map { Array($0.utf8) }
            title = item.title.map { Array($0.utf8) }
            document = item.document
            media = item.media
        }
    }

    static let kinds: [ItemKind] = [
        .image, .image, .video, .audio, .plainText, .pdf, .nifti, .timeSeries, .imageGroup,
        .imageSequence, .dicomSeries,
    ]

    static let texts = [
        "plain", "Été", "E\u{301}te\u{301}", "\"quoted\"", "back\\slash", "tab\tand\u{1}", "日本", "",
        "</script>", "🙂",
    ]

    static func media(_ kind: ItemKind) -> String? {
        switch kind {
        case .image:
            #"{"width": 4, "height": 3, "fileSize": 7, "mimeType": "image/png"}"#
        case .video:
            #"{"fps": 12.50, "width": 4, "height": 3, "duration": 1.0, "file_size": 9, "mime_type": "video/mp4"}"#
        case .pdf: #"{"num_pages": 3, "file_size": 10}"#
        default: nil
        }
    }

    /// A store of random items, made as an upload makes them.
    static func store(_ random: inout SeededGenerator) throws -> InMemoryStore {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        for folder in ["f", "g"] {
            var upload = "["
            for index in 0..<random.below(30) {
                let kind = random.pick(kinds)
                let text = random.pick(texts)
                let document = random.pick([
                    "{}", #"{"speed": 1.50, "note": [1, {"a": null}]}"#, #"{"ready": true}"#,
                    #"{"notes": \#(json(text)), "x\#(random.below(9))": 1e3}"#,
                ])
                let url =
                    "https://a.example/\(folder)/\(index)\(random.pick(["", "é", "?a=1&b=%20"]))"
                var members = [#""externalFileType": "\#(fileType(kind))""#]
                if [.imageGroup, .imageSequence, .dicomSeries].contains(kind) {
                    for frame in 0...random.below(3) {
                        members.append(#""objectUrl_\#(frame)": "\#(url)/\#(frame)""#)
                    }
                    members.append(#""title": \#(random.chance(0.5) ? json(text) : "null")"#)
                    if kind == .imageSequence { members.append(#""createVideo": true"#) }
                } else {
                    members.append(#""objectUrl": "\#(url)""#)
                    if random.chance(0.5) { members.append(#""title": \#(json(text))"#) }
                }
                if random.chance(0.5), let media = media(kind) {
                    let group = try #require(UploadItemWriter.group(of: kind))
                    let name = group == .videos ? "video" : group == .pdf ? "pdf" : "image"
                    members.append(#""\#(name)Metadata": \#(media)"#)
                }
                members.append(#""clientMetadata": \#(document)"#)
                upload += (index > 0 ? "," : "") + "{" + members.joined(separator: ", ") + "}"
            }
            let outcome = try store.load(
                Array((upload + "]").utf8), Reading(format: .array), into: folder)
            #expect(outcome.isCommitted)
        }
        return store
    }

    static func fileType(_ kind: ItemKind) -> String {
        UploadItemWriter.group(of: kind)?.externalFileType ?? ""
    }

    static func json(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\u{0}"..<" ":
                quoted +=
                    "\\u00" + (scalar.value < 16 ? "0" : "")
                    + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// The files of an export.
    static func export(
        _ store: InMemoryStore, _ change: (inout ExportItems.Wish) -> Void = { _ in }
    ) throws -> (files: [ExportItems.Part: [UInt8]], outcome: ExportItems.Outcome) {
        var wish = ExportItems.Wish()
        change(&wish)
        var files: [ExportItems.Part: [UInt8]] = [:]
        let outcome = try ExportItems(store).run(wish) { files[$0, default: []] += $1 }
        return (files, outcome)
    }

    @Test("items come back byte for byte", arguments: 0..<12 as Range<UInt64>, [true, false])
    func roundTrip(seed: UInt64, isLines: Bool) throws {
        var random = SeededGenerator(seed: seed)
        let store = try Self.store(&random)
        let (files, outcome) = try Self.export(store) {
            $0.isLines = isLines
            $0.isDivided = true
        }
        #expect(outcome.files == files.count && outcome.leftOut.isEmpty)
        let again = try InMemoryStore.make(try schema(sampleSchema))
        for (part, bytes) in files.sorted(by: { ($0.key.folder ?? "") < ($1.key.folder ?? "") }) {
            let format: UploadFormat = isLines ? .jsonLines : .object
            let checked = try CheckedUpload(
                bytes, try schema(sampleSchema), Reading(format: format))
            #expect(
                checked.findings.allSatisfy { $0.severity != .error },
                "seed \(seed): \(checked.lines)")
            let outcome = try again.load(
                bytes, Reading(format: format), into: try #require(part.folder))
            #expect(outcome.isCommitted && outcome.write.created == outcome.write.read)
        }
        for folder in ["f", "g"] {
            func kept(_ store: InMemoryStore) throws -> [Kept] {
                let items = try store.allItems().filter { $0.folder == folder }
                if isLines { return items.map(Kept.init) }
                // The file has the items of one group after those of another, each in their order.
                var groups: [UploadGroup] = []
                for item in items {
                    let group = try #require(UploadItemWriter.group(of: item.kind))
                    if !groups.contains(group) { groups.append(group) }
                }
                return groups.flatMap { group in
                    items.filter { UploadItemWriter.group(of: $0.kind) == group }.map(Kept.init)
                }
            }
            #expect(try kept(store) == kept(again), "seed \(seed)")
        }
    }

    @Test("ids are kept where an upload can name them")
    func keptIDs() throws {
        let store = try InMemoryStore.make()
        try store.load(ImportUploadTests.two)
        let (files, outcome) = try Self.export(store) { $0.keepsIDs = true }
        #expect(outcome.items == 3 && outcome.newIDs == 0)
        let again = try InMemoryStore.make()
        try again.load(try #require(files.first?.value))
        #expect(try again.allItems().map(\.id) == store.allItems().map(\.id))
        let (other, _) = try Self.export(store)
        let new = try InMemoryStore.make()
        try new.createFolder(named: "uses an id")
        try new.load(try #require(other.first?.value))
        #expect(try new.allItems().map(\.id) != store.allItems().map(\.id))
    }

    @Test("a folder, a filter, and both")
    func choice() throws {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        for folder in ["f", "g"] {
            try store.load(
                Array(
                    #"[{"url": "\#(folder)1", "clientMetadata": {"speed": 1}}, {"url": "\#(folder)2"}]"#
                        .utf8), Reading(format: .array), into: folder)
        }
        func urls(_ change: (inout ExportItems.Wish) -> Void) throws -> [String] {
            let (files, _) = try Self.export(store) {
                $0.isLines = true
                change(&$0)
            }
            let new = try InMemoryStore.make()
            try new.load(files.first?.value ?? [], Reading(format: .jsonLines))
            return try new.allItems().compactMap(\.url)
        }
        #expect(try urls { _ in } == ["f1", "f2", "g1", "g2"])
        #expect(try urls { $0.folder = "g" } == ["g1", "g2"])
        #expect(try urls { $0.filter = "speed = 1" } == ["f1", "g1"])
        #expect(
            try urls {
                $0.filter = "speed = 1"
                $0.folder = "f"
            } == ["f1"])
        #expect(throws: StoreError.self) { try urls { $0.folder = "no" } }
        #expect(throws: (any Error).self) { try urls { $0.filter = "sped = 1" } }
    }

    @Test("what a store does not keep is left out and counted")
    func leftOut() throws {
        let store = try InMemoryStore.make()
        try store.load(
            """
            {"scenes": [{"title": "s", "scene": {"a": 1}}], "images": [{"objectUrl": "a.png"}]}
            """)
        let (files, outcome) = try Self.export(store)
        #expect(outcome.items == 1 && outcome.leftOut == [.scene: 1])
        let text = String(decoding: files.first?.value ?? [], as: UTF8.self)
        #expect(
            text == """
                {
                "images": [
                {"objectUrl": "a.png", "clientMetadata": {}}
                ]
                }

                """)
    }

    @Test("an empty store makes an upload without items")
    func empty() throws {
        let (files, outcome) = try Self.export(try InMemoryStore.make())
        #expect(outcome.items == 0)
        let bytes = try #require(files.first?.value)
        // That there is nothing in it is the one thing to say of it.
        #expect(try CheckedUpload(bytes, nil).findings.map(\.rule) == [.uploadNoItems])
        #expect(try Self.export(try InMemoryStore.make()) { $0.isDivided = true }.files.isEmpty)
    }

    @Test("a file is full at the limits of the platform")
    func limits() {
        let item = StoredItem(
            number: 1, id: ItemID(high: 0, low: 0), folder: "f", kind: .imageGroup,
            urls: Array(repeating: "u", count: 400_000), title: nil,
            created: StoreTime(microseconds: 0), updated: StoreTime(microseconds: 0),
            document: Array("{}".utf8), media: nil)
        var file = UploadFileWriter(isLines: true, keepsIDs: false)
        #expect(!file.isFull(for: 2_000_000), "a single item may be larger")
        for _ in 0..<2 {
            var bytes: [UInt8] = []
            file.append(item, of: .imageGroups, to: &bytes)
        }
        #expect(!file.isFull(for: 200_000) && file.isFull(for: 200_001))
        var many = UploadFileWriter(isLines: true, keepsIDs: false)
        var small = item
        small.urls = ["u"]
        small.kind = .image
        var bytes: [UInt8] = []
        for _ in 0..<UploadLimits.itemsMax {
            bytes.removeAll(keepingCapacity: true)
            many.append(small, of: .images, to: &bytes)
        }
        #expect(many.isFull(for: 1) && many.itemCount == 500_000)
    }
}
