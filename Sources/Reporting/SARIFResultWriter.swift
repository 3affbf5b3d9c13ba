import CanonicalJSON
import Findings

/// Writes findings as SARIF results.
struct SARIFResultWriter {
    /// What paths of files are relative to.
    static let rootID: StaticString = "%SRCROOT%"

    private let run: ReportRun
    private var json = JSONBuilder()
    private var ruleIndexes: [RuleID: Int] = [:]
    /// How often a fingerprint was written: results of one run have different ones.
    private var fingerprintCounts: [Fingerprint: Int] = [:]

    /// Makes a writer.
    ///
    /// - Parameters:
    ///   - rules: the rules of the run's driver, in their order.
    ///   - run: where files lie.
    init(rules: [Rule], run: ReportRun) {
        self.run = run
        for (index, rule) in rules.enumerated() { ruleIndexes[rule.id] = index }
    }

    /// The JSON text of a result.
    mutating func text(of finding: Finding) -> [UInt8] {
        json.removeAll()
        json.beginObject()
        json.member("ruleId", finding.rule.code)
        if let index = ruleIndexes[finding.rule] { json.member("ruleIndex", index) }
        json.member("level", SARIFResultWriter.word(for: finding.severity))
        json.object("message") { $0.member("text", finding.message) }
        json.key("locations")
        json.beginArray()
        location(of: finding)
        json.endArray()
        if let related = finding.related {
            json.key("relatedLocations")
            json.beginArray()
            json.beginObject()
            json.object("message") { $0.member("text", "the other one") }
            physicalLocation(related, endColumn: nil)
            json.endObject()
            json.endArray()
        }
        let fingerprint = Fingerprint(of: finding)
        let count = fingerprintCounts[fingerprint, default: 0]
        fingerprintCounts[fingerprint] = count + 1
        json.object("partialFingerprints") { json in
            json.member("metadexFinding/v2", "\(fingerprint.text):\(count)")
        }
        properties(of: finding)
        json.endObject()
        return json.bytes
    }

    private mutating func location(of finding: Finding) {
        json.beginObject()
        physicalLocation(finding.location, endColumn: finding.endColumn)
        if !finding.location.pointer.isEmpty {
            json.key("logicalLocations")
            json.beginArray()
            json.beginObject()
            json.member("fullyQualifiedName", finding.location.pointer)
            json.member("kind", "member")
            json.endObject()
            json.endArray()
        }
        json.endObject()
    }

    private mutating func physicalLocation(_ location: FindingLocation, endColumn: Int?) {
        json.object("physicalLocation") { json in
            json.object("artifactLocation") { json in
                let path = run.path(of: location.file)
                json.member("uri", FileURI.reference(of: path))
                if run.paths != nil, !path.hasPrefix("/"), !ReportRun.isStream(path) {
                    json.member("uriBaseId", "\(SARIFResultWriter.rootID)")
                }
            }
            guard location.position.line > 0 else { return }
            json.object("region") { json in
                json.member("startLine", location.position.line)
                json.member("startColumn", location.position.column)
                if let endColumn { json.member("endColumn", endColumn) }
                json.member("byteOffset", location.position.offset)
                json.member("byteLength", location.length)
            }
        }
    }

    private mutating func properties(of finding: Finding) {
        json.object("properties") { json in
            if let item = finding.item {
                json.member("item_index", item.index)
                if let url = item.url { json.member("item_url", url) }
                if let title = item.title { json.member("item_title", title) }
            }
            if let key = finding.key { json.member("key", key) }
            if let value = finding.value { json.member("value", value) }
            if let suggestion = finding.suggestion { json.member("suggestion", suggestion) }
        }
    }

    /// SARIF's word for a severity.
    static func word(for severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .notice: "note"
        }
    }
}
