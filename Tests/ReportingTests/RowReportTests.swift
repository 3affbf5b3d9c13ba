import QueryLanguage
import Storage
import TestSupport
import Testing

@testable import Reporting

@Suite struct RowReportTests {
    /// What a report of some rows prints.
    private func text(
        _ format: RowFormat, nullText: String = "", _ columns: [String], _ rows: [[QueryValue]]
    ) throws -> String {
        var bytes: [UInt8] = []
        let output = TextOutput { bytes += $0 }
        var report = RowReport(format, columns: columns, nullText: nullText, to: output)
        for row in rows { report.write(row) }
        try report.end()
        return String(decoding: bytes, as: UTF8.self)
    }

    private func json(_ text: String) -> QueryValue { .json(Array(text.utf8)) }

    @Test("null and missing are empty in spreadsheets, or null is what was asked for")
    func nulls() throws {
        let rows: [[QueryValue]] = [
            [.missing, json("1")], [json("null"), json("2")], [json("\"\""), json("3")],
            [json("\"null\""), json("4")],
        ]
        #expect(try text(.csv, ["a", "b"], rows) == "a,b\n,1\n,2\n\"\",3\nnull,4\n")
        #expect(
            try text(.csv, nullText: "N,A", ["a", "b"], rows)
                == "a,b\n,1\n\"N,A\",2\n\"\",3\nnull,4\n")
        #expect(try text(.tsv, ["a", "b"], rows) == "a\tb\n\t1\n\t2\n\t3\nnull\t4\n")
        #expect(
            try text(.tsv, nullText: "NA", ["a", "b"], rows)
                == "a\tb\n\t1\nNA\t2\n\t3\nnull\t4\n")
        #expect(
            try text(.jsonl, ["a"], [[.missing], [json("null")]]) == "{}\n{\"a\": null}\n")
    }

    @Test("a bucket that is no value has a column of its own")
    func facets() throws {
        let buckets = [
            FacetBucket(value: .value(.text(UTF8Text("missing"))), count: 1200),
            FacetBucket(value: .value(.text(UTF8Text(""))), count: 3),
            FacetBucket(value: .other, count: 2), FacetBucket(value: .missing, count: 1),
        ]
        func text(_ format: RowFormat, _ buckets: [FacetBucket]) throws -> String {
            var bytes: [UInt8] = []
            let output = TextOutput { bytes += $0 }
            try FacetReport.write(buckets, of: "site", as: format, to: output)
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(
            try text(.csv, buckets)
                == "site,bucket,count\nmissing,,1200\n\"\",,3\n,other,2\n,missing,1\n")
        #expect(
            try text(.tsv, buckets)
                == "site\tbucket\tcount\nmissing\t\t1200\n\t\t3\n\tother\t2\n\tmissing\t1\n")
        #expect(
            try text(.table, buckets) == """
                site     bucket   count
                -------  -------  -----
                missing            1200
                                      3
                         other        2
                         missing      1

                """)
        #expect(
            try text(.table, Array(buckets.prefix(1))) == """
                site     count
                -------  -----
                missing   1200

                """)
    }
}
