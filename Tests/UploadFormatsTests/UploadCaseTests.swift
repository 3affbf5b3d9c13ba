import CanonicalJSON
import Findings
import Items
import TestSupport
import Testing

@testable import UploadFormats

/// Uploads with faults, and what is found in them.
struct UploadCase: Decodable, CustomTestStringConvertible {
    var name: String
    /// The file. Backticks stand for double quotes, and `‸` marks the places of the findings.
    var text: String
    /// `json`, `array`, `jsonl` or `csv`; detected when missing.
    var format: String?
    /// In the order of the file: number of the mark, rule, pointer (`-` for none), and behind `->`
    /// the suggestion.
    var findings: [String]
    /// Kind and URLs of each item, where a case is about them.
    var items: [String]?

    var testDescription: String { name }
}

@Suite struct UploadCaseTests {
    static let files = ["structure.json", "groups.json", "items.json", "media.json", "csv.json"]

    @Test(arguments: files)
    func hasCases(_ file: String) {
        #expect(!CaseFiles.load(file, as: UploadCase.self).isEmpty)
    }

    @Test(arguments: files.flatMap { CaseFiles.load($0, as: UploadCase.self) })
    func findsWhatIsThere(_ example: UploadCase) throws {
        let (bytes, marks) = UploadCaseTests.plain(example.text)
        let format =
            try example.format.map { try #require(UploadFormat(rawValue: $0)) }
            ?? bytes.withUnsafeBytes { UploadFormat.detect(in: $0, fileName: nil) }
        let expected = try example.findings.map { try UploadCaseTests.expectation($0, marks) }
        let names = Set(example.findings.map { String($0.split(separator: " ")[1]) })
        let named = Set(RuleID.allCases.filter { names.contains($0.name) })
        for window in [Int.max, 1, 7, 64] {
            let run = UploadRun(bytes, format, window: window, with: named)
            let found = run.findings
            let described = found.enumerated().map { index, finding in
                let hasSuggestion = index < expected.count && expected[index].contains(" -> ")
                return summary(finding)
                    + (hasSuggestion ? " -> \(finding.suggestion ?? "nothing")" : "")
            }
            #expect(described == expected, "window \(window)")
            for finding in found { #expect(!finding.message.contains("?"), "\(finding.message)") }
            guard let items = example.items else { continue }
            let read =
                run.items.map { ([$0.kind?.wireName ?? "none"] + $0.urls).joined(separator: " ") }
                + run.csvItems.map {
                    ([$0.isFaulty ? "faulty" : $0.kind.wireName] + $0.urls).joined(separator: " ")
                }
            #expect(read == items, "window \(window)")
        }
    }

    /// The text without marks, and where they stood.
    static func plain(_ text: String) -> (bytes: [UInt8], marks: [String]) {
        var bytes: [UInt8] = []
        var marks: [String] = []
        var line = 1
        var column = 1
        for scalar in text.unicodeScalars {
            if scalar == "‸" {
                marks.append("\(line):\(column)")
                continue
            }
            bytes += scalar == "`" ? [0x22] : Array(String(scalar).utf8)
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        return (bytes, marks)
    }

    private static func expectation(_ text: String, _ marks: [String]) throws -> String {
        let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
        let mark = try #require(Int(parts[0]))
        let rest = parts[2].components(separatedBy: " -> ")
        let suggestion = rest.count > 1 ? " -> " + rest[1].replacing("`", with: "\"") : ""
        let pointer = rest[0] == "-" ? "" : rest[0]
        return "\(parts[1]) \(pointer) \(try #require(marks[safe: mark - 1]))" + suggestion
    }
}

extension Array {
    subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension String {
    func components(separatedBy separator: String) -> [String] {
        guard let range = firstRange(of: separator) else { return [self] }
        return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
    }
}
