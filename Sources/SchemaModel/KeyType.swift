/// What values of a key must be, whichever way the key was defined.
public enum KeyType: Sendable, Hashable {
    case boolean, datetime, number, uuid
    /// `maxLength` in characters (Unicode scalars).
    case varchar(maxLength: Int)
    case text
    case enumeration([String])
    case embedding(size: Int)
    case geospatial
    case user

    /// The type's word in schema files, messages and queries.
    public var word: String {
        switch self {
        case .boolean: "boolean"
        case .datetime: "datetime"
        case .number: "number"
        case .uuid: "uuid"
        case .varchar: "varchar"
        case .text: "text"
        case .enumeration: "enum"
        case .embedding: "embedding"
        case .geospatial: "geospatial"
        case .user: "user"
        }
    }

    /// Every word that ``word`` can be.
    public static let words = [
        "boolean", "datetime", "number", "uuid", "varchar", "text", "enum", "embedding",
        "geospatial", "user",
    ]
}
