import CanonicalJSON
import Testing

@testable import Findings

/// Findings that are counted without being made are counted exactly.
@Suite struct RepeatedFindingTests {
    private func finding(_ rule: RuleID, key: String, value: String, item: Int) -> Finding {
        Finding(
            rule, location: FindingLocation(file: "f", position: .start),
            item: ItemReference(index: item), key: key, value: value)
    }

    @Test(arguments: ["gps", String(repeating: "k", count: 5_000)])
    func repeatsCountWithTheirCause(key: String) {
        var tally = FindingTally()
        tally.add(finding(.keyUnknown, key: key, value: "x", item: 0))
        tally.addRepeats(of: .keyUnknown, key: key, count: 41, itemCount: 40, mendedCount: 7)
        #expect(tally.counts.warnings == 42)
        #expect(tally.count(of: .keyUnknown) == 42)
        #expect(tally.fixable == FixCounts(unsafe: 7))
        #expect(tally.fixable(of: .keyUnknown) == FixCounts(unsafe: 7))
        #expect(tally.causes.first?.count == 42 && tally.causes.first?.itemCount == 41)
        #expect(tally.files.first?.counts.warnings == 42)
    }

    @Test("a key beyond the tally's memory is counted all the same")
    func repeatsOfFoldedKeys() {
        var tally = FindingTally()
        let long = String(repeating: "k", count: 700)
        for number in 0..<30_000 {
            tally.add(finding(.keyUnknown, key: "\(number)\(long)", value: "x", item: number))
        }
        let last = "29999\(long)"
        #expect(!tally.causes.contains { $0.key == last })
        tally.addRepeats(of: .keyUnknown, key: last, count: 5, itemCount: 5)
        #expect(tally.counts.warnings == 30_005)
    }
}
