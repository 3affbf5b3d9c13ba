import CanonicalJSON
import Testing

@testable import Findings

@Suite struct BaselineTests {
    private func finding(
        _ rule: RuleID = .enumUnknownOption, url: String? = "https://bkt.example/1.png",
        key: String? = "weather", value: String? = "\"Sunny\"", line: Int = 1
    ) -> Finding {
        Finding(
            rule,
            location: FindingLocation(
                file: "a.json", position: SourcePosition(offset: line, line: line, column: 1)),
            item: ItemReference(index: 3, url: url), key: key, value: FindingWord(value))
    }

    @Test func acceptsWhatWasRecordedWhereverItStands() {
        var baseline = Baseline()
        baseline.record(finding(line: 1))
        baseline.record(finding(line: 9))
        // A third one is new.
        let answers = [20, 30, 40].map { baseline.accepts(finding(line: $0)) }
        #expect(answers == [true, true, false])
    }

    @Test func otherRuleItemKeyOrValueIsNew() {
        var baseline = Baseline()
        baseline.record(finding())
        let others = [
            finding(.enumType), finding(url: "https://bkt.example/2.png"), finding(url: nil),
            finding(key: "season"), finding(value: "\"SUNNY\""),
        ]
        let answers = (others + [finding()]).map { baseline.accepts($0) }
        #expect(answers == [false, false, false, false, false, true])
    }

    @Test func fileRoundTrip() throws {
        var baseline = Baseline()
        for line in 0..<3 { baseline.record(finding(line: line)) }
        baseline.record(finding(.keyUnknown, url: nil, key: "tab\t\"quote\"\\", value: nil))
        var read = try Baseline(contentsOf: Array(baseline.fileText.utf8))
        #expect(read.count == 4)
        #expect(read.fileText == baseline.fileText)
        let isAccepted = read.accepts(
            finding(.keyUnknown, url: nil, key: "tab\t\"quote\"\\", value: nil))
        #expect(isAccepted)
        #expect(!baseline.fileText.contains("Sunny"), "values are hashes")
    }

    @Test func fileTextIsSorted() {
        var baseline = Baseline()
        baseline.record(finding(.keyUnknown, url: "b", key: nil, value: nil))
        baseline.record(finding(.enumUnknownOption, url: "a", value: "1"))
        #expect(
            baseline.fileText == """
                {"version": 2, "findings": [
                  {"rule": "enum-unknown-option", "item": "a", "key": "weather", \
                "value_hash": "\(hash("1"))", "count": 1},
                  {"rule": "key-unknown", "item": "b", "key": null, \
                "value_hash": "\(hash(""))", "count": 1}
                ]}

                """)
        #expect(Baseline().fileText == "{\"version\": 2, \"findings\": []}\n")
    }

    private func hash(_ text: String) -> String {
        var fingerprint = Fingerprint()
        fingerprint.add(text)
        return fingerprint.text
    }

    @Test(arguments: [
        (#"{"version": 1, "findings": []}"#, BaselineError.version(found: "1")),
        (#"[]"#, .version(found: "none")),
        (#"{"version": 2}"#, .version(found: "2")),
        (
            #"{"version": 2, "findings": [{}]}"#,
            .entry(index: 0, problem: "expected an object with a rule")
        ),
        (
            #"{"version": 2, "findings": [{"rule": "key-unknow"}]}"#,
            .entry(
                index: 0,
                problem: UnknownRule(text: "key-unknow", suggestion: "key-unknown").description)
        ),
        (
            #"{"version":2,"findings":[{"rule":"key-unknown","item":"","value_hash":"","count":0}]}"#,
            .entry(index: 0, problem: "expected item, value_hash and a count above 0")
        ),
    ])
    func refusesOtherFiles(text: String, error: BaselineError) {
        #expect(throws: error) { try Baseline(contentsOf: Array(text.utf8)) }
    }

    @Test func refusesWhatIsNotJSON() {
        #expect(throws: BaselineError.syntax(JSONSyntaxError(.empty, at: 0))) {
            try Baseline(contentsOf: [])
        }
    }

    /// The hash is part of the file form: the same in every version.
    @Test func fingerprintIsStable() {
        #expect(hash("") == "af64724c8602eb6e")
        #expect(Fingerprint(of: finding(line: 1)) == Fingerprint(of: finding(line: 2)))
    }
}
