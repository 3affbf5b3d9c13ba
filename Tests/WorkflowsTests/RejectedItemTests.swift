import CanonicalJSON
import Findings
import Items
import MemoryStorage
import SchemaModel
import Storage
import TestSupport
import Testing
import UploadFormats

@testable import Workflows

/// Items with an error are the rejected ones, in every command, whatever the severities are.
@Suite struct RejectedItemTests {
    /// A random upload in which items repeat, and rows of groups stand apart.
    private static func upload(_ format: UploadFormat, _ random: inout SeededGenerator) -> [UInt8] {
        if format == .csv {
            var text = "ObjectUrl,Image group title,Create video\n"
            for row in 0..<random.below(40) {
                let url = random.pick(["\(row).png", "0.png", "a b.png", ""])
                text +=
                    "\(url),\(random.pick(["g", "h", "i", ""])),\(random.pick(["true", "yes"]))\n"
            }
            return Array(text.utf8)
        }
        let planted = PlantedUpload(
            seed: random.next(), format: format, items: random.below(30), faults: 0.1)
        guard format != .object else { return planted.bytes }
        // A few items stand twice.
        let items = planted.items.flatMap { random.chance(0.2) ? [$0, $0] : [$0] }
        if format == .jsonLines { return items.flatMap { $0 + Array("\n".utf8) } }
        return Array("[".utf8) + items.joined(separator: Array(",\n".utf8)) + Array("]".utf8)
    }

    /// The severities of a random user.
    private static func levels(_ random: inout SeededGenerator) -> RuleLevels {
        var levels = RuleLevels()
        for rule in RuleID.allCases where random.chance(0.3) {
            levels[rule] = random.pick([.error, .warning, .notice, nil])
        }
        if random.chance(0.5) { levels[.urlDuplicate] = .error }
        return levels
    }

    @Test(arguments: [UploadFormat.object, .array, .jsonLines, .csv])
    func failedItemsAreTheRejectedOnes(_ format: UploadFormat) throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        var random = SeededGenerator(seed: seed)
        let schema = try schema(sampleSchema)
        for round in 0..<40 {
            let note: Comment = "round \(round) of seed \(seed)"
            let bytes = RejectedItemTests.upload(format, &random)
            var reading = Reading.various(format)[round % 4]
            reading.levels = RejectedItemTests.levels(&random)
            let checked = try CheckedUpload(bytes, schema, reading)
            var tally = FindingTally()
            for finding in checked.findings { tally.add(finding) }
            let failed = Set(
                checked.findings.filter { $0.severity == .error }.compactMap(\.item?.index))
            #expect(tally.failedItemCount == failed.count, note)
            #expect(checked.summary.rejectedItems == failed.count, note)

            let store = try InMemoryStore.make(schema)
            let outcome = try store.load(bytes, reading, ignoresErrors: true)
            #expect(outcome.write.rejected == failed.count, note)
            #expect(outcome.write.addsUp && outcome.write.read == checked.summary.items, note)
            if format == .csv { continue }
            let split = try SplitUploadTests.Split(bytes, reading)
            #expect(split.outcome.rejected == failed.count, note)
            #expect(split.outcome.accepted == checked.summary.items - failed.count, note)
        }
    }

    static let doubles = #"[{"url": "1"}, {"url": "1"}, {"url": "2"}]"#

    @Test func aDuplicateThatIsAnErrorIsRejected() throws {
        var reading = Reading(format: .array)
        reading.levels[.urlDuplicate] = .error
        let store = try InMemoryStore.make()
        let outcome = try store.load(RejectedItemTests.doubles, reading, ignoresErrors: true)
        #expect(outcome.write.words == "3: 2 created, 1 rejected")
        #expect(try store.allItems().map(\.url) == ["1", "2"])
        let split = try SplitUploadTests.Split(Array(RejectedItemTests.doubles.utf8), reading)
        #expect(split.outcome.accepted == 2 && split.outcome.rejected == 1)
    }

    /// A double that is an error is never stored, and stops what stores all or nothing; one that is
    /// only told is stored.
    @Test(arguments: [UploadFormat.array, .jsonLines, .csv], [false, true])
    func doublesAreStoredAsTheirSeveritySays(_ format: UploadFormat, _ ignoresErrors: Bool) throws {
        let items = [#"{"url": "1"}"#, #"{"url": "1"}"#, #"{"url": "2"}"#]
        let text =
            switch format {
            case .csv: "ObjectUrl,Video title\n1,a\n1,a\n2,b\n"
            case .jsonLines: items.joined(separator: "\n")
            default: "[\(items.joined(separator: ", "))]"
            }
        for severity in [Severity.error, .warning] {
            for windowBytes in [16, 1 << 19] {
                var reading = Reading(windowBytes: windowBytes, format: format)
                reading.levels[.urlDuplicate] = severity
                let store = try InMemoryStore.make()
                let outcome = try store.load(text, reading, ignoresErrors: ignoresErrors)
                let urls = try store.allItems().map(\.url)
                if severity == .warning {
                    #expect(urls == ["1", "1", "2"] && outcome.isCommitted)
                } else if ignoresErrors {
                    #expect(urls == ["1", "2"] && outcome.write.rejected == 1)
                } else {
                    #expect(urls == [] && outcome.ending == .hasErrors)
                }
            }
        }
    }

    /// A suspicion about all items is the file's: as an error it stops an import and rejects no item.
    @Test func aSuspicionAboutAllItemsRejectsNone() throws {
        let items = (0..<120).map {
            #"{"url": "\#($0).png", "clientMetadata": {"weather": "rain"}}"#
        }
        let text = "[" + items.joined(separator: ",") + "]"
        let schema = try schema(sampleSchema)
        var reading = Reading(format: .array)
        reading.levels[.keyConstant] = .error
        let checked = try CheckedUpload(text, schema, reading)
        #expect(checked.findings.map(\.rule) == [.keyConstant])
        #expect(checked.findings[0].item == nil && checked.findings[0].location.position.line == 1)
        #expect(checked.summary.rejectedItems == 0)
        let store = try InMemoryStore.make(schema)
        #expect(try store.load(text, reading).isCommitted == false)
        let ignoring = try store.load(text, reading, ignoresErrors: true)
        #expect(ignoring.write.words == "120: 120 created")
        reading.levels[.keyConstant] = .warning
        #expect(try CheckedUpload(text, schema, reading).findings[0].item?.index == 0)
    }
}
