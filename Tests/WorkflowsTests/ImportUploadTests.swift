import CanonicalJSON
import Findings
import Items
import MemoryStorage
import Storage
import TestSupport
import Testing
import UploadFormats
import UploadReading

@testable import Workflows

@Suite struct ImportUploadTests {
    static let two = """
        {"images": [
          {"objectUrl": "a.png", "clientMetadata": {"speed": 1.50, "ready": true}},
          {"objectUrl": "b.png", "title": "B", "imageMetadata":
            {"width": 4, "height": 3, "fileSize": 7, "mimeType": "image/png"}}
        ], "videos": [{"objectUrl": "c.mp4"}]}
        """

    @Test func itemsAreStoredAsTheyCame() throws {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        let outcome = try store.load(ImportUploadTests.two)
        #expect(outcome.isCommitted)
        #expect(outcome.write.words == "3: 3 created")
        #expect(outcome.upload.items == 3)
        let items = try store.allItems()
        #expect(
            try store.contents() == [
                #"a.png {"ready": true, "speed": 1.50}"#, "b.png {}", "c.mp4 {}",
            ])
        #expect(items.map(\.kind) == [.image, .image, .video])
        #expect(items.map(\.title) == [nil, "B", nil])
        #expect(items.map(\.folder) == ["f", "f", "f"])
        #expect(
            items[1].media.map { String(decoding: $0, as: UTF8.self) }
                == #"{"width": 4, "height": 3, "fileSize": 7, "mimeType": "image/png"}"#)
    }

    @Test func itemsGetTheUUIDsOfTheirFile() throws {
        let store = try InMemoryStore.make()
        let id = "0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e90"
        try store.load(
            #"{"images": [{"objectUrl": "a"}, {"objectUrl": "b", "placeholderItemUuid": "\#(id)"}]}"#
        )
        let ids = try store.allItems().map(\.id.description)
        #expect(ids[0] != id && ids[1] == id)
    }

    @Test func oneErrorStoresNothing() throws {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        var lines: [String] = []
        let text = ImportUploadTests.two.replacing("true", with: "1")
        let outcome = try store.load(Array(text.utf8)) { lines.append($0.line) }
        #expect(!outcome.isCommitted)
        #expect(outcome.write.rejected == 1)
        #expect(outcome.write.addsUp)
        #expect(lines == ["boolean-type /images/0/clientMetadata/ready 2:69"])
        #expect(try store.contents() == [])
        #expect(try store.read { try $0.folders() }.isEmpty)
    }

    @Test(
        "others can write as soon as it is certain that nothing is stored", .timeLimit(.minutes(1)))
    func anErrorLetsOthersWrite() throws {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        let good = #"{"url": "g.png", "clientMetadata": {"ready": true}}"#
        let bad = #"{"url": "b.png", "clientMetadata": {"ready": 1}}"#
        let lines = [good, good, bad] + Array(repeating: good, count: 3_000) + [bad]
        var seen = 0
        let reading = Reading(windowBytes: 64, format: .jsonLines)
        let outcome = try store.load(Array(lines.joined(separator: "\n").utf8), reading) {
            finding in
            if finding.severity == .error {
                seen += 1
                try store.createFolder(named: "\(seen)")
            }
        }
        #expect(seen == 2)
        #expect(outcome.ending == .hasErrors)
        #expect(outcome.upload.items == lines.count)
        #expect(outcome.write.rejected == 2)
        #expect(try store.read { try $0.folders().map(\.name) } == ["1", "2"])
    }

    @Test("a dry run keeps nobody from writing", .timeLimit(.minutes(1)))
    func aDryRunLetsOthersWrite() throws {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        let item = #"{"url": "g.png", "clientMetadata": {"redy": true}}"#
        let bytes = Array([item, item, item].joined(separator: "\n").utf8)
        let outline = try withInput(bytes) { try UploadOutline($0, format: .jsonLines) }
        var wish = ImportUpload.Wish()
        wish.isDryRun = true
        var seen = 0
        let options = Reading(windowBytes: 64, format: .jsonLines).options(nil)
        let outcome = try withInput(bytes) { input in
            try ImportUpload(into: store, folder: "f", options: options, wish: wish)
                .run(input, outline: outline) { _, _ in
                    seen += 1
                    try store.createFolder(named: "\(seen)")
                }
        }
        #expect(seen >= 3)
        #expect(outcome.ending == .dryRun && outcome.write.words == "3: 3 created")
        #expect(try store.contents() == [])
    }

    @Test("what a person agreed to is stored to the state that was looked at, and to no other")
    func agreedLoss() throws {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        let full = #"{"url": "g.png", "clientMetadata": {"ready": true, "speed": 1}}"#
        let part = #"{"url": "g.png", "clientMetadata": {"ready": true}}"#
        try store.load(full, Reading(format: .jsonLines))
        func run(_ change: (inout ImportUpload.Wish) -> Void) throws -> ImportUpload.Outcome {
            let bytes = Array(part.utf8)
            let outline = try withInput(bytes) { try UploadOutline($0, format: .jsonLines) }
            var wish = ImportUpload.Wish()
            wish.upsertsMetadata = true
            change(&wish)
            return try withInput(bytes) { input in
                let options = Reading(format: .jsonLines).options(nil)
                return try ImportUpload(into: store, folder: "f", options: options, wish: wish)
                    .run(input, outline: outline) { _, _ in }
            }
        }
        let asked = try run { $0.refusesLoss = true }
        #expect(asked.ending == .lossNotAccepted && asked.write.loss.keys == ["speed"])
        #expect(try store.contents() == [#"g.png {"ready": true, "speed": 1}"#])
        // Nobody has to wait for the answer.
        try store.createFolder(named: "theirs")
        #expect(throws: StoreError(.changed)) { try run { $0.generation = asked.generation } }
        let again = try run { $0.refusesLoss = true }
        let done = try run { $0.generation = again.generation }
        #expect(done.isCommitted && done.write == again.write)
        #expect(try store.contents() == [#"g.png {"ready": true}"#])
    }

    @Test func goodItemsAreStoredWhenErrorsAreIgnored() throws {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        let text = ImportUploadTests.two.replacing("true", with: "1")
        let outcome = try store.load(text, ignoresErrors: true)
        #expect(outcome.isCommitted)
        #expect(outcome.write.words == "3: 2 created, 1 rejected")
        #expect(try store.contents() == ["b.png {}", "c.mp4 {}"])
    }

    @Test func aWarningStoresAll() throws {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        let outcome = try store.load(ImportUploadTests.two.replacing("ready", with: "redy"))
        #expect(outcome.write.words == "3: 3 created")
    }

    @Test func afterAFaultInTheStructureNothingIsStored() throws {
        let text = String(ImportUploadTests.two.dropLast(2))
        let store = try InMemoryStore.make(try schema(sampleSchema))
        #expect(try store.load(text).isCommitted == false)
        #expect(try store.contents() == [])
        let outcome = try store.load(text, ignoresErrors: true)
        #expect(outcome.isCommitted)
        #expect(outcome.write.addsUp)
        #expect(try store.contents().count == 3)
    }

    @Test func whatTheReceiverThrowsStoresNothing() throws {
        struct Interruption: Error {}
        let store = try InMemoryStore.make(try schema(sampleSchema))
        let text = ImportUploadTests.two.replacing("ready", with: "redy")
        #expect(throws: Interruption.self) {
            try store.load(Array(text.utf8)) { _ in throw Interruption() }
        }
        #expect(try store.contents() == [])
    }

    /// What is stored and counted for uploads with any faults, in any reading.
    @Test(arguments: [UploadFormat.object, .array, .jsonLines], 1...6 as ClosedRange<UInt64>)
    func countsAddUp(_ format: UploadFormat, _ seed: UInt64) throws {
        let schema = try schema(sampleSchema)
        let upload = PlantedUpload(seed: seed, format: format, items: 50, faults: 0.04)
        let checked = try CheckedUpload(upload.bytes, schema, Reading(format: format))
        var stored: [[String]] = []
        for reading in Reading.various(format) {
            let store = try InMemoryStore.make(schema)
            let all = try store.load(upload.bytes, reading)
            let hasError = checked.findings.contains { $0.severity == .error }
            #expect(all.isCommitted == !hasError)
            #expect(all.write.addsUp)
            let fresh = try InMemoryStore.make(schema)
            let good = try fresh.load(upload.bytes, reading, ignoresErrors: true)
            #expect(good.isCommitted)
            #expect(good.write.addsUp)
            #expect(good.write.read == upload.itemCount)
            #expect(good.write.rejected == checked.summary.rejectedItems)
            #expect(try fresh.allItems().count == good.write.created)
            stored.append(try fresh.contents())
        }
        #expect(stored.allSatisfy { $0 == stored[0] })
    }

    /// A file that validates is never refused for its content.
    @Test(arguments: 1...8 as ClosedRange<UInt64>) func whatValidatesIsImported(_ seed: UInt64)
        throws
    {
        let schema = try schema(sampleSchema)
        let format = [UploadFormat.object, .array, .jsonLines][Int(seed % 3)]
        let upload = PlantedUpload(seed: 1000 + seed, format: format, items: 60, faults: 0)
        let store = try InMemoryStore.make(schema)
        let outcome = try store.load(
            upload.bytes, Reading(threads: 2, windowBytes: 400, format: format))
        #expect(outcome.isCommitted)
        #expect(outcome.write.words == "\(upload.itemCount): \(upload.itemCount) created")
        for (text, item) in zip(upload.items, try store.allItems()) {
            let root = try JSONTape(copying: text).root
            let metadata = root["clientMetadata"] ?? root["client_metadata"]
            guard let metadata else {
                #expect(item.document == Array("{}".utf8))
                continue
            }
            var canonical: [UInt8] = []
            var writer = CanonicalWriter(limit: 1 << 20)
            try writer.append(root.tape, at: metadata.index, to: &canonical)
            #expect(item.document == canonical)
        }
    }

    /// Lowered severities store more items, and every item is still accounted for.
    @Test(arguments: [Severity.warning, nil]) func everyItemIsAccountedForAtAnySeverity(
        _ severity: Severity?
    ) throws {
        let schema = try schema(sampleSchema)
        let texts: [(String, UploadFormat)] = [
            (
                #"[7, {"url": "a.png", "clientMetadata": 3}, {"title": 3}, "x", {"url": "b c"}]"#,
                .array
            ),
            (#"[{"url": "a.png", "clientMetadata": {"x": NaN}}, {"url": "b.png"}]"#, .array),
            (#"[{"url": "a.png", "clientMetadata": {"x": "\u0000"}}, {"url": ""}]"#, .array),
            ("{\n{\"url\": \"a.png\"}\n", .jsonLines),
            ("ObjectUrl,Image title\na b.png,x\n,y\nc.png\nd.png,\"x\"y\ne.png,z\n", .csv),
            ("ObjectUrl,Image group title\na.png,\nb.png,g\n c.png,g\n", .csv),
        ]
        for (text, format) in texts {
            var reading = Reading(format: format)
            for rule in RuleID.allCases where rule.defaultSeverity == .error {
                reading.levels[rule] = severity
            }
            let store = try InMemoryStore.make(schema)
            let outcome = try store.load(text, reading, ignoresErrors: true)
            #expect(outcome.write.addsUp)
            #expect(outcome.write.read == outcome.upload.items, "\(text)")
            #expect(try store.allItems().count == outcome.write.created)
        }
    }

    // MARK: Items that are stored already

    static let flags: [(String, ReimportPolicy)] = [
        ("", .createAgain), (#", "skip_duplicate_urls": false"#, .createAgain),
        (#", "skip_duplicate_urls": true"#, .skip),
        (#", "skip_duplicate_urls": true, "upsert_metadata": false"#, .skip),
        (#", "upsert_metadata": true, "skip_duplicate_urls": true"#, .overwrite),
    ]

    /// The flags stand behind all items and hold for all of them.
    @Test(arguments: flags) func theFlagsDecide(_ flags: String, _ policy: ReimportPolicy) throws {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        try store.load(
            #"""
            {"images": [{"objectUrl": "same.png", "clientMetadata": {"speed": 1}},
              {"objectUrl": "other.png", "clientMetadata": {"speed": 1}},
              {"objectUrl": "none.png", "clientMetadata": {"speed": 1}}]}
            """#)
        let again = try store.load(
            #"""
            {"images": [{"objectUrl": "same.png", "clientMetadata": {"speed": 1}},
              {"objectUrl": "other.png", "clientMetadata": {"speed": 2}},
              {"objectUrl": "none.png"}, {"objectUrl": "new.png"}]\#(flags)}
            """#, Reading(threads: 2, windowBytes: 40, format: .object))
        let expected: [ReimportPolicy: (String, [String])] = [
            .createAgain: ("4: 4 created", ["1", "1", "1", "1", "2", "-", "-"]),
            .skip: ("4: 1 created, 3 skipped", ["1", "1", "1", "-"]),
            .overwrite: ("4: 1 created, 1 updated, 2 unchanged", ["1", "2", "1", "-"]),
        ]
        #expect(again.write.words == expected[policy]?.0)
        let speeds = try store.allItems().map { item in
            let text = String(decoding: item.document, as: UTF8.self)
            return text == "{}" ? "-" : String(text.dropLast().suffix(1))
        }
        #expect(speeds == expected[policy]?.1)
    }

    @Test func upsertWithoutSkipIsRefused() throws {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        let outcome = try store.load(
            #"{"images": [{"objectUrl": "a.png"}], "upsert_metadata": true}"#)
        #expect(!outcome.isCommitted)
        #expect(try store.contents() == [])
    }

    @Test func aSecondImportOfASkippingUploadChangesNothing() throws {
        let schema = try schema(sampleSchema)
        let upload = PlantedUpload(seed: 77, format: .object, items: 60, faults: 0)
        let store = try InMemoryStore.make(schema)
        try store.load(upload.bytes)
        let before = try store.allItems()
        let again = try store.load(upload.bytes)
        #expect(again.write.words == "60: 60 skipped")
        #expect(try store.allItems() == before)
    }

    // MARK: CSV

    @Test func rowsAreStored() throws {
        let store = try InMemoryStore.make()
        let text = #"""
            ObjectUrl,Image group title,Create video
            a.png,walk,true
            b.png,stand,false
            c.png,walk,true

            ObjectUrl,Video title
            d.mp4,"say ""hi"""
            """#
        let bytes = Array(text.utf8)
        for window in [7, 64, 1 << 19] {
            let store = try InMemoryStore.make()
            let outcome = try store.load(bytes, Reading(windowBytes: window, format: .csv))
            #expect(outcome.write.words == "3: 3 created")
            let items = try store.allItems()
            #expect(items.map(\.urls) == [["a.png", "c.png"], ["b.png"], ["d.mp4"]])
            #expect(items.map(\.kind) == [.imageSequence, .imageGroup, .video])
            #expect(items.map(\.title) == ["walk", "stand", #"say "hi""#])
        }
        let bad = try store.load(Array((text + "\n ,x\n").utf8), ignoresErrors: true)
        #expect(bad.write.words == "4: 3 created, 1 rejected")
        #expect(try store.load(Array((text + "\n ,x\n").utf8)).isCommitted == false)
        #expect(try store.allItems().count == 3)
    }
}
