import Findings
import TestSupport
import Testing

@testable import UploadFormats

@Suite struct RuleCoverageTests {
    /// Fired by other tests: faults that take much text or bytes that are no text, and limits.
    static let elsewhere: Set<RuleID> = [
        .fileNotText, .jsonInvalidUTF8, .jsonNumberRange, .jsonTooDeep, .itemTooLong,
        .uploadTooManyItems,
        .uploadTooManyURLs, .urlTooLong, .titleTooLong, .csvTooManyRows,
    ]

    @Test func everyRuleOfUploadsHasACase() {
        let examples = UploadCaseTests.files.flatMap { CaseFiles.load($0, as: UploadCase.self) }
        let named = Set(
            examples.flatMap(\.findings).map { String($0.split(separator: " ")[1]) })
        for rule in RuleID.allCases {
            guard [1, 2, 7].contains(rule.rawValue / 100),
                !RuleCoverageTests.elsewhere.contains(rule)
            else { continue }
            #expect(named.contains(rule.name), "\(rule)")
        }
    }

    @Test func faultsInsideAnItemLeaveTheOthersReadable() {
        let digits = String(repeating: "1", count: 140_000)
        let deep = String(repeating: "[", count: 10_001) + String(repeating: "]", count: 10_001)
        for (value, rule) in [(digits, RuleID.jsonNumberRange), (deep, .jsonTooDeep)] {
            let text = #"[{"clientMetadata": {"x": \#(value)}}, {}]"#
            let run = UploadRun(Array(text.utf8), .array)
            #expect(run.findings.map(\.rule) == [rule, .itemMissingURL])
        }
    }
}
