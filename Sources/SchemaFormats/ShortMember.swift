/// The members of definitions in the short form.
enum ShortMember {
    /// What a definition of any type can have.
    static let common = ["type", "description", "deleted"]

    /// The members that a definition of a type has beside the common ones.
    static func members(of type: String) -> [String] {
        switch type {
        case "enum": ["options"]
        case "embedding": ["size", "api"]
        case "number": ["fixed", "format"]
        case "varchar": ["fixed", "max_length"]
        case "datetime": ["fixed", "timezone"]
        case "boolean", "text", "uuid": ["fixed"]
        default: []
        }
    }

    /// Members of the wire form, and what they are called here.
    static let wireNames = [
        "ty": "type", "hint": "type", "values": "options", "deleted_ty": "deleted",
    ]
}
