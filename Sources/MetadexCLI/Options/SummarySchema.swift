import Reporting

/// The schema that files were checked against, in a summary for programs; null where there was none.
struct SummarySchema: Encodable {
    let schema: ReportSchema?

    private enum CodingKeys: String, CodingKey {
        case path, from, revision
    }

    func encode(to encoder: any Encoder) throws {
        guard let schema else {
            var container = encoder.singleValueContainer()
            return try container.encodeNil()
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schema.path, forKey: .path)
        try container.encode(schema.origin.rawValue, forKey: .from)
        try container.encode(schema.revision, forKey: .revision)
    }
}
