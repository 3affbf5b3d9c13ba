import SchemaModel

/// Writes Encord's wire JSON: one key a line, keys in the order of their code points, members in
/// the order of the SDK.
enum WireSchemaWriter {
    static func write(_ schema: MetadataSchema) -> String {
        if schema.keys.isEmpty { return "{}\n" }
        let lines = schema.keys.map { "  \(JSONString.quoted($0.name.text)): \(option($0.state))" }
        return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
    }

    private static func option(_ state: KeyState) -> String {
        switch state {
        case .active(let definition): option(definition)
        case .softDeleted(let definition):
            "{\"ty\": \"tombstone\", \"deleted_ty\": \(option(definition))}"
        case .hardDeleted: "{\"ty\": \"tombstone\", \"deleted_ty\": null}"
        }
    }

    private static func option(_ definition: KeyDefinition) -> String {
        switch definition {
        case .variant(let scalar): "{\"ty\": \"variant\", \"hint\": \"\(scalar.rawValue)\"}"
        case .number(let format): "{\"ty\": \"number\", \"format\": \"\(format.rawValue)\"}"
        case .varchar(let length): "{\"ty\": \"varchar\", \"max_length\": \(length)}"
        case .datetime: "{\"ty\": \"datetime\", \"timezone\": \"UTC\"}"
        // The SDK refuses an empty list, but not a missing one.
        case .enumeration(let options) where options.isEmpty: "{\"ty\": \"enum\"}"
        case .enumeration(let options):
            "{\"ty\": \"enum\", \"values\": \(JSONString.array(options))}"
        case .embedding(let size, let api):
            "{\"ty\": \"embedding\", \"size\": \(size), \"api\": \(api.map { JSONString.safe($0.canonicalJSON) } ?? "null")}"
        case .boolean, .text, .uuid, .user, .geospatial: "{\"ty\": \"\(definition.type.word)\"}"
        }
    }
}
