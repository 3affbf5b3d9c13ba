import CanonicalJSON
import Items
import MemoryStorage
import SchemaModel
import Storage
import TestSupport
import Testing
import UploadFormats
import UploadReading

@testable import Workflows

/// The figures of a key are those of its values.
@Suite struct ItemStatisticsTests {
    private func statistics(_ documents: [String]) throws -> (
        store: ItemStatistics, file: ItemStatistics
    ) {
        let schema = try schema(sampleSchema)
        let store = try InMemoryStore.make(schema)
        let items = documents.enumerated().map {
            #"{"url": "\#($0).png", "clientMetadata": \#($1)}"#
        }
        let upload = "[" + items.joined(separator: ",") + "]"
        #expect(try store.load(upload, Reading(format: .array)).isCommitted)
        var stored = ItemStatistics(schema)
        try store.read { try stored.add($0, inFolder: nil) }
        var read = ItemStatistics(schema)
        try withInput(Array(upload.utf8)) {
            try read.add($0, format: .array, threads: 3) { finding, _ in
                Issue.record("\(finding.line)")
            }
        }
        return (stored, read)
    }

    @Test("filled, null, different, range and most frequent, of a store and of a file")
    func figures() throws {
        let (store, file) = try statistics([
            #"{"speed": 1.5, "weather": "fog", "captured_at": "2025-01-02T00:00:00+01:00"}"#,
            #"{"speed": -3, "weather": "fog", "captured_at": "2024-01-02", "extra": [1]}"#,
            #"{"speed": null, "weather": "rain", "notes": "Été"}"#,
            #"{"weather": "fog", "notes": "a longer one", "ready": true}"#,
        ])
        for statistics in [store, file] {
            let keys = Dictionary(
                uniqueKeysWithValues: statistics.all.map { ($0.name, $0.statistics) })
            let speed = try #require(keys["speed"])
            #expect(speed.present == 3 && speed.nulls == 1 && speed.distinct == 2)
            #expect(speed.range == "-3 to 1.5" && speed.misfits == 0)
            let weather = try #require(keys["weather"])
            #expect(weather.distinct == 2 && weather.range == nil)
            #expect(
                weather.top(5) == [.init(json: Array(#""fog""#.utf8), count: 3)],
                "what occurs once is not frequent")
            #expect(
                keys["captured_at"]?.range == "2024-01-02T00:00:00Z to 2025-01-01T23:00:00Z")
            #expect(keys["notes"]?.range == "3 to 12 characters")
            #expect(keys["track"]?.present == 0, "a key that no item has is told as well")
            #expect(keys["extra"]?.present == 1 && statistics.type(of: "extra") == nil)
            #expect(statistics.itemCount == 4 && statistics.kinds == [.image: 4])
        }
    }

    @Test(
        "many different values are estimated within a few percent",
        arguments: [9_999, 10_001, 60_000])
    func distinct(count: Int) throws {
        var key = KeyStatistics()
        for half in 0..<2 {
            var part = KeyStatistics()
            let documents = (0..<count).filter { $0 % 2 == half }
            for number in documents {
                let tape = try JSONTape(copying: "\"value \(number)\"".utf8)
                part.add(tape, at: 0, type: .text)
            }
            key.merge(part)
        }
        #expect(key.isDistinctExact == (count <= KeyStatistics.exactMax))
        #expect(
            abs(key.distinct - count) * 100 <= (key.isDistinctExact ? 0 : 6 * count),
            "\(key.distinct)")
    }
}
