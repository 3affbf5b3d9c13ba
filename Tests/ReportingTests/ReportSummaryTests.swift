import CanonicalJSON
import Findings
import Testing
import Text

@testable import Reporting

@Suite struct ReportSummaryTests {
    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (11_842, "11,842"),
        (1_234_567, "1,234,567"), (-1_000, "-1,000"), (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func groupsDigits(number: Int, text: String) {
        #expect(number.grouped == text)
    }

    @Test func lines() {
        let none = ReportSummary(tally: FindingTally(), fileCount: 1, itemCount: 300)
        #expect(none.line == "1 file, 300 items: no findings")
        let accepted = ReportSummary(
            tally: FindingTally(), fileCount: 2, itemCount: 1, acceptedCount: 1_200)
        #expect(accepted.line == "2 files, 1 item: no findings, 1,200 accepted by the baseline")
        for (safe, unsafe, words) in [
            (1_200, 0, "; 1,200 fixable with metadex fix"),
            (0, 2, "; 2 fixable with metadex fix --unsafe"),
            (1, 1, "; 1 fixable with metadex fix, 1 more with --unsafe"),
        ] {
            var tally = FindingTally()
            let place = FindingLocation(file: "a", position: .start)
            for number in 0..<safe + unsafe {
                var finding = Finding(.enumUnknownOption, location: place)
                finding.fix = number < safe ? .safe : .unsafe
                tally.add(finding)
            }
            let summary = ReportSummary(tally: tally, fileCount: 1, itemCount: 1)
            #expect(summary.line.hasSuffix(words), "\(summary.line)")
        }
        #expect(
            SampleRun.sample().summary.line
                == "4 files, 115 items: 106 errors in 102 items, 3 warnings, 1 notice")
    }
}
