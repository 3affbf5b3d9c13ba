import CanonicalJSON
import Findings
import TestSupport
import Testing
import UploadFormats

@testable import Workflows

/// What is found does not depend on threads, and what a fault hides is clear.
@Suite struct ReadingOrderTests {
    @Test(arguments: [UploadFormat.object, .array, .jsonLines])
    func threadsChangeNothing(_ format: UploadFormat) throws {
        let schema = try schema(sampleSchema)
        for seed in UInt64(1)...6 {
            let upload = PlantedUpload(seed: seed, format: format, items: 150, faults: 0.05)
            let first = try CheckedUpload(
                upload.bytes, schema, Reading(threads: 1, windowBytes: 500, format: format))
            #expect(first.findings.count > 50)
            for threads in [2, 4] {
                let other = try CheckedUpload(
                    upload.bytes, schema,
                    Reading(threads: threads, windowBytes: 500, format: format))
                #expect(other.findings == first.findings, "seed \(seed), \(threads) threads")
                #expect(other.summary == first.summary)
            }
        }
    }

    @Test(arguments: [UploadFormat.object, .array, .jsonLines])
    func findingsComeInTheOrderOfTheFile(_ format: UploadFormat) throws {
        let schema = try schema(sampleSchema)
        for seed in UInt64(1)...6 {
            let upload = PlantedUpload(seed: seed, format: format, items: 60, faults: 0.2)
            let found = try CheckedUpload(
                upload.bytes, schema,
                Reading(threads: 2, windowBytes: 700, format: format, findsSuspicions: false))
            let offsets = found.findings.map(\.location.position.offset)
            #expect(offsets == offsets.sorted(), "seed \(seed)")
        }
    }

    /// An array of items with a fault in the one at `place`; every other item has a wrong value.
    private func upload(breaking place: Int, with fault: String, count: Int) -> String {
        let items = (0..<count).map { index in
            #"{"url": "\#(index).png", "clientMetadata": {"ready": \#(index == place ? fault : "7")}}"#
        }
        return "[\n" + items.joined(separator: ",\n") + "\n]\n"
    }

    @Test(arguments: ["\"\n\"", "{]", "[1 2]", "{\"a\" 1}", "\"\u{1}\""])
    func aFaultThatLosesTheStructureEndsTheReading(_ fault: String) throws {
        let schema = try schema(sampleSchema)
        for place in [0, 1, 20, 59] {
            let text = upload(breaking: place, with: fault, count: 60)
            var results: [[String]] = []
            for threads in [1, 2, 4] {
                let found = try CheckedUpload(
                    text, schema, Reading(threads: threads, windowBytes: 128, format: .array))
                #expect(found.summary.isStopped)
                #expect(found.summary.items == place + 1)
                #expect(found.summary.rejectedItems == place + 1)
                #expect(found.findings.map(\.item?.index) == (0...place).map { $0 })
                #expect(found.findings.dropLast().allSatisfy { $0.rule == .booleanType })
                #expect(found.findings.last?.rule == .jsonSyntax)
                results.append(found.lines)
            }
            #expect(results[1] == results[0])
            #expect(results[2] == results[0])
        }
    }

    @Test(arguments: ["NaN", "01", "\"\\x\"", "\"\\u0000\"", "1e131072", "[1,]"])
    func aFaultThatKeepsTheStructureCostsOneItem(_ fault: String) throws {
        let schema = try schema(sampleSchema)
        let text = upload(breaking: 20, with: fault, count: 60)
        let found = try CheckedUpload(
            text, schema, Reading(threads: 2, windowBytes: 128, format: .array))
        #expect(!found.summary.isStopped)
        #expect(found.findings.count == 60)
        #expect(found.findings.count { $0.rule == .booleanType } == 59)
        #expect(found.summary.items == 60)
    }

    @Test func aBrokenLineCostsOneItem() throws {
        let schema = try schema(sampleSchema)
        let lines = (0..<60).map { #"{"url": "\#($0).png", "clientMetadata": {"ready": 7}}"# }
        for fault in ["{", "{\"a\": \"", "]", "{\"a\" 1}", "nonsense"] {
            var lines = lines
            lines[20] = fault
            let found = try CheckedUpload(
                lines.joined(separator: "\n"), schema,
                Reading(threads: 2, windowBytes: 128, format: .jsonLines))
            #expect(!found.summary.isStopped)
            #expect(found.findings.count { $0.rule == .booleanType } == 59)
            #expect(found.findings.count { $0.rule == .jsonSyntax } == 1)
        }
    }

    @Test func aCutFileTellsWhatItHolds() throws {
        let schema = try schema(sampleSchema)
        let text = Array(upload(breaking: -1, with: "", count: 12).utf8)
        for length in stride(from: 1, to: text.count - 2, by: 7) {
            let found = try CheckedUpload(
                Array(text[..<length]), schema,
                Reading(threads: 2, windowBytes: 100, format: .array))
            #expect(found.summary.isStopped, "\(length) bytes")
            #expect(found.findings.last?.severity == .error)
            #expect(found.findings.count { $0.rule == .jsonSyntax } == 1)
        }
    }

    /// Faulty items are counted whatever severity their faults have been given.
    @Test func severitiesDecideWhatIsRejected() throws {
        let schema = try schema(sampleSchema)
        let text = upload(breaking: -1, with: "", count: 3)
        var reading = Reading(format: .array)
        reading.levels[.booleanType] = .warning
        #expect(try CheckedUpload(text, schema, reading).summary.rejectedItems == 0)
        reading.levels[.booleanType] = nil
        #expect(try CheckedUpload(text, schema, reading).findings.isEmpty)
    }
}
