import CanonicalJSON
import Findings
import TestSupport
import Testing
import UploadFormats

@testable import UploadReading
@testable import Workflows

@Suite struct SplitUploadTests {
    /// What a split has given.
    struct Split {
        var chunks: [[UInt8]] = []
        var rejected: [UInt8] = []
        var findings: [Finding] = []
        var outcome: SplitUpload.Outcome

        init(
            _ bytes: [UInt8], _ reading: Reading,
            _ limits: SplitUpload.Limits = SplitUpload.Limits()
        ) throws {
            let schema = try schema(sampleSchema)
            let outline = try withInput(bytes) {
                try UploadOutline($0, format: reading.format, windowBytes: reading.windowBytes)
            }
            var chunks: [[UInt8]] = []
            var rejected: [UInt8] = []
            var findings: [Finding] = []
            outcome = try withInput(bytes) { input in
                try SplitUpload(reading.options(schema), outline: outline, limits: limits).run(
                    input,
                    write: { part, text in
                        switch part {
                        case .rejected: rejected += Array(text)
                        case .accepted(let number):
                            // A chunk is complete when the next begins.
                            if number == chunks.count { chunks.append([]) }
                            #expect(number == chunks.count - 1)
                            chunks[number] += Array(text)
                        }
                    }, receive: { finding, _ in findings.append(finding) })
            }
            self.findings = findings
            self.chunks = chunks
            self.rejected = rejected
        }
    }

    /// The texts of an upload's items.
    static func items(_ bytes: [UInt8], _ format: UploadFormat) throws -> [[UInt8]] {
        try withInput(bytes) { input in
            let reader = UploadWindowReader(input, head: [], format: format, windowBytes: 1 << 22)
            let window = UploadWindow(findings: FindingBuffer(file: "part"), capacity: 1 << 22)
            var items: [[UInt8]] = []
            while try reader.read(into: window) {
                #expect(window.findings.findings.map(\.line) == [])
                items += window.slices.map { Array(window.bytes[$0.start..<$0.end]) }
            }
            return items
        }
    }

    static func flags(_ bytes: [UInt8], _ format: UploadFormat) throws -> [Bool?] {
        let flags = try withInput(bytes) { try UploadOutline($0, format: format).flags }
        return [flags.skipDuplicateURLs?.value, flags.upsertMetadata?.value]
    }

    static let formats: [UploadFormat] = [.object, .array, .jsonLines]

    @Test(arguments: formats, 1...4 as ClosedRange<UInt64>)
    func everyItemIsInOnePartByteForByte(_ format: UploadFormat, _ seed: UInt64) throws {
        let upload = PlantedUpload(
            seed: 800 + seed, format: format, items: 60, faults: 0.03, breaksItems: false)
        let schema = try schema(sampleSchema)
        let reading = Reading(threads: 2, windowBytes: 500, format: format)
        let checked = try CheckedUpload(upload.bytes, schema, reading)
        let bad = Set(
            checked.findings.filter { $0.severity == .error }.compactMap(\.item?.index))
        let limits = [
            SplitUpload.Limits(), SplitUpload.Limits(items: 7),
            SplitUpload.Limits(bytes: 2000), SplitUpload.Limits(items: 10, bytes: 4000),
        ]
        for limit in limits {
            let split = try Split(upload.bytes, reading, limit)
            #expect(split.outcome.accepted + split.outcome.rejected == upload.itemCount)
            #expect(split.outcome.chunks == split.chunks.count)
            let accepted = try split.chunks.flatMap { try SplitUploadTests.items($0, format) }
            #expect(
                accepted
                    == upload.items.enumerated().filter { !bad.contains($0.offset) }.map(\.element))
            let rejected = try SplitUploadTests.items(split.rejected, format)
            #expect(
                rejected
                    == upload.items.enumerated().filter { bad.contains($0.offset) }.map(\.element))
            let flags = try SplitUploadTests.flags(upload.bytes, format)
            for chunk in split.chunks {
                let found = try CheckedUpload(chunk, schema, Reading(format: format))
                let errors = found.findings.filter { $0.severity == .error }
                #expect(errors.map(\.line) == [])
                #expect(try SplitUploadTests.flags(chunk, format) == flags)
                if let most = limit.items { #expect(found.summary.items <= most) }
                if let most = limit.bytes {
                    #expect(chunk.count <= most || found.summary.items == 1)
                }
            }
            #expect(try SplitUploadTests.flags(split.rejected, format) == flags)
        }
    }

    @Test(arguments: [
        #""skip_duplicate_urls": true"#, #""upsert_metadata": true, "skipDuplicateUrls": true"#,
        #""skip_duplicate_urls": false, "upsert_metadata": false"#,
    ]) func flagsAreRepeated(_ flags: String) throws {
        let item = #"{"objectUrl": "a.png"}"#
        for text in [
            #"{"images": [\#(item), \#(item)], \#(flags)}"#,
            #"{\#(flags), "images": [\#(item), {"title": 3}, \#(item)]}"#,
            #"{"externalFiles": {"images": [\#(item), \#(item)], \#(flags)}}"#,
            #"{"dataItems": {\#(flags), "imageGroups": [], "images": [\#(item), \#(item)]}}"#,
        ] {
            let split = try Split(
                Array(text.utf8), Reading(format: .object), SplitUpload.Limits(items: 1))
            #expect(split.chunks.count == 2)
            let wanted = try SplitUploadTests.flags(Array(text.utf8), .object)
            for part in split.chunks + [split.rejected] {
                #expect(try SplitUploadTests.flags(part, .object) == wanted)
            }
        }
    }

    @Test func groupsKeepTheirNames() throws {
        let text = #"""
            {"image_groups": [{"title": "g", "objectUrl_0": "a"}, {}], "videos": [{"objectUrl": "v"}, 7],
             "images": [{"objectUrl": "i"}]}
            """#
        let split = try Split(
            Array(text.utf8), Reading(format: .object), SplitUpload.Limits(items: 2))
        let parts = try (split.chunks + [split.rejected]).map { part in
            try JSONTape(copying: part).root.members.map { group in
                "\(group.key.string ?? "") \(group.value.elements.count)"
            }
        }
        #expect(
            parts == [
                ["image_groups 1", "videos 1"], ["images 1"], ["image_groups 1", "videos 1"],
            ])
    }

    @Test(arguments: formats) func anEmptyUploadGivesEmptyParts(_ format: UploadFormat) throws {
        let text = [UploadFormat.object: "{}", .array: "[]", .jsonLines: ""][format] ?? ""
        let split = try Split(Array(text.utf8), Reading(format: format))
        #expect(split.outcome.accepted == 0 && split.outcome.rejected == 0)
        #expect(split.chunks.count <= 1)
        for part in split.chunks + [split.rejected] where format != .jsonLines {
            #expect(try SplitUploadTests.items(part, format) == [])
        }
    }

    @Test func anItemLargerThanAChunkStandsAlone() throws {
        let long = String(repeating: "x", count: 900)
        let items = ["a", long, "b", "c"].enumerated().map { index, notes in
            #"{"url": "\#(index).png", "clientMetadata": {"notes": "\#(notes)"}}"#
        }
        let text = "[" + items.joined(separator: ",") + "]"
        let split = try Split(
            Array(text.utf8), Reading(format: .array), SplitUpload.Limits(bytes: 500))
        let counts = try split.chunks.map { try SplitUploadTests.items($0, .array).count }
        #expect(counts == [1, 1, 2])
    }

    @Test func rowsStandUnderTheirHeaders() throws {
        let text = """
            ObjectUrl,Video title\r
            a.mp4,"one, two"\r
            b c.mp4,three\r

            ObjectUrl,Image group title\r
            1.png,g\r
            2.png,h\r
            3.png,g\r
            ,h\r
            5.png,i
            """
        func texts(_ parts: [[UInt8]]) -> [String] {
            parts.map { String(decoding: $0, as: UTF8.self) }
        }
        for windowBytes in [64, 1 << 19] {
            let reading = Reading(windowBytes: windowBytes, format: .csv)
            let split = try Split(Array(text.utf8), reading)
            let videos = "ObjectUrl,Video title\r\n"
            let groups = "ObjectUrl,Image group title\r\n"
            // The rows of a group stand together.
            #expect(
                texts(split.chunks) == [
                    videos + "a.mp4,\"one, two\"\r\n" + groups + "1.png,g\r\n3.png,g\r\n5.png,i\n"
                ])
            #expect(
                texts([split.rejected]) == [
                    videos + "b c.mp4,three\r\n" + groups + "2.png,h\r\n,h\r\n"
                ])
            #expect(split.outcome.accepted == 3 && split.outcome.rejected == 2)
            let chunked = try Split(Array(text.utf8), reading, SplitUpload.Limits(items: 1))
            #expect(
                texts(chunked.chunks) == [
                    videos + "a.mp4,\"one, two\"\r\n", groups + "1.png,g\r\n3.png,g\r\n",
                    groups + "5.png,i\n",
                ])
        }
    }

    @Test func aTableOfBadRowsLeavesAHeader() throws {
        let split = try Split(Array("ObjectUrl\na b.mp4\n".utf8), Reading(format: .csv))
        #expect(split.chunks == [Array("ObjectUrl\n".utf8)])
        #expect(split.rejected == Array("ObjectUrl\na b.mp4\n".utf8))
    }
}
