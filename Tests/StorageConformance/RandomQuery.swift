import Items
import QueryEngine
package import QueryLanguage
package import SchemaModel
package import Storage
package import TestSupport
import Testing
import UploadFormats

/// Random items and random requests for them.
package enum RandomQuery {
    package static func schema() throws -> MetadataSchema {
        var schema = MetadataSchema()
        for change: SchemaChange in [
            .addEnumeration(try KeyName("weather"), options: ["fog", "rain", "sun"]),
            .addScalar(try KeyName("speed"), .number), .addScalar(try KeyName("night"), .boolean),
            .addScalar(try KeyName("at"), .datetime), .addScalar(try KeyName("note"), .text),
            .addScalar(try KeyName("device"), .uuid), .addGeospatial(try KeyName("place")),
        ] {
            try schema.apply(change)
        }
        return schema
    }

    package static func upload(_ number: Int, using generator: inout SeededGenerator) -> Upload {
        let kind = ["image", "video", "audio"].randomElement(using: &generator) ?? "image"
        var members: [String] = []
        func add(_ key: String, _ values: [String]) {
            // Some are missing, some null, some of a wrong type.
            switch Int.random(in: 0..<10, using: &generator) {
            case 0: break
            case 1: members.append("\"\(key)\": null")
            case 2: members.append("\"\(key)\": [1, \"x\"]")
            default: members.append("\"\(key)\": \(values.randomElement(using: &generator) ?? "0")")
            }
        }
        add("weather", ["\"fog\"", "\"rain\"", "\"sun\"", "\"hail\""])
        add("speed", ["1", "2.5", "-3", "2.50", "1000000000000000000000", "\"2\""])
        add("night", ["true", "false"])
        add(
            "at", ["\"2025-01-02\"", "\"2025-01-02T00:00:00.5+01:00\"", "\"2024-12-31T23:00:00Z\""])
        add("note", ["\"a long way\"", "\"Way\"", "\"\"", "\"ünï\""])
        add("device", ["\"0190B3C2-7e1f-4a44-9d3e-2f1b6c5a4e90\"", "\"no\""])
        add("extra", ["{\"lat\": 1, \"tags\": [\"a\", \"b\"]}", "{\"lat\": \"1\"}", "7", "{}"])
        var upload = Upload(
            "https://h/\(number % 90)", kind: kind, metadata: "{\(members.joined(separator: ", "))}"
        )
        if Int.random(in: 0..<5, using: &generator) == 0 {
            upload.kind = "imageGroup"
            upload.urls.append("https://h/\(number % 13)")
        }
        if Bool.random(using: &generator) { upload.title = "title \(number % 7)" }
        return upload
    }

    package static let conditions = [
        "weather = 'rain'", "weather != 'fog'", "weather IN ('fog', 'sun')", "weather IS MISSING",
        "weather IS NULL", "speed > 1", "speed BETWEEN 1 AND 2.5", "speed = 2.5", "NOT speed > 1",
        "night", "NOT night", "night = false", "at < '2025-01-01'",
        "at >= '2025-01-01T23:00:00.5Z'",
        "note CONTAINS 'way'", "note LIKE '%y'", "note ILIKE 'w%'", "note STARTS WITH 'a'",
        "note MATCHES 'long'", "note IS EMPTY", "device = '0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e90'",
        "extra -> lat = 1", "extra -> tags -> 0 = 'a'", "extra -> lat IS MISSING",
        "extra IS MISSING",
        "@kind = 'video'", "@folder = 'g'", "@title STARTS WITH 'title'", "@title IS MISSING",
        "@url = 'https://h/3'", "@url != 'https://h/3'", "@url LIKE '%1'",
        "@created > '2000-01-01'", "@updated < '2000-01-01'",
        "@uuid != '0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e90'",
    ]
    package static let keys = [
        "weather", "speed", "night", "at", "note", "device", "extra -> lat", "@kind", "@folder",
        "@title", "@url", "@uuid", "@created",
    ]

    package static func request(using generator: inout SeededGenerator) -> QueryRequest {
        var request = QueryRequest()
        func pick(_ list: [String]) -> String { list.randomElement(using: &generator) ?? "" }
        func chance(_ outOf: Int) -> Bool { Int.random(in: 0..<outOf, using: &generator) == 0 }
        if !chance(6) {
            request.filter = pick(conditions)
            while chance(2) {
                let part = pick(conditions)
                request.filter =
                    "(\(request.filter ?? "")) \(pick(["AND", "OR", "OR NOT"])) (\(part))"
            }
        }
        if chance(6) { request.isCount = true } else if chance(5) { request.facet = pick(keys) }
        if chance(2) { request.sort = "\(pick(keys)):\(pick(["asc", "desc"])), \(pick(keys))" }
        if chance(2) { request.select = "\(pick(keys)), extra, @url" }
        if chance(2) { request.limit = Int.random(in: 0..<20, using: &generator) }
        if chance(3) { request.offset = Int.random(in: 0..<30, using: &generator) }
        return request
    }

    /// Checks and runs a request.
    package static func answer(
        to request: QueryRequest, from store: any MetadataStore, as shape: RowShape = .items
    ) throws -> (rows: [QueryRow], answer: QueryAnswer) {
        try store.read { reader in
            let checker = QueryChecker(
                schema: try reader.schema().schema,
                knownKeys: try reader.undeclaredKeys(),
                itemKinds: ItemKind.allCases.map(\.wireName))
            let query = try checker.check(request)
            var rows: [QueryRow] = []
            let answer = try reader.run(query, as: shape) { row in
                rows.append(row)
                return true
            }
            return (rows, answer)
        }
    }
}
