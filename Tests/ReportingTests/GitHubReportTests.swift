import CanonicalJSON
import Findings
import Testing

@testable import Reporting

@Suite struct GitHubReportTests {
    @Test func escapesAsTheRunnerReads() {
        #expect(GitHubReport.escapedMessage("50%: a,b\r\nc") == "50%25: a,b%0D%0Ac")
        #expect(GitHubReport.escapedProperty("50%: a,b\r\nc") == "50%25%3A a%2Cb%0D%0Ac")
    }

    @Test func atMostTenOfEachLevelAndATotal() throws {
        var run = SampleRun()
        var file = SampleFile(name: "a.json", text: "[1]")
        for key in 0..<40 {
            for rule in [RuleID.uuidFormat, .keyUnknown, .datetimeNoOffset] {
                file.add(rule, at: "1", item: key, key: "k\(key)")
            }
        }
        run.append(file, itemCount: 40)
        let lines = try run.text(.github).split(separator: "\n")
        for level in ["error", "warning", "notice"] {
            #expect(
                lines.count { $0.hasPrefix("::\(level) file=uploads/a.json,line=1,col=2,") } == 10)
        }
        #expect(lines.count == 31)
        let total = "1 file, 40 items: 40 errors in 40 items, 40 warnings, 40 notices"
        #expect(
            lines.last.map(String.init)
                == "Metadex: \(total) (90 causes not annotated) [schema: schema.yaml (metadex.toml)]"
        )
    }

    @Test func everyAnnotationIsOneLine() throws {
        let lines = try SampleRun.sample().text(.github).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.dropLast(2).allSatisfy { $0.hasPrefix("::") })
        #expect(lines.last == "")
    }
}
