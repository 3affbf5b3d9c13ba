import Findings
import Testing

@testable import Reporting

@Suite struct CSVReportTests {
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
        ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""), (" x", "\" x\""), ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"), ("+1", "'+1"), ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("-12.5", "-12.5"), ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("a=1", "a=1"), ("-", "'-"),
        ("=\"x\"", "\"'=\"\"x\"\"\""),
    ])
    func quotes(field: String, expected: String) {
        var row: [UInt8] = []
        CSVReport.append(field, to: &row)
        #expect(String(decoding: row, as: UTF8.self) == expected)
    }

    @Test func oneRowAFailedItemWithItsFirstError() throws {
        let rows = Self.rows(try SampleRun.sample().text(.csv))
        #expect(
            rows[0] == [
                "url", "title", "key", "rule", "message", "value", "line", "column", "file",
                "errors",
            ])
        #expect(rows.allSatisfy { $0.count == 10 })
        // Items 0 and 1 of the first file, 100 of the second, the file that is not JSON.
        #expect(rows.count == 1 + 2 + 100 + 1)
        #expect(rows[2][0] == "https://bkt.example/i/2.png")
        #expect(rows[2][3] == "enum-unknown-option")
        #expect(rows[2][9] == "4")
        #expect(rows[4][0] == "'=1+1,1", "a spreadsheet would calculate it")
        #expect(rows[3][5] == "\"\u{1B}[31m<&>,0\"")
        #expect(rows[103][0] == "" && rows[103][3] == "json-syntax")
    }

    /// Rows of a CSV group need not be neighbours.
    @Test func anItemHasOneRow() throws {
        var run = SampleRun()
        var file = SampleFile(name: "g.csv", text: "x")
        for item in [0, 1, 0, 0, 1] { file.add(.csvCreateVideo, at: "x", item: item, key: "k") }
        run.append(file, itemCount: 2)
        run.append(file, itemCount: 2)
        #expect(Self.rows(try run.text(.csv)).count == 1 + 2 + 2)
    }

    @Test func findingsMaxLimitsTheRows() throws {
        let text = try SampleRun.sample().text(.csv, ReportOptions(findingsMax: 3))
        #expect(Self.rows(text).count == 4)
    }

    /// Reads CSV as RFC 4180 says.
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field = ""
        var isQuoted = false
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while let scalar = next {
            next = scalars.next()
            if isQuoted {
                if scalar != "\"" {
                    field.unicodeScalars.append(scalar)
                } else if next == "\"" {
                    field += "\""
                    next = scalars.next()
                } else {
                    isQuoted = false
                }
            } else if scalar == "\"" {
                isQuoted = true
            } else if scalar == "," {
                row.append(field)
                field = ""
            } else if scalar == "\r", next == "\n" {
                next = scalars.next()
                rows.append(row + [field])
                row = []
                field = ""
            } else {
                field.unicodeScalars.append(scalar)
            }
        }
        return rows
    }
}
