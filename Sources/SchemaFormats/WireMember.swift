/// The members of wire definitions.
enum WireMember {
    /// The type words of the wire form.
    static let types = [
        "variant", "enum", "embedding", "geospatial", "tombstone", "number", "boolean", "varchar",
        "datetime", "text", "uuid", "user",
    ]

    /// The members that a definition of a type has beside `ty`, in the order in which they are
    /// written.
    static func members(of type: String) -> [String] {
        switch type {
        case "variant": ["hint"]
        case "enum": ["values"]
        case "embedding": ["size", "api"]
        case "tombstone": ["deleted_ty"]
        case "number": ["format"]
        case "varchar": ["max_length"]
        case "datetime": ["timezone"]
        default: []
        }
    }

    /// Every member of any definition.
    static let all: Set<String> = Set(["ty"] + types.flatMap { members(of: $0) })
}
