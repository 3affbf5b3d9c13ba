import CanonicalJSON
import Findings
import Foundation
import Testing

@testable import Reporting

@Suite struct SARIFReportTests {
    private func log(_ text: String) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func run(_ text: String) throws -> [String: Any] {
        try #require((log(text)["runs"] as? [[String: Any]])?.first)
    }

    private func finding(_ rule: RuleID, item: Int) -> Finding {
        Finding(
            rule,
            location: FindingLocation(
                file: "a.json", position: SourcePosition(offset: item, line: 1, column: item + 1),
                length: 1),
            item: ItemReference(index: item), key: "k", value: "1")
    }

    @Test func resultsNameTheirRuleAndPlace() throws {
        let run = try run(SampleRun.sample().text(.sarif))
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        #expect(results.count == 110)
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
        }
        let levels = results.compactMap { $0["level"] as? String }
        #expect(levels == levels.sorted { rank($0) < rank($1) }, "worst first")
        let first = try #require((results[0]["locations"] as? [[String: Any]])?.first)
        let place = try #require(first["physicalLocation"] as? [String: Any])
        #expect(
            (place["artifactLocation"] as? [String: Any])?["uri"] as? String
                == "uploads/data/upload%201.json")
        let region = try #require(place["region"] as? [String: Int])
        #expect(
            region == [
                "startLine": 3, "startColumn": 80, "endColumn": 87, "byteOffset": 95,
                "byteLength": 7,
            ])
    }

    private func rank(_ level: String) -> Int { ["error": 0, "warning": 1, "note": 2][level] ?? 3 }

    @Test func fingerprintsAreUniqueInARunAndStable() throws {
        let text = try SampleRun.sample().text(.sarif)
        let results = try #require(run(text)["results"] as? [[String: Any]])
        let prints = results.compactMap {
            ($0["partialFingerprints"] as? [String: String])?["metadexFinding/v2"]
        }
        #expect(prints.count == results.count)
        #expect(Set(prints).count == prints.count)
        #expect(try SampleRun.sample().text(.sarif) == text)
    }

    @Test func findingsThatOnlyDifferInTheirPlaceHaveTheirOwnFingerprints() throws {
        var run = SampleRun()
        var file = SampleFile(name: "a.json", text: "[1, 1, 1]")
        for occurrence in 1...3 {
            file.add(.uuidFormat, at: "1", occurrence: occurrence, item: 0, key: "k")
        }
        run.append(file, itemCount: 1)
        let results = try #require(self.run(run.text(.sarif))["results"] as? [[String: Any]])
        let prints = results.compactMap {
            ($0["partialFingerprints"] as? [String: String])?["metadexFinding/v2"]
        }
        #expect(Set(prints).count == 3)
        #expect(Set(prints.map { $0.prefix(16) }).count == 1)
    }

    @Test func keepsTheWorstOfTooMany() throws {
        let collector = Collector()
        var report = SARIFReport(output: TextOutput(sink: collector.take))
        report.begin(ReportRun(toolVersion: "1"))
        var tally = FindingTally()
        let count = SARIFReport.resultsMax
        for item in 0..<count + 10 {
            for rule in [RuleID.datetimeNoOffset, .keyUnknown] {
                tally.add(finding(rule, item: item))
                report.write(finding(rule, item: item))
            }
        }
        for item in 0..<20 {
            tally.add(finding(.uuidFormat, item: item))
            report.write(finding(.uuidFormat, item: item))
        }
        try report.end(ReportSummary(tally: tally, fileCount: 1, itemCount: count + 10))
        let run = try run(String(decoding: collector.bytes, as: UTF8.self))
        let results = try #require(run["results"] as? [[String: Any]])
        let levels = results.compactMap { $0["level"] as? String }
        #expect(levels.count == count)
        #expect(levels.prefix(20).allSatisfy { $0 == "error" })
        #expect(levels.dropFirst(20).allSatisfy { $0 == "warning" })
        let properties = try #require(run["properties"] as? [String: Any])
        #expect(properties["findings"] as? Int == 2 * (count + 10) + 20)
        #expect(properties["findings_listed"] as? Int == count)
        let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
        #expect((invocation["toolExecutionNotifications"] as? [Any])?.count == 1)
        #expect(collector.bytes.count < 10_000_000, "GitHub takes 10 MB")
    }

    @Test(arguments: [
        ("a.json", "a.json"), ("./a/b.json", "a/b.json"), ("-", "stdin"),
        ("a b%.json", "a%20b%25.json"),
        ("/tmp/é.json", "file:///tmp/%C3%A9.json"), ("c:d/e", "./c:d/e"),
        ("../a#?.json", "../a%23%3F.json"),
        ("./", "./"),
    ])
    func namesOfFilesBecomeURIs(path: String, uri: String) {
        #expect(FileURI.reference(of: path) == uri)
    }

    /// The members that the specification defines for each object that is written; its schema
    /// allows no others.
    private static let members: [String: (all: Set<String>, required: Set<String>)] = [
        "": (["$schema", "version", "runs"], ["version", "runs"]),
        "/runs": (
            [
                "tool", "automationDetails", "originalUriBaseIds", "columnKind", "invocations",
                "results", "properties",
            ], ["tool"]
        ),
        "/runs/automationDetails": (["id"], []),
        "/runs/originalUriBaseIds": (["%SRCROOT%"], []),
        "/runs/originalUriBaseIds/%SRCROOT%": (["uri"], []),
        "/runs/tool": (["driver"], ["driver"]),
        "/runs/tool/driver": (["name", "version", "informationUri", "rules"], ["name"]),
        "/runs/tool/driver/rules": (
            [
                "id", "name", "shortDescription", "fullDescription", "help", "helpUri",
                "defaultConfiguration",
            ], ["id"]
        ),
        "/runs/tool/driver/rules/shortDescription": (["text", "markdown"], ["text"]),
        "/runs/tool/driver/rules/fullDescription": (["text", "markdown"], ["text"]),
        "/runs/tool/driver/rules/help": (["text", "markdown"], ["text"]),
        "/runs/tool/driver/rules/defaultConfiguration": (["level"], []),
        "/runs/invocations": (
            ["executionSuccessful", "toolExecutionNotifications"], ["executionSuccessful"]
        ),
        "/runs/results": (
            [
                "ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations",
                "partialFingerprints", "properties",
            ], ["message"]
        ),
        "/runs/results/message": (["text"], ["text"]),
        "/runs/results/locations": (["physicalLocation", "logicalLocations"], []),
        "/runs/results/locations/physicalLocation": (["artifactLocation", "region"], []),
        "/runs/results/locations/physicalLocation/artifactLocation": (["uri", "uriBaseId"], []),
        "/runs/results/locations/physicalLocation/region": (
            ["startLine", "startColumn", "endColumn", "byteOffset", "byteLength"], []
        ),
        "/runs/results/locations/logicalLocations": (["fullyQualifiedName", "kind"], []),
    ]

    @Test func membersAreThoseOfTheSpecification() throws {
        let log = try log(SampleRun.sample().text(.sarif))
        var seen: Set<String> = []
        var rest: [(path: String, value: Any)] = [("", log)]
        while let (path, value) = rest.popLast() {
            if let elements = value as? [Any] {
                rest += elements.map { (path, $0) }
            } else if let object = value as? [String: Any] {
                // Bags hold any member.
                if path.hasSuffix("/properties") || path.hasSuffix("/partialFingerprints") {
                    continue
                }
                let known = try #require(Self.members[path], "\(path) is not known")
                #expect(Set(object.keys).isSubset(of: known.all), "\(path)")
                #expect(known.required.isSubset(of: object.keys), "\(path)")
                seen.insert(path)
                rest += object.map { ("\(path)/\($0.key)", $0.value) }
            }
        }
        #expect(seen == Set(Self.members.keys))
        #expect(log["version"] as? String == "2.1.0")
    }
}
