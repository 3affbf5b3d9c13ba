import CanonicalJSON
import Findings
import Foundation
import Testing

@testable import Reporting

/// A small run with faults of many kinds, as the reports get it.
struct SampleRun {
    var files: [(file: ReportFile, findings: [Finding])] = []
    var summary = ReportSummary(tally: FindingTally(), fileCount: 0, itemCount: 0)

    static let weather = """
        {
          "images": [
            {"objectUrl": "https://bkt.example/i/1.png", "clientMetadata": {"weather": "Sunny"}},
            {"objectUrl": "https://bkt.example/i/2.png", "clientMetadata": {"weather": "Sunny",
        \t"名前": "東京", "speed": "12.5", "batch-id": "{3f2b8c1e}"}},
            {"objectUrl": "https://bkt.example/i/3.png", "clientMetadata": {"wether": "fog",
              "captured_at": "2025-03-01T12:00", "clip": [0, 0, 0], "id": 9007199254740993}}
          ]
        }

        """

    /// Three items of one file with seven findings, 100 more of one cause in another file, a file
    /// that is not JSON, a file with an awkward name and a clean one.
    static func sample() -> SampleRun {
        var run = SampleRun()
        var upload = SampleFile(name: "data/upload 1.json", text: weather)
        upload.add(
            .enumUnknownOption, at: "\"Sunny\"", item: 0, key: "weather", suggestion: "\"sunny\"")
        upload.add(
            .enumUnknownOption, at: "\"Sunny\"", occurrence: 2, item: 1, key: "weather",
            suggestion: "\"sunny\"")
        upload.add(
            .keyForbiddenCharacter, at: "\"名前\"", item: 1, key: "名前", value: "名")
        upload.add(.numberType, at: "\"12.5\"", item: 1, key: "speed", suggestion: "12.5")
        upload.add(.uuidFormat, at: "\"{3f2b8c1e}\"", item: 1, key: "batch-id")
        upload.add(.keyUnknown, at: "\"wether\"", item: 2, key: "wether", suggestion: "weather")
        upload.add(.datetimeNoOffset, at: "\"2025-03-01T12:00\"", item: 2, key: "captured_at")
        upload.add(.embeddingZero, at: "[0, 0, 0]", item: 2, key: "clip")
        upload.add(
            .numberInexact, at: "9007199254740993", item: 2, key: "id",
            suggestion: "9007199254740992")
        run.append(upload, itemCount: 3)

        let lines = (0..<100).map { "{\"ref\": \"\u{1B}[31m<&>,\($0)\"}" }.joined(separator: "\n")
        var many = SampleFile(name: "100%,:\n.jsonl", text: lines)
        for item in 0..<100 {
            many.add(
                .uuidFormat, at: "\"\u{1B}[31m<&>,\(item)\"", item: item, key: "ref",
                url: item % 2 == 0 ? nil : "=1+1,\(item)")
        }
        run.append(many, itemCount: 100)

        var broken = SampleFile(name: "broken.json", text: "{\"images\": [")
        broken.add(
            .jsonSyntax, at: "[", item: nil, key: nil, value: "the text ends inside a value")
        run.append(broken, itemCount: 0)
        run.append(SampleFile(name: "clean.json", text: "{\"images\": []}"), itemCount: 12)
        return run
    }

    mutating func append(_ file: SampleFile, itemCount: Int) {
        files.append((ReportFile(name: file.name, itemCount: itemCount), file.findings))
        for finding in file.findings {
            summary.tally.add(finding) { file.excerpt(of: finding) }
        }
        summary.fileCount += 1
        summary.itemCount += itemCount
    }

    /// The text of a report of the run.
    func text(
        _ format: ReportFormat, _ options: ReportOptions = ReportOptions(),
        run: ReportRun = ReportRun(
            toolVersion: "1.2.3", startTime: "2025-03-01T12:00:00",
            schema: ReportSchema(path: "schema.yaml", origin: .settings),
            paths: ReportPaths(root: "/src/rides", workingFolder: "/src/rides/uploads"))
    ) throws -> String {
        let collector = Collector()
        var report = format.report(to: TextOutput(sink: collector.take), options: options)
        report.begin(run)
        for (file, findings) in files {
            for finding in findings { report.write(finding) }
            report.endFile(file)
        }
        try report.end(summary)
        return String(decoding: collector.bytes, as: UTF8.self)
    }
}

/// Keeps what an output hands on.
final class Collector {
    var bytes: [UInt8] = []

    func take(_ piece: UnsafeRawBufferPointer) throws { bytes.append(contentsOf: piece) }
}

/// A file whose findings are placed by the text that is wrong.
struct SampleFile {
    let name: String
    let text: String
    var findings: [Finding] = []

    init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    mutating func add(
        _ rule: RuleID, at fault: String, occurrence: Int = 1, item: Int?, key: String?,
        value: String? = nil, suggestion: String? = nil, url: String? = "https://bkt.example/i/"
    ) {
        let bytes = Array(text.utf8)
        var search = text.startIndex..<text.endIndex
        var found: Range<String.Index>?
        for _ in 0..<occurrence {
            found = text.range(of: fault, range: search)
            if let found { search = found.upperBound..<text.endIndex }
        }
        guard let found else { return }
        let offset = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
        let position = bytes.withUnsafeBytes {
            SourcePosition.start.advanced(over: UnsafeRawBufferPointer(rebasing: $0[..<offset]))
        }
        findings.append(
            Finding(
                rule,
                location: FindingLocation(
                    file: name, position: position, length: fault.utf8.count,
                    pointer: item.map { "/images/\($0)/clientMetadata" } ?? ""),
                item: item.map {
                    ItemReference(
                        index: $0, group: "images",
                        url: url.map { $0.hasSuffix("/") ? "\($0)\((item ?? 0) + 1).png" : $0 })
                },
                key: key, value: .text(value ?? fault), suggestion: FindingWord(suggestion)))
    }

    func excerpt(of finding: Finding) -> SourceExcerpt {
        Array(text.utf8).withUnsafeBytes {
            SourceExcerpt(
                of: $0, at: finding.location.position.offset, length: finding.location.length)
        }
    }
}

/// Compares a text with a file in `Cases`; `METADEX_RECORD=1` writes the file instead.
func expectGolden(_ text: String, _ name: String, _ location: SourceLocation = #_sourceLocation)
    throws
{
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/\(name)")
    if ProcessInfo.processInfo.environment["METADEX_RECORD"] == "1" {
        try Data(text.utf8).write(to: url)
        return
    }
    let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    if text != expected {
        let lines = zip(text.split(separator: "\n"), expected.split(separator: "\n"))
        let different = lines.first { $0 != $1 }
        Issue.record(
            """
            \(name) differs; first different line:
            is:       \(different?.0 ?? "(the end)")
            expected: \(different?.1 ?? "(the end)")
            """, sourceLocation: location)
    }
}
