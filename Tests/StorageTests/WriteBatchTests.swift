import CanonicalJSON
import Findings
import Items
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
        let isGood = batch.append(
            item, of: tape, known: 0, checkedBy: Validator(schema: nil), writer: &writer,
            into: &findings)
        #expect(!isGood)
        #expect(batch.count == 1)
        let store = InMemoryStore(environment: .repeatable())
        try store.importItems(into: "f", policy: .skip, checkedAgainst: 0) {
            try $0.write(batch)
            return .commit
        }
        #expect(try store.allItems().map(\.urls) == [["u:0"]])
    }
}
