import CanonicalJSON
import Foundation
import SchemaModel
import Text

@testable import QueryLanguage
import Values

/// The schema, the readers and the files that all tests of queries use.
enum QueryFixture {
    static let schema = MetadataSchema([
        key("weather", .active(.enumeration(["clear", "fog", "rain", "rain/heavy"]))),
        key("temperature", .active(.variant(.number))),
        key("captured_at", .active(.variant(.datetime))),
        key("is_night", .active(.variant(.boolean))),
        key("device_id", .active(.variant(.uuid))),
        key("site name", .active(.variant(.varchar))),
        key("code", .active(.varchar(maxLength: 4))),
        key("operator.notes", .active(.variant(.text))),
        key("owner", .active(.user)),
        key("clip", .active(.embedding(size: 3, api: nil))),
        key("place", .active(.geospatial)),
        key("old weather", .softDeleted(.variant(.varchar))),
        key("weight", .active(.number(.single))),
        key("gone", .hardDeleted),
    ])

    static let checker = QueryChecker(
        schema: schema, knownKeys: names(["gps", "tags", "mixed", "gps.raw", "cafe\u{301}"]),
        itemKinds: ["image", "video"], folders: ["day runs", "night runs"])

    static func names(_ names: [String]) -> Set<ExactText> { Set(names.map { ExactText($0) }) }

    static let item = ItemFields(
        urls: ["s3://bucket/a.png", "s3://bucket/b.jpg"], title: nil, kind: "image",
        folder: "night runs",
        uuid: UUIDValue(high: 0x6fa4_59ea_ee8a_4ca4, low: 0x894e_db77_e160_355e),
        created: Instant(seconds: 1_740_787_200),
        updated: Instant(seconds: 1_740_873_600, nanoseconds: 5))

    static func matches(_ filter: String, _ document: String) throws -> Bool {
        let query = try checker.check(QueryRequest(filter: filter))
        let tape = try JSONTape(copying: Array(document.utf8))
        return DocumentEvaluator(query).matches(tape, item)
    }

    /// Reads a file of the folder `Cases`.
    static func cases<Case: Decodable>(
        _ name: String, as type: Case.Type = Case.self, file: String = #filePath
    ) -> [Case] {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        do {
            let data = try Data(contentsOf: folder.appendingPathComponent("Cases/\(name).json"))
            return try JSONDecoder().decode([Case].self, from: data)
        } catch {
            preconditionFailure("Cases/\(name).json: \(error)")
        }
    }

    private static func key(_ name: String, _ state: KeyState) -> SchemaKey {
        SchemaKey(name: KeyName(stored: name), state: state)
    }
}
