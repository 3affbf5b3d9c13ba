import CanonicalJSON
import Foundation
import SchemaModel
import Testing

@testable import QueryLanguage

/// What every operator says of values that are missing, null, empty or of another type.
@Suite struct TruthTableTests {
    /// A row of the table in `Docs/query-language.md`.
    struct Row {
        var filter: String
        var answers: [String]
    }

    static let documents: [String: String] = [
        "missing": "{}", "null": #"{"site": null}"#, "\"\"": #"{"site": ""}"#,
        "5": #"{"site": 5}"#, "\"Oslo\"": #"{"site": "Oslo"}"#,
        "\"Bergen\"": #"{"site": "Bergen"}"#,
    ]

    @Test func theTableInTheDocumentationIsTrue() throws {
        let (columns, rows) = try TruthTableTests.table()
        #expect(Set(columns) == Set(TruthTableTests.documents.keys))
        var checker = QueryFixture.checker
        checker.schema["site"] = SchemaKey(
            name: KeyName(stored: "site"), state: .active(.variant(.varchar)))
        for row in rows {
            let query = try checker.check(QueryRequest(filter: row.filter))
            let evaluator = DocumentEvaluator(query)
            #expect(row.answers.count == columns.count)
            for (column, answer) in zip(columns, row.answers) {
                let document = try #require(TruthTableTests.documents[column])
                let tape = try JSONTape(copying: Array(document.utf8))
                let matches = evaluator.matches(tape, QueryFixture.item)
                #expect((matches ? "yes" : "no") == answer, "\(row.filter) of \(column)")
            }
        }
        let filters = rows.map(\.filter).joined(separator: "\n") + "\n"
        let operators =
            Comparison.allCases.map(\.rawValue) + TextOperator.allCases.map(\.rawValue)
            + ValueState.allCases.map { "IS " + $0.rawValue } + ["IN", "NOT IN", "BETWEEN"]
        for name in operators {
            #expect(filters.contains("site \(name)"), "no row for \(name)")
        }
    }

    /// The table behind the heading "Missing, null, empty".
    private static func table() throws -> (columns: [String], rows: [Row]) {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Docs/query-language.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let section = try #require(text.components(separatedBy: "## Missing, null, empty").last)
        let lines = section.components(separatedBy: "\n").drop { !$0.hasPrefix("|") }
            .prefix { $0.hasPrefix("|") }
        let cells = lines.map { line in
            line.split(separator: "|").map {
                $0.replacingOccurrences(of: "`", with: "").trimmingCharacters(in: .whitespaces)
            }
        }
        let columns = Array(try #require(cells.first).dropFirst())
        let rows = cells.dropFirst(2).map { Row(filter: $0[0], answers: Array($0.dropFirst())) }
        try #require(rows.count > 10)
        return (columns, rows)
    }

    /// Per key: filters that some value of its type would pass, and values of other types.
    static let typed: [(key: String, tests: [String], other: [String])] = [
        (
            "weather",
            ["= 'rain'", "!= 'rain'", "IN ('rain')", "LIKE '%'", "ILIKE '%'", "CONTAINS ''"],
            ["5", "true", #""hail""#, #"["rain"]"#]
        ),
        (
            "temperature",
            ["= 1", "!= 1", "< 1", "<= 1", "> 1", ">= 1", "IN (1)", "BETWEEN -9 AND 9"],
            [#""1""#, "true", "[1]", "1e400"]
        ),
        (
            "captured_at",
            [
                "= '2025-03-01'", "!= '2025-03-01'", "< '2025-03-01'", ">= '2025-03-01'",
                "IN ('2025-03-01')", "BETWEEN '0001-01-01' AND '2999-01-01'",
            ], [#""soon""#, "1740787200", "true"]
        ),
        ("is_night", ["", "= true", "!= true", "= false", "IN (true, false)"], [#""true""#, "1"]),
        (
            "device_id",
            [
                "= '6fa459ea-ee8a-4ca4-894e-db77e160355e'",
                "!= '6fa459ea-ee8a-4ca4-894e-db77e160355e'",
                "< 'ffffffff-ffff-ffff-ffff-ffffffffffff'",
                "IN ('6fa459ea-ee8a-4ca4-894e-db77e160355e')",
            ], [#""6fa4""#, "5"]
        ),
        (
            "code",
            [
                "= 'a'", "!= 'a'", "< 'z'", "IN ('a')", "BETWEEN '' AND 'z'", "LIKE '%'",
                "ILIKE '%'", "CONTAINS ''", "STARTS WITH ''", "MATCHES 'toolong'",
            ], ["5", "true", #""toolong""#, #"["a"]"#]
        ),
        ("owner", ["= 'a@b'", "!= 'a@b'", "LIKE '%'", "CONTAINS ''"], [#""nobody""#, "5"]),
        ("weight", ["= 1", "!= 1", "> 1"], ["3.5e38", "1e400", #""1""#]),
        (
            "place -> latitude", ["= 1", "!= 1", "< 99"], [#""1""#, "true", "1"]
        ),
    ]

    @Test(arguments: typed.indices) func illTypedValuesPassNoComparison(_ index: Int) throws {
        let (key, tests, other) = TruthTableTests.typed[index]
        let name = key.split(separator: " ")[0]
        let isNested = key.contains("->")
        for value in other + ["null", "[]", "{}", ""] {
            let inner = isNested ? #"{"latitude": \#(value)}"# : value
            let document = value.isEmpty ? "{}" : #"{"\#(name)": \#(inner)}"#
            for test in tests {
                let filter = "\(key) \(test)"
                #expect(try !QueryFixture.matches(filter, document), "\(filter) on \(document)")
                #expect(try QueryFixture.matches("NOT \(filter)", document))
            }
            let states = try ["MISSING", "NULL", "EMPTY", "SET"].map {
                try QueryFixture.matches("\(key) IS \($0)", document)
            }
            let expected = [
                value.isEmpty, value == "null", value == "[]" || value == "{}",
                !value.isEmpty && value != "null",
            ]
            #expect(states == expected, "\(key) on \(document)")
        }
    }
}
