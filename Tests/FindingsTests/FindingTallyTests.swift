import CanonicalJSON
import TestSupport
import Testing

@testable import Findings

@Suite struct FindingTallyTests {
    private func finding(
        _ rule: RuleID = .enumUnknownOption, file: String = "a.json", item: Int? = 0,
        key: String? = "weather", value: String? = "\"Sunny\"", line: Int = 1
    ) -> Finding {
        Finding(
            rule,
            location: FindingLocation(
                file: file, position: SourcePosition(offset: line * 10, line: line, column: 2)),
            item: item.map { ItemReference(index: $0, url: "https://bkt.example/\($0).png") },
            key: key, value: value, suggestion: "\"sunny\"")
    }

    @Test func countsBySeverityRuleFileAndItem() {
        var tally = FindingTally()
        tally.add(finding(item: 0))
        tally.add(finding(.uuidFormat, item: 0, key: "ref", value: "\"x\""))
        tally.add(finding(.keyUnknown, item: 1, key: "wether", value: nil))
        tally.add(finding(item: 2))
        tally.add(finding(.datetimeNoOffset, file: "b.json", item: 2))
        tally.add(finding(file: "b.json", item: 2))
        tally.add(finding(.fileEmpty, file: "c.json", item: nil, key: nil, value: nil))
        #expect(tally.counts.errors == 5)
        #expect(tally.counts.warnings == 1)
        #expect(tally.counts.notices == 1)
        #expect(tally.counts.atLeast(.warning) == 6)
        #expect(tally.failedItemCount == 3)
        #expect(tally.count(of: .enumUnknownOption) == 3)
        #expect(tally.files.map(\.name) == ["a.json", "b.json", "c.json"])
        #expect(tally.files.map(\.failedItemCount) == [2, 1, 0])
        #expect(tally.files.map(\.counts.total) == [4, 2, 1])
    }

    @Test func causesCountItemsAndKeepTheFirstPlaces() {
        var tally = FindingTally()
        for item in 0..<50 {
            for line in 0..<3 { tally.add(finding(item: item, line: 3 * item + line + 1)) }
        }
        #expect(tally.causes.count == 1)
        #expect(tally.causes[0].count == 150)
        #expect(tally.causes[0].itemCount == 50)
        #expect(tally.causes[0].samples.map(\.location.position.line) == [1, 4, 7])
        #expect(tally.causes[0].suggestion == "\"sunny\"")
    }

    @Test func theSourceLineIsAskedForOncePerCause() {
        var asked = 0
        var tally = FindingTally()
        for item in 0..<10 {
            tally.add(finding(item: item)) {
                asked += 1
                return SourceExcerpt(
                    text: "x", column: 0, length: 1, cutBefore: false, cutBehind: false)
            }
        }
        #expect(asked == 1)
        #expect(tally.causes[0].samples.map { $0.excerpt != nil } == [true, false, false])
    }

    @Test func spellingsOfOneLetterAreTwoValues() {
        var tally = FindingTally()
        tally.add(finding(value: "\"caf\u{E9}\""))
        tally.add(finding(value: "\"cafe\u{301}\""))
        #expect(tally.causes.count == 2)
    }

    @Test func sortsByWeight() {
        var tally = FindingTally()
        tally.add(finding(.datetimeNoOffset, value: "1"))
        for item in 0..<5 { tally.add(finding(.keyUnknown, item: item, value: "2")) }
        tally.add(finding(value: "3"))
        for item in 0..<2 { tally.add(finding(item: item, value: "4")) }
        tally.add(finding(value: "5"))
        #expect(tally.causesByWeight.map(\.value) == ["4", "3", "5", "2", "1"])
    }

    @Test func manyValuesFoldWithExactCounts() {
        var tally = FindingTally()
        let values = FindingTally.causesMax + 5_000
        for item in 0..<values { tally.add(finding(item: item, value: "\(item)")) }
        for item in 0..<10 { tally.add(finding(item: item, value: "\(item)")) }
        let folded = tally.causes.filter { $0.extent == .key }
        #expect(folded.count == 1)
        #expect(folded[0].key == "weather" && folded[0].value == nil)
        #expect(tally.causes.reduce(0) { $0 + $1.count } == values + 10)
        #expect(tally.causes.reduce(0) { $0 + $1.itemCount } == values)
        #expect(tally.causes.count <= FindingTally.causesMax + 1)
    }

    @Test func mergingEqualsCountingInOneGo() {
        let seed = UInt64.random(in: 0..<1_000_000)
        var random = SeededGenerator(seed: seed)
        var whole = FindingTally()
        var parts = [FindingTally(), FindingTally(), FindingTally()]
        for item in 0..<500 {
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let rule = RuleID.allCases.randomElement(using: &random) ?? .keyUnknown
                let finding = finding(
                    rule, file: item < 250 ? "a" : "b", item: item % 250,
                    value: "\(Int.random(in: 0...2, using: &random))")
                whole.add(finding)
                parts[item / 200].add(finding)
            }
        }
        var merged = parts[0]
        merged.merge(parts[1])
        merged.merge(parts[2])
        #expect(merged.counts == whole.counts, "seed \(seed)")
        #expect(merged.failedItemCount == whole.failedItemCount, "seed \(seed)")
        #expect(merged.files == whole.files, "seed \(seed)")
        #expect(merged.causes.map(\.count) == whole.causes.map(\.count), "seed \(seed)")
        #expect(merged.causes.map(\.itemCount) == whole.causes.map(\.itemCount), "seed \(seed)")
        #expect(merged.causes.map(\.samples) == whole.causes.map(\.samples), "seed \(seed)")
        #expect(RuleID.allCases.allSatisfy { merged.count(of: $0) == whole.count(of: $0) })
    }

    /// The bytes of everything that a tally keeps for its causes.
    private func keptBytes(_ tally: FindingTally) -> Int {
        tally.causes.reduce(0) { sum, cause in
            let samples = cause.samples.reduce(0) { sum, sample in
                let texts = [
                    sample.key, sample.value, sample.suggestion, sample.item?.url,
                    sample.item?.title, sample.location.pointer, sample.excerpt?.text,
                ]
                return texts.reduce(sum + MemoryLayout<Finding>.stride) {
                    $0 + ($1?.utf8.count ?? 0)
                }
            }
            return sum + samples + MemoryLayout<FindingCause>.stride
                + (cause.key?.utf8.count ?? 0) + (cause.value?.utf8.count ?? 0)
        }
    }

    /// Every key, value, URL, pointer and excerpt is long and different.
    @Test func memoryIsBoundedForTheWorstFindings() {
        let long = String(repeating: "長い文字列", count: 160)
        var tally = FindingTally()
        let count = 10_000
        for item in 0..<count {
            var finding = finding(
                RuleID.allCases[item % RuleID.allCases.count], file: "\(long)\(item % 50)",
                item: item, key: "\(item)\(long)", value: "\(item)\(long.prefix(79))")
            finding.item?.url = "\(item)\(long)"
            finding.item?.title = "\(item)\(long)"
            finding.location.pointer = "\(item)\(long)\(long)"
            tally.add(finding) {
                SourceExcerpt(
                    text: String(long.prefix(96)), column: 1, length: 2, cutBefore: true,
                    cutBehind: true)
            }
        }
        #expect(tally.causes.reduce(0) { $0 + $1.count } == count)
        #expect(tally.counts.total == count)
        // A rule whose keys are folded keeps one sample beyond the two limits.
        let sampleBytesMax = 7 * 4 * 10 * Finding.valueLengthMax
        #expect(
            keptBytes(tally) < FindingTally.storedBytesMax + FindingTally.foldedBytesMax
                + RuleID.allCases.count * sampleBytesMax)
        #expect(keptBytes(tally) > FindingTally.storedBytesMax / 2)
    }
}
