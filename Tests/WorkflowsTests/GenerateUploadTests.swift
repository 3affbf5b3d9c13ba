import Findings
import SchemaModel
import TestSupport
import Testing
import UploadFormats

@testable import Workflows

/// Made-up uploads are what was asked for.
@Suite struct GenerateUploadTests {
    static let everyType = """
        keys:
          ready: boolean
          captured_at: datetime
          speed: number
          track: uuid
          camera: varchar
          notes: text
          weather: {type: enum, options: [clear, fog, rain]}
          clip: {type: embedding, size: 3}
          other: {type: embedding, size: 1}
          place: geospatial
        """

    func bytes(_ wish: GenerateUpload.Wish) throws -> (bytes: [UInt8], bad: Int) {
        var bytes: [UInt8] = []
        let outcome = try GenerateUpload(try schema(Self.everyType), wish).run { bytes += $0 }
        #expect(outcome.items == wish.items)
        return (bytes, outcome.bad)
    }

    @Test(
        "nothing is found in a good one, but that an empty one is empty",
        arguments: [0, 1, 7, 100, 3_000], [true, false])
    func good(items: Int, isLines: Bool) throws {
        for seed in [0, 1, UInt64.max] {
            var wish = GenerateUpload.Wish(items: items, seed: seed)
            wish.isLines = isLines
            let upload = try bytes(wish)
            var reading = Reading(format: isLines ? .jsonLines : .object)
            reading.levels = .init()
            let checked = try CheckedUpload(
                upload.bytes, try schema(Self.everyType), reading)
            #expect(
                checked.findings.isEmpty == (items > 0), "seed \(seed): \(checked.lines.prefix(5))")
            #expect(checked.summary.items == items && upload.bad == 0)
        }
    }

    @Test("as many items have an error as it says", arguments: [0, 5, 50, 100])
    func bad(percent: Int) throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            var wish = GenerateUpload.Wish(items: 400, seed: seed)
            wish.badPercent = percent
            let upload = try bytes(wish)
            let checked = try CheckedUpload(upload.bytes, try schema(Self.everyType))
            #expect(checked.summary.rejectedItems == upload.bad, "seed \(seed)")
            #expect(percent == 0 ? upload.bad == 0 : upload.bad > percent * 2)
            #expect(percent == 100 ? upload.bad == 400 : upload.bad < percent * 6 + 1)
        }
    }

    @Test("the same wish makes the same bytes, another seed others")
    func repeatable() throws {
        let first = try bytes(.init(items: 50, seed: 3)).bytes
        #expect(try bytes(.init(items: 50, seed: 3)).bytes == first)
        #expect(try bytes(.init(items: 50, seed: 4)).bytes != first)
        // A golden line: bytes may not differ from version to version either.
        let text = String(decoding: first, as: UTF8.self).split(separator: "\n")
        #expect(text.count == 58 && text[1] == "\"images\": [")
    }
}
