import CanonicalJSON
import Foundation
import SchemaModel
import Text

@testable import QueryLanguage

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
        itemKinds: ["image", "video"], folders: ["day runs", "night runs"], literals: literals)

    static func names(_ names: [String]) -> Set<ExactText> { Set(names.map { ExactText($0) }) }

    /// Reads `2025-03-01` and `2025-03-01T12:00:00.5+02:00`, and uuids of any case.
    static let literals = LiteralReader(
        instant: { instant(String(decoding: $0, as: UTF8.self)) },
        uuid: { uuid(String(decoding: $0, as: UTF8.self)) },
        isUser: { String(decoding: $0, as: UTF8.self).contains(/.@./) },
        isPlace: { tape, token in
            let node = JSONNode(tape: tape, index: token)
            guard let latitude = node["latitude"]?.double, let longitude = node["longitude"]?.double
            else { return false }
            return latitude.magnitude <= 90 && longitude.magnitude <= 180
        })

    static let item = ItemFields(
        urls: ["s3://bucket/a.png", "s3://bucket/b.jpg"], title: nil, kind: "image",
        folder: "night runs",
        uuid: "6fa459ea-ee8a-4ca4-894e-db77e160355e", created: QueryInstant(seconds: 1_740_787_200),
        updated: QueryInstant(seconds: 1_740_873_600, nanoseconds: 5))

    static func matches(_ filter: String, _ document: String) throws -> Bool {
        let query = try checker.check(QueryRequest(filter: filter))
        let tape = try JSONTape(copying: Array(document.utf8))
        return DocumentEvaluator(query, literals: literals).matches(tape, item)
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

    private static func instant(_ text: String) -> QueryInstant? {
        let pattern =
            /(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d))?/
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        var parts = DateComponents()
        parts.timeZone = TimeZone(secondsFromGMT: 0)
        parts.calendar = Calendar(identifier: .gregorian)
        parts.year = Int(match.1)
        parts.month = Int(match.2)
        parts.day = Int(match.3)
        parts.hour = match.4.flatMap { Int($0) } ?? 0
        parts.minute = match.5.flatMap { Int($0) } ?? 0
        parts.second = match.6.flatMap { Int($0) } ?? 0
        guard parts.isValidDate, let date = parts.date else { return nil }
        var seconds = Int64(date.timeIntervalSince1970)
        if let zone = match.8, zone != "Z" {
            let minutes = (Int(zone.dropFirst().prefix(2)) ?? 0) * 60 + (Int(zone.suffix(2)) ?? 0)
            seconds -= Int64(zone.hasPrefix("-") ? -minutes : minutes) * 60
        }
        let fraction = match.7.map { Int32($0 + String(repeating: "0", count: 9 - $0.count)) ?? 0 }
        return QueryInstant(seconds: seconds, nanoseconds: fraction ?? 0)
    }

    private static func uuid(_ text: String) -> String? {
        let pattern = /[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/
        return text.wholeMatch(of: pattern) == nil ? nil : text.lowercased()
    }
}
