import SchemaFormats
import SchemaModel
import Storage

/// How the table `schema_revisions` spells a revision.
enum SchemaText {
    static func text(of schema: MetadataSchema) -> String {
        schema.keys.map(\.name.text).joined(separator: "\n")
    }

    static func schema(from text: String) throws -> MetadataSchema {
        MetadataSchema(
            text.split(separator: "\n").map {
                SchemaKey(name: KeyName(stored: String($0)), state: .active(.variant(.varchar)))
            })
    }

    static func text(ofLines lines: [String]) -> String {
        lines.joined(separator: "\n")
    }

    static func lines(from text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }
}
