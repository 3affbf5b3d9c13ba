/// The part of the JSON Schema that describes media metadata: `imageMetadata`, `videoMetadata`, ...
///
/// Once such an object is there, each of its members is required, in one of its spellings.
enum MediaSchema {
    private static let text: JSONTree = ["type": "string"]
    private static let count: JSONTree = ["type": "integer", "minimum": 0]
    private static let number: JSONTree = ["type": "number", "minimum": 0]

    private static let mimeType = (["mimeType", "mime_type"], text)
    private static let fileSize = (["fileSize", "file_size"], count)
    private static let width = (["width"], count)
    private static let height = (["height"], count)

    /// The definitions by name.
    static var definitions: [(String, JSONTree)] {
        [
            ("imageMetadata", object([mimeType, fileSize, width, height])),
            (
                "videoMetadata",
                object([
                    (["fps"], number), (["duration"], number), width, height, fileSize, mimeType,
                ])
            ),
            (
                "audioMetadata",
                object([
                    (["duration_seconds", "duration", "durationSeconds"], number), fileSize,
                    mimeType,
                    (["sampleRate", "sample_rate"], count), (["bitDepth", "bit_depth"], count),
                    (["codec"], text), (["numChannels", "num_channels"], count),
                ])
            ),
            ("textMetadata", object([fileSize, mimeType])),
            ("pdfMetadata", object([fileSize, (["numPages", "num_pages"], count)])),
            ("dicomMetadata", object([(["tags"], ["type": "object"])])),
        ]
    }

    private static func object(_ members: [(names: [String], schema: JSONTree)]) -> JSONTree {
        let properties = members.flatMap { member in member.names.map { ($0, member.schema) } }
        let required = members.filter { $0.names.count == 1 }.map { JSONTree.string($0.names[0]) }
        let anyOf = members.filter { $0.names.count > 1 }.map { member in
            JSONTree.object([
                ("anyOf", .array(member.names.map { ["required": [.string($0)]] }))
            ])
        }
        var schema: JSONTree = [
            "type": ["object", "null"], "properties": .object(properties),
        ]
        if !required.isEmpty { schema = schema.adding([("required", .array(required))]) }
        if !anyOf.isEmpty { schema = schema.adding([("allOf", .array(anyOf))]) }
        return schema
    }
}
