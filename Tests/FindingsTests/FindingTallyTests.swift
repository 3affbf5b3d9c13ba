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
            key: key, value: FindingWord(value), suggestion: "\"sunny\"")
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
        #expect(tally.failedItemCount == 3)
        #expect(tally.count(of: .enumUnknownOption) == 3)
        #expect(tally.files.map(\.name) == ["a.json", "b.json", "c.json"])
        #expect(tally.files.map(\.failedItemCount) == [2, 1, 0])
        #expect(tally.files.map(\.counts.total) == [4, 2, 1])
    }

    /// One rule may warn in one place and refuse in another; neither hides the other.
    @Test func severitiesAreCausesOfTheirOwn() {
        var warning = finding(.uploadUnknownMember, item: nil, key: "project", value: nil)
        warning.severity = .warning
        var error = warning
        error.severity = .error
        var tally = FindingTally()
        for next in [warning, error, warning] { tally.add(next) }
        #expect(tally.groups.map(\.severity) == [.warning, .error])
        #expect(tally.groups.map(\.count) == [2, 1])
        #expect(tally.causes.map(\.severity) == [.warning, .error])
        warning.count = 5
        tally.add(warning)
        #expect(tally.counts.warnings == 7 && tally.counts.errors == 1)
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

    /// Rows of a CSV group stand apart, and what is found at the end is about items seen before.
    @Test func anItemThatFailsAgainIsCountedOnce() {
        var tally = FindingTally()
        for item in [1, 2, 1, 70, 2, 1] { tally.add(finding(item: item)) }
        tally.add(finding(.keyUnknown, item: 3))
        #expect(tally.failedItemCount == 3)
        tally.add(finding(file: "b.json", item: 1))
        #expect(tally.failedItemCount == 4)
        #expect(tally.files.map(\.failedItemCount) == [3, 1])
    }

    /// A cause is what the message shows: it shows no value of an item without a URL.
    @Test func whatTheMessageDoesNotShowMakesNoCause() {
        var tally = FindingTally()
        for item in 0..<100 {
            var missing = finding(.itemMissingURL, item: item, key: "objectUrl", value: "{\(item)}")
            missing.suggestion = nil
            tally.add(missing)
        }
        #expect(tally.causes.map(\.count) == [100])
        for item in 0..<4 {
            var near = finding(.keyUnknown, item: item, key: "wether", value: "\(item)")
            near.suggestion = item == 0 ? "weather" : "whether"
            tally.add(near)
        }
        #expect(tally.causes.map(\.count) == [100, 1, 3])
    }

    /// Ten faulty values of one item are in one item, whatever their values.
    @Test func groupsCountTheirItemsOnce() {
        var tally = FindingTally()
        for item in 0..<3 {
            for value in 0..<10 { tally.add(finding(item: item, value: "\(value)")) }
        }
        #expect(tally.groups.map(\.count) == [30])
        #expect(tally.groups.map(\.itemCount) == [3])
        #expect(tally.groups.map(\.causes.count) == [10])
    }

    /// What is mended is counted by rule, and a mark can be taken back.
    @Test func marksOfFixesAreCounted() {
        var tally = FindingTally()
        for (rule, mark) in [
            (RuleID.enumUnknownOption, FixMark.safe), (.enumUnknownOption, .unsafe),
            (.uploadUnknownMember, .unsafe), (.uuidFormat, nil),
        ] as [(RuleID, FixMark?)] {
            var finding = finding(rule)
            finding.fix = mark
            tally.add(finding)
        }
        #expect(tally.fixable == FixCounts(safe: 1, unsafe: 2))
        #expect(tally.fixable(of: .enumUnknownOption) == FixCounts(safe: 1, unsafe: 1))
        tally.removeUnsafeMarks(of: .uploadUnknownMember, count: 5)
        #expect(tally.fixable == FixCounts(safe: 1, unsafe: 1))
        #expect(tally.fixable(of: .uploadUnknownMember).isEmpty)
    }

    /// Of a file that cannot be mended as a whole nothing is.
    @Test func marksOfAFileAreTakenBack() {
        var tally = FindingTally()
        for file in ["a", "b"] {
            for mark in [FixMark.safe, .unsafe] {
                var finding = Finding(
                    .enumUnknownOption, location: FindingLocation(file: file, position: .start))
                finding.fix = mark
                tally.add(finding)
            }
        }
        tally.removeMarks(ofFile: "c")
        #expect(tally.fixable == FixCounts(safe: 2, unsafe: 2))
        tally.removeMarks(ofFile: "b")
        #expect(tally.fixable == FixCounts(safe: 1, unsafe: 1))
        #expect(tally.fixable(of: .enumUnknownOption) == FixCounts(safe: 1, unsafe: 1))
    }

    @Test func aFindingMayStandForMany() {
        var tally = FindingTally()
        var many = finding()
        many.count = 500
        tally.add(many)
        #expect(tally.counts.errors == 500 && tally.failedItemCount == 1)
        #expect(tally.count(of: .enumUnknownOption) == 500)
        #expect(tally.causes[0].count == 500 && tally.groups[0].count == 500)
        #expect(tally.files[0].counts.errors == 500)
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
