import SchemaModel

/// The part of the JSON Schema that describes `clientMetadata`.
enum ClientMetadataSchema {
    /// A whole item's metadata.
    static func document(of schema: MetadataSchema) -> JSONTree {
        let encord: JSONTree = [
            "description": "Metadata of single frames of a video.",
            "type": "object",
            "properties": [
                "config": [
                    "type": ["object", "null"],
                    "properties": [
                        "sampling_rate": [
                            "description": "Frames a second; 0 for the first and the key frames.",
                            "type": "number", "minimum": 0,
                        ],
                        "keyframe_mode": ["enum": ["frame", "seconds"]],
                    ],
                ],
                "frames": [
                    "description": "Metadata by frame number, or by seconds.",
                    "type": ["object", "null"],
                    "propertyNames": ["pattern": "^[0-9]+([.][0-9]+)?$"],
                    "additionalProperties": ["$ref": "#/$defs/frameMetadata"],
                ],
            ],
        ]
        return object(schema, with: [("$encord", encord)])
    }

    /// A single frame's metadata.
    static func frame(of schema: MetadataSchema) -> JSONTree {
        object(schema, with: [])
    }

    private static func object(
        _ schema: MetadataSchema, with others: [(String, JSONTree)]
    ) -> JSONTree {
        var names: [JSONTree] = [["pattern": "^([A-Za-z0-9 ._-]+|[$]encord)$"]]
        // Keys that servers made under other names are what they are.
        let oddNames = schema.keys.map(\.name).filter { KeyName.problem(of: $0.text.utf8) != nil }
        if !oddNames.isEmpty {
            names.append(["enum": .array(oddNames.map { .string($0.text) })])
        }
        return [
            "type": "object",
            "properties": .object(schema.keys.map { ($0.name.text, property($0)) } + others),
            "propertyNames": names.count == 1 ? names[0] : ["anyOf": .array(names)],
        ]
    }

    /// What values of a key must be; null always counts as missing.
    private static func property(_ key: SchemaKey) -> JSONTree {
        guard case .active(let definition) = key.state else {
            let words = "Deleted key: values are stored, but not checked and not filtered."
            let description = key.description.map { "\($0)\n\(words)" } ?? words
            return ["description": .string(description), "deprecated": true]
        }
        let type = value(definition.type)
        guard let description = key.description, !description.isEmpty else { return type }
        return JSONTree.object([("description", .string(description))]).adding(type.members)
    }

    private static func value(_ type: KeyType) -> JSONTree {
        switch type {
        case .boolean: ["type": ["boolean", "null"]]
        case .number: ["type": ["number", "null"]]
        case .datetime:
            [
                "type": ["string", "null"], "pattern": .string(datetimePattern),
                "examples": ["2025-03-01T12:00:00Z"],
            ]
        case .uuid:
            [
                "type": ["string", "null"], "format": "uuid",
                "pattern":
                    "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$",
            ]
        case .varchar(let maxLength):
            ["type": ["string", "null"], "maxLength": .integer(maxLength)]
        case .text, .user: ["type": ["string", "null"]]
        case .enumeration(let options):
            ["enum": .array(options.map(JSONTree.string) + [.null])]
        case .embedding(let size):
            [
                "type": ["array", "null"], "items": ["type": "number"], "minItems": .integer(size),
                "maxItems": .integer(size),
            ]
        case .geospatial:
            [
                "type": ["object", "null"],
                "properties": [
                    "latitude": ["type": "number", "minimum": -90, "maximum": 90],
                    "longitude": ["type": "number", "minimum": -180, "maximum": 180],
                ],
                "required": ["latitude", "longitude"],
            ]
        }
    }

    /// The shapes of dates and times that `validate` accepts: calendar, week and ordinal dates, alone
    /// or with a time. A time without colons stands behind a date without hyphens only.
    static let datetimePattern: String = {
        let time = "[0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?"
        let basicTime = "[0-9]{4}([0-9]{2}([.,][0-9]{1,9})?)?"
        let offset = "([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?"
        return "^([0-9]{4}-([0-9]{2}-[0-9]{2}|W[0-9]{2}-[0-9]|[0-9]{3})([Tt ]\(time)\(offset))?"
            + "|[0-9]{4}([0-9]{4}|W[0-9]{3}|[0-9]{3})([Tt ](\(time)|\(basicTime))\(offset))?)$"
    }()
}

extension JSONTree {
    /// The members of an object; none for every other value.
    var members: [(String, JSONTree)] {
        if case .object(let members) = self { members } else { [] }
    }
}
