import CanonicalJSON
import Testing

@testable import QueryLanguage
import Values

struct EvaluationCase: Decodable, Sendable, CustomTestStringConvertible {
    var filter: String
    /// The documents that pass, and no others do.
    var pass: [String]
    var fail: [String]

    var testDescription: String { filter }
}

@Suite struct DocumentEvaluatorTests {
    @Test(arguments: QueryFixture.cases("evaluation", as: EvaluationCase.self))
    func filter(_ example: EvaluationCase) throws {
        for document in example.pass {
            #expect(try QueryFixture.matches(example.filter, document), "\(document)")
            #expect(try !QueryFixture.matches("NOT (\(example.filter))", document), "\(document)")
        }
        for document in example.fail {
            #expect(try !QueryFixture.matches(example.filter, document), "\(document)")
            #expect(try QueryFixture.matches("NOT (\(example.filter))", document), "\(document)")
        }
    }

    @Test func noFilterPassesEverything() throws {
        let query = try QueryFixture.checker.check(QueryRequest())
        let tape = try JSONTape(copying: Array("{}".utf8))
        let evaluator = DocumentEvaluator(query)
        #expect(evaluator.matches(tape, QueryFixture.item))
        #expect(evaluator.facetValue(tape, QueryFixture.item) == nil)
        #expect(evaluator.selection(tape, QueryFixture.item).isEmpty)
    }

    @Test func anEmptyTapeHasNoValues() throws {
        let query = try QueryFixture.checker.check(QueryRequest(filter: "weather IS MISSING"))
        let evaluator = DocumentEvaluator(query)
        #expect(evaluator.matches(JSONTape(), QueryFixture.item))
    }

    @Test func facets() throws {
        let cases: [(key: String, document: String, value: FacetValue)] = [
            ("weather", #"{"weather": "rain"}"#, .value(.text(UTF8Text("rain")))),
            ("weather", #"{"weather": "hail"}"#, .other),
            ("weather", #"{"weather": ""}"#, .other),
            ("weather", #"{"weather": null}"#, .null),
            ("weather", "{}", .missing),
            ("temperature", #"{"temperature": 1.50}"#, .value(.number(1.5))),
            ("temperature", #"{"temperature": "1.5"}"#, .other),
            ("temperature", #"{"temperature": 1e400}"#, .other),
            ("is_night", #"{"is_night": false}"#, .value(.boolean(false))),
            ("is_night", #"{"is_night": 0}"#, .other),
            (
                "captured_at", #"{"captured_at": "2025-03-01T02:00:00+02:00"}"#,
                .value(.datetime(Instant(seconds: 1_740_787_200)))
            ),
            ("code", #"{"code": "ééé"}"#, .value(.text(UTF8Text("ééé")))),
            ("code", #"{"code": "ééééé"}"#, .other),
            ("code", #"{"code": ""}"#, .value(.text(UTF8Text("")))),
            ("gps", #"{"gps": {"lat": 1}}"#, .other),
            ("gps -> lat", #"{"gps": {"lat": 1}}"#, .value(.number(1))),
            ("mixed", #"{"mixed": true}"#, .value(.boolean(true))),
            ("mixed", #"{"mixed": 1e400}"#, .other),
            ("place -> latitude", #"{"place": {"latitude": 5}}"#, .other),
            ("place -> latitude", #"{"place": {"latitude": null}}"#, .null),
            (
                "place -> latitude", #"{"place": {"latitude": 5, "longitude": 5}}"#,
                .value(.number(5))
            ),
            ("owner", #"{"owner": "nobody"}"#, .other),
            ("weight", #"{"weight": 3.5e38}"#, .other),
            ("@url", "{}", .value(.text(UTF8Text("s3://bucket/a.png")))),
            ("@title", "{}", .missing),
            ("@kind", "{}", .value(.text(UTF8Text("image")))),
            ("@created", "{}", .value(.datetime(Instant(seconds: 1_740_787_200)))),
        ]
        for example in cases {
            let query = try QueryFixture.checker.check(QueryRequest(facet: example.key))
            let tape = try JSONTape(copying: Array(example.document.utf8))
            let evaluator = DocumentEvaluator(query)
            #expect(
                evaluator.facetValue(tape, QueryFixture.item) == example.value,
                "\(example.key) of \(example.document)")
        }
    }

    @Test func selection() throws {
        let query = try QueryFixture.checker.check(
            QueryRequest(select: "weather, gps -> lat, clip, @url, @title, @updated"))
        let tape = try JSONTape(copying: Array(#"{"gps": {"lat": 1}, "weather": 5}"#.utf8))
        let values = DocumentEvaluator(query)
            .selection(tape, QueryFixture.item)
        #expect(
            values == [
                .token(6), .token(4), .missing, .text("s3://bucket/a.png"), .missing,
                .datetime(Instant(seconds: 1_740_873_600, nanoseconds: 5)),
            ])
    }

    /// Documents in the order that a sort must give, for both directions.
    @Test(arguments: [
        ("temperature", ["-5", "-0.5", "0", "1", "1.0", "2e1", "100"], [#""5""#, "null", ""]),
        (
            "captured_at", [#""2024-12-31""#, #""2025-01-01T00:00:00+01:00""#, #""2025-01-01""#],
            ["1"]
        ),
        ("is_night", ["false", "true"], [#""true""#, "1"]),
        ("weather", [#""clear""#, #""fog""#, #""rain""#, #""rain/heavy""#], [#""Fog""#, ""]),
        ("\"site name\"", [#""""#, #""B""#, #""a""#, #""aa""#, #""é""#, #""気""#, #""😀""#], ["7"]),
        (
            "mixed", ["false", "true", "-1e400", "-1", "10", "1e400", #""""#, #""a""#],
            ["[]", "{}", "null"]
        ),
    ])
    func sort(_ key: String, _ ordered: [String], _ last: [String]) throws {
        for direction in ["asc", "desc"] {
            let query = try QueryFixture.checker.check(QueryRequest(sort: "\(key):\(direction)"))
            let evaluator = DocumentEvaluator(query)
            let member = key.hasPrefix("\"") ? key : "\"\(key)\""
            func row(_ value: String, _ item: Int64) throws -> SortRow {
                let document = value.isEmpty ? "{}" : "{\(member): \(value)}"
                let tape = try JSONTape(copying: Array(document.utf8))
                return SortRow(keys: evaluator.sortKeys(tape, QueryFixture.item), item: item)
            }
            var rows = try ordered.enumerated().map { try row($1, Int64($0)) }
            let missing = try last.enumerated().map { try row($1, Int64(100 + $0)) }
            for row in missing { #expect(row.keys == [nil]) }
            if direction == "desc" {
                // `1` and `1.0` are one value: ties stay in the order of the items.
                rows = rows.sorted { a, b in
                    a.keys == b.keys ? a.item < b.item : a.item > b.item
                }
            }
            let expected = rows + missing
            let shuffled = (missing + rows).reversed()
            #expect(shuffled.sorted(by: query.precedes) == expected, "\(direction)")
        }
    }

    @Test func secondOrderingsDecideWhereTheFirstAreEqual() throws {
        let query = try QueryFixture.checker.check(QueryRequest(sort: "weather, temperature:desc"))
        let a = SortRow(keys: [.text(UTF8Text("fog")), .number(1)], item: 1)
        let b = SortRow(keys: [.text(UTF8Text("fog")), .number(2)], item: 2)
        let c = SortRow(keys: [.text(UTF8Text("fog")), nil], item: 0)
        let d = SortRow(keys: [nil, .number(9)], item: -1)
        #expect([d, c, a, b].sorted(by: query.precedes) == [b, a, c, d])
    }
}
