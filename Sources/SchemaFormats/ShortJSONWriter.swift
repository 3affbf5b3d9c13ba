import SchemaModel

/// Writes the short form as JSON: one key a line, keys in the order of their code points.
enum ShortJSONWriter {
    static func write(_ schema: MetadataSchema) -> String {
        if schema.keys.isEmpty { return "{\n  \"keys\": {}\n}\n" }
        let lines = schema.keys.map { key in
            let short = ShortDefinition(key)
            let value = short.word(for: key.name).map(JSONString.quoted) ?? object(short)
            return "    \(JSONString.quoted(key.name.text)): \(value)"
        }
        return "{\n  \"keys\": {\n" + lines.joined(separator: ",\n") + "\n  }\n}\n"
    }

    private static func object(_ short: ShortDefinition) -> String {
        let members = short.members.map { name, value in
            let text =
                switch value {
                case .word(let text), .text(let text): JSONString.quoted(text)
                case .number(let number): String(number)
                case .texts(let texts): JSONString.array(texts)
                case .json(let text): JSONString.safe(text)
                }
            return "\"\(name)\": \(text)"
        }
        return "{" + members.joined(separator: ", ") + "}"
    }
}
