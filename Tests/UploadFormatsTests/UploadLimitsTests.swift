import CanonicalJSON
import Findings
import Testing

@testable import UploadFormats

/// The limits, each on both of its sides.
@Suite struct UploadLimitsTests {
    private func rules(_ text: String, _ format: UploadFormat = .array) -> [RuleID] {
        UploadRun(Array(text.utf8), format).findings.map(\.rule)
    }

    @Test func lengthOfAURL() {
        let url = String(repeating: "a", count: 16_384)
        #expect(rules(#"[{"objectUrl": "\#(url)", "title": "t"}]"#) == [])
        #expect(rules(#"[{"objectUrl": "\#(url)a", "title": "t"}]"#) == [.urlTooLong])
        // An escape counts as the character that it stands for, and that as its bytes.
        let escaped = #"\u0061"# + url.dropFirst()
        #expect(rules(#"[{"objectUrl": "\#(escaped)", "title": "t"}]"#) == [])
        #expect(rules(#"[{"objectUrl": "é\#(url.dropFirst(2))", "title": "t"}]"#) == [])
        #expect(rules(#"[{"objectUrl": "é\#(url.dropFirst())", "title": "t"}]"#) == [.urlTooLong])
        // One fault does not hide another.
        #expect(
            rules(#"[{"objectUrl": " \#(url)", "title": "t"}]"#) == [.urlTooLong, .urlWhitespace])
        #expect(rules("ObjectUrl,Image title\n\(url),t", .csv) == [])
        #expect(rules("ObjectUrl,Image title\n\"\(url)a\",t", .csv) == [.urlTooLong])
    }

    @Test func lengthOfATitle() {
        for character in ["a", "é", "😀", #"\n"#, #"\ud83d\ude00"#] {
            let title = String(repeating: character, count: 300)
            #expect(rules(#"[{"objectUrl": "u", "title": "\#(title)"}]"#) == [])
            #expect(rules(#"[{"objectUrl": "u", "title": "\#(title)b"}]"#) == [.titleTooLong])
        }
        let title = String(repeating: "é", count: 300)
        #expect(rules("ObjectUrl,Video title\nu,\(title)", .csv) == [])
        #expect(rules("ObjectUrl,Video title\nu,\(title)b", .csv) == [.titleTooLong])
        #expect(rules("ObjectUrl,Series title\nu,\(title)b", .csv) == [.titleTooLong])
        let frames = #"[{"title": "t", "images": [{"url": "u", "title": "\#(title)b"}]}]"#
        #expect(rules(frames) == [.titleTooLong])
    }

    /// Without a title the name of the file is the title.
    @Test func lengthOfAFileName() {
        let name = String(repeating: "é", count: 300)
        let path = "https://b.example/" + String(repeating: "p/", count: 300)
        #expect(rules(#"[{"objectUrl": "\#(path)\#(name)?q=\#(name)"}]"#) == [])
        #expect(rules(#"[{"objectUrl": "\#(path)\#(name)x"}]"#) == [.titleTooLong])
        #expect(rules(#"[{"objectUrl": "\#(path)\#(name)x", "title": "t"}]"#) == [])
        #expect(rules("ObjectUrl,Image title\n\(path)\(name),", .csv) == [])
        #expect(rules("ObjectUrl,Image title\n\(path)\(name)x,", .csv) == [.titleTooLong])
    }

    @Test func rowsOfACSVFile() {
        let rows = (0..<10_000).map { "\n\($0).png,t" }.joined()
        var run = UploadRun(Array("ObjectUrl,Image title\(rows)".utf8), .csv, window: 100_000)
        #expect(run.findings.isEmpty)
        #expect(run.csvItems.count == 10_000)
        // A second header is no row; rows beyond the limit are checked and make items.
        let more = "\nObjectUrl,Image title\na,t\n b,t\n"
        run = UploadRun(Array("ObjectUrl,Image title\(rows)\(more)".utf8), .csv, window: 100_000)
        #expect(run.findings.map(\.rule) == [.csvTooManyRows, .urlWhitespace])
        #expect(run.findings.map(\.location.position.line) == [10_003, 10_004])
        #expect(run.findings.first?.value == "10002 rows")
        #expect(run.csvItems.count == 10_002)
    }

    @Test func lengthOfACSVRow() {
        for (row, rule) in [("\"a", RuleID.csvSyntax), ("a,t", .itemTooLong)] {
            let text = "ObjectUrl,Image title\n" + row + String(repeating: "a", count: 1_000)
            var reader = CSVReader(rowBytesMax: 1_000)
            var items: [CSVItem] = []
            var findings = FindingBuffer(file: "-")
            let consumed = Array(text.utf8).withUnsafeBytes {
                reader.read($0, from: .start, isLast: false, into: &items, findings: &findings)
            }
            #expect(consumed == text.utf8.count)
            #expect(reader.isStopped)
            #expect(findings.findings.map(\.rule) == [rule])
            #expect(findings.findings.first?.location.position.line == 2)
        }
    }
}
