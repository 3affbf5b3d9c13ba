import CanonicalJSON
import Findings
import Foundation
import Testing

@testable import Reporting

@Suite struct GitLabReportTests {
    private struct Issue: Decodable {
        struct Location: Decodable {
            struct Lines: Decodable { var begin: Int }
            var path: String
            var lines: Lines
        }
        var description: String
        var check_name: String
        var fingerprint: String
        var severity: String
        var location: Location
    }

    private func issues(_ run: SampleRun, _ options: ReportOptions = ReportOptions()) throws
        -> [Issue]
    {
        try JSONDecoder().decode([Issue].self, from: Data(run.text(.gitlab, options).utf8))
    }

    @Test func everyFindingIsAnIssueOfItsOwn() throws {
        let issues = try issues(.sample())
        #expect(issues.count == 110)
        #expect(Set(issues.map(\.fingerprint)).count == 110)
        let first = try #require(issues.first)
        #expect(first.description == "weather: \"Sunny\" is not an option; nearest: \"sunny\"")
        #expect(first.check_name == "enum-unknown-option" && first.severity == "major")
        #expect(first.location.path == "uploads/data/upload 1.json")
        #expect(first.location.lines.begin == 3)
        #expect(issues.last?.severity == "info")
        #expect(Set(issues.map(\.severity)) == ["major", "minor", "info"])
    }

    @Test func theWorstAreKept() throws {
        let issues = try issues(.sample(), ReportOptions(findingsMax: 3))
        #expect(issues.map(\.severity) == ["major", "major", "major"])
    }

    @Test func aCleanRunIsAnEmptyList() throws {
        #expect(try SampleRun().text(.gitlab) == "[]\n")
    }

    /// A finding keeps its fingerprint when it moves, and has another in another file.
    @Test func fingerprintsHoldFileAndFindingAndNoPlace() throws {
        var run = SampleRun()
        for (name, text) in [("a.json", "[1]"), ("b.json", "[1]"), ("c.json", "\n\n[1]")] {
            var file = SampleFile(name: name, text: text)
            file.add(.uuidFormat, at: "1", item: 0, key: "k")
            run.append(file, itemCount: 1)
        }
        let fingerprints = try issues(run).map(\.fingerprint)
        #expect(Set(fingerprints).count == 3)
        run.files[0].findings[0].location.position.line = 9
        #expect(try issues(run).map(\.fingerprint) == fingerprints)
    }
}
