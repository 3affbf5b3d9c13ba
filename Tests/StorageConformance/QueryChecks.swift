import Items
import QueryEngine
import QueryLanguage
import SchemaModel
import Storage
import Testing

extension ConformanceCheck {
    /// Queries are answered as can be seen with the eye.
    static let queryChecks =
        rows + [urlsOfGroups, count, facet, spellings, select, clauses] + stops

    private static let queried = [
        Upload("u:1", title: "b", metadata: #"{"speed": 2, "weather": "rain"}"#),
        Upload("u:2", kind: "video", metadata: #"{"speed": 1.0, "weather": "fog"}"#),
        Upload("u:3", metadata: #"{"weather": null}"#),
        Upload("u:4", title: "a", metadata: #"{"speed": 10, "weather": "rain", "x": [1]}"#),
        Upload("u:5", metadata: #"{"speed": "2", "weather": "hail"}"#),
        Upload("u:6", metadata: #"{"speed": 2, "weather": "fog"}"#),
    ]

    /// Runs a request on the uploads above; the URLs of the rows and the answer.
    private static func run(
        _ request: QueryRequest, on backend: any StoreBackend,
        _ body: ([QueryRow], QueryAnswer) throws -> Void
    ) throws {
        try backend.withStore { store in
            _ = try store.saveSchema(
                try RandomQuery.schema(), basedOn: 0, author: "a", note: nil, changes: [])
            try store.load(queried)
            let (rows, answer) = try RandomQuery.answer(to: request, from: store)
            try body(rows, answer)
        }
    }

    /// Which URLs each request answers with.
    private static let rowCases: [(request: QueryRequest, urls: [String])] = [
        (QueryRequest(), ["u:1", "u:2", "u:3", "u:4", "u:5", "u:6"]),
        (QueryRequest(filter: "weather = 'rain'"), ["u:1", "u:4"]),
        (QueryRequest(filter: "NOT weather = 'rain'"), ["u:2", "u:3", "u:5", "u:6"]),
        // Missing and ill-typed values come last in both directions; ties keep their order.
        (QueryRequest(sort: "speed"), ["u:2", "u:1", "u:6", "u:4", "u:3", "u:5"]),
        (QueryRequest(sort: "speed:desc"), ["u:4", "u:1", "u:6", "u:2", "u:3", "u:5"]),
        (
            QueryRequest(sort: "weather, speed:desc"),
            ["u:6", "u:2", "u:4", "u:1", "u:3", "u:5"]
        ),
        (QueryRequest(sort: "speed", limit: 3), ["u:2", "u:1", "u:6"]),
        (QueryRequest(sort: "speed", limit: 2, offset: 2), ["u:6", "u:4"]),
        (QueryRequest(sort: "speed", limit: 9, offset: 5), ["u:5"]),
        (QueryRequest(sort: "speed", limit: .max, offset: .max), []),
        (QueryRequest(limit: 2), ["u:1", "u:2"]),
        (QueryRequest(limit: 2, offset: 3), ["u:4", "u:5"]),
        (QueryRequest(limit: 0), []), (QueryRequest(sort: "speed", limit: 0), []),
        (QueryRequest(offset: 6), []),
        (
            QueryRequest(filter: "@kind = 'image' AND speed >= 2", sort: "@title"),
            ["u:4", "u:1", "u:6"]
        ),
        (QueryRequest(filter: "x IS MISSING", limit: 1), ["u:1"]),
    ]

    private static let rows = rowCases.map { request, urls in
        ConformanceCheck("filters, orders and limits: \(request.words)") { backend in
            try run(request, on: backend) { rows, _ in
                #expect(rows.map(\.item?.url) == urls, "\(request)")
                #expect(rows.allSatisfy { $0.item?.folder == "f" && $0.values.isEmpty })
            }
        }
    }

    private static let urlsOfGroups = ConformanceCheck(
        "a group is found by any of its URLs, and sorted and shown by the first one"
    ) { backend in
        try backend.withStore { store in
            try store.load([
                Upload("u:1"), Upload("u:9", "u:2", "u:3", kind: "imageGroup"), Upload("u:4"),
            ])
            for (filter, urls) in [
                ("@url = 'u:2'", ["u:9"]), ("@url IN ('u:3', 'u:4')", ["u:4", "u:9"]),
                ("@url != 'u:3'", ["u:1", "u:4"]), ("NOT @url != 'u:3'", ["u:9"]),
                ("@url > 'u:4'", ["u:9"]), ("@url LIKE '%:3'", ["u:9"]),
                ("@url NOT LIKE '%:3'", ["u:1", "u:4"]),
            ] {
                let request = QueryRequest(filter: filter, sort: "@url", select: "@url")
                let (rows, _) = try RandomQuery.answer(to: request, from: store)
                #expect(rows.map(\.values) == urls.map { [.text($0)] }, "\(filter)")
            }
        }
    }

    private static let count = ConformanceCheck("counts") { backend in
        let request = QueryRequest(filter: "speed = 2", limit: 1, offset: 1, isCount: true)
        try run(request, on: backend) { rows, answer in
            #expect(rows.isEmpty)
            #expect(answer == QueryAnswer(matchCount: 2))
        }
    }

    private static let facet = ConformanceCheck("facets have buckets for what is no value") {
        backend in
        try run(QueryRequest(facet: "weather", limit: 1), on: backend) { rows, answer in
            #expect(rows.isEmpty)
            #expect(answer.matchCount == 6)
            let fog = FacetBucket(value: .value(.text(UTF8Text("fog"))), count: 2)
            let rain = FacetBucket(value: .value(.text(UTF8Text("rain"))), count: 2)
            #expect(
                answer.facet == [
                    fog, rain, FacetBucket(value: .other, count: 1),
                    FacetBucket(value: .null, count: 1),
                ])
        }
        try run(QueryRequest(filter: "weather != 'rain'", facet: "speed"), on: backend) {
            _, answer in
            #expect(answer.facet?.map(\.count) == [1, 1])
            #expect(answer.facet?.first?.value == .value(.number(1)))
        }
    }

    private static let spellings = ConformanceCheck(
        "moments and numbers that are spelled in several ways have one bucket each"
    ) { backend in
        try backend.withStore { store in
            _ = try store.saveSchema(
                try RandomQuery.schema(), basedOn: 0, author: "a", note: nil, changes: [])
            let moments = [
                "2016-12-31T23:59:60Z", "2017-01-01T00:59:60+01:00", "2017-01-01",
                "2017-01-01T00:00Z",
                "2016-12-31T23:59:59.9Z",
            ]
            try store.load(
                moments.enumerated().map { index, moment in
                    Upload(
                        "u:\(index)",
                        metadata: #"{"at": "\#(moment)", "speed": \#(index < 3 ? "1" : "1.0")}"#
                    )
                })
            let (_, days) = try RandomQuery.answer(to: QueryRequest(facet: "at"), from: store)
            #expect(days.facet?.map(\.count) == [2, 2, 1])
            let (_, speeds) = try RandomQuery.answer(
                to: QueryRequest(facet: "speed"), from: store)
            #expect(speeds.facet == [FacetBucket(value: .value(.number(1)), count: 5)])
            // The leap second is a moment of its own between the seconds around it.
            for (filter, urls) in [
                ("at = '2016-12-31T23:59:60Z'", ["u:0", "u:1"]),
                ("at > '2016-12-31T23:59:59.9Z' AND at < '2017-01-01'", ["u:0", "u:1"]),
                ("at >= '2017-01-01'", ["u:2", "u:3"]),
            ] {
                let (rows, _) = try RandomQuery.answer(
                    to: QueryRequest(filter: filter), from: store)
                #expect(rows.map(\.item?.url) == urls, "\(filter)")
            }
        }
    }

    private static let select = ConformanceCheck("selected values are the stored text") { backend in
        let request = QueryRequest(
            filter: "@url = 'u:2' OR x -> 0 = 1", select: "speed, x, @title, @kind")
        try run(request, on: backend) { rows, _ in
            #expect(
                rows.map(\.values) == [
                    [.json(Array("1.0".utf8)), .missing, .missing, .text("video")],
                    [
                        .json(Array("10".utf8)), .json(Array("[1]".utf8)), .text("a"),
                        .text("image"),
                    ],
                ])
        }
    }

    private static let clauses = ConformanceCheck("each clause can be counted") { backend in
        try backend.withStore { store in
            _ = try store.saveSchema(
                try RandomQuery.schema(), basedOn: 0, author: "a", note: nil, changes: [])
            try store.load(queried)
            let counts = try store.read { reader in
                let checker = QueryChecker(
                    schema: try reader.schema().schema)
                let query = try checker.check(
                    QueryRequest(filter: "weather = 'rain' AND (speed > 2 OR speed = 1)"))
                return try query.clauses.filter { $0.depth == 0 }.map {
                    try reader.count($0.filter)
                }
            }
            #expect(counts == [2, 2])
        }
    }

    private static let stops = [nil, "speed"].map { (sort: String?) in
        ConformanceCheck(
            "a reader of rows can stop, \(sort.map { "sorted by \($0)" } ?? "unsorted")"
        ) {
            backend in
            try backend.withStore { store in
                try store.load(queried)
                var seen = 0
                try store.read { (reader) throws in
                    let checker = QueryChecker(
                        schema: try RandomQuery.schema())
                    _ = try reader.run(
                        try checker.check(QueryRequest(sort: sort)), as: .items
                    ) { _ in
                        seen += 1
                        return seen < 2
                    }
                }
                #expect(seen == 2)
            }
        }
    }
}

extension QueryRequest {
    /// The request in a few words, to name a check.
    fileprivate var words: String {
        var words = [filter ?? "all"]
        if let sort { words.append("sort \(sort)") }
        if let limit { words.append("limit \(limit)") }
        if offset > 0 { words.append("offset \(offset)") }
        return words.joined(separator: ", ")
    }
}
