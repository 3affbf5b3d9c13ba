/// The scalar types that the SDK writes as `variant` with a hint.
public enum ScalarType: String, Sendable, Hashable, CaseIterable {
    case boolean, datetime, number, uuid, varchar, text

    /// Reads a type word or one of its aliases: `string` is `varchar`, `long_string` is `text`.
    public init?(word: String) {
        switch word {
        case "string": self = .varchar
        case "long_string": self = .text
        default: self.init(rawValue: word)
        }
    }
}

/// How a key is defined: one case for each form of Encord's wire JSON that is not a tombstone.
public enum KeyDefinition: Sendable, Hashable {
    /// `{"ty": "variant", "hint": ...}`: every scalar that the SDK makes.
    case variant(ScalarType)
    /// `{"ty": "number", "format": "F64"}`, made by the server only, like the next five.
    case number(NumberFormat)
    case boolean
    /// `maxLength` in characters, 0 to 8192.
    case varchar(maxLength: Int)
    case datetime
    case text
    case uuid
    /// `{"ty": "user"}`: a person, as an e-mail address.
    case user
    /// Options sorted by code point, without duplicates, 1 to 255.
    case enumeration([String])
    /// `size` numbers, 1 to 4096.
    case embedding(size: Int, api: EmbeddingAPI?)
    /// `{"latitude": ..., "longitude": ...}`.
    case geospatial

    /// The precision of a concrete number.
    public enum NumberFormat: String, Sendable, Hashable, CaseIterable {
        case single = "F32"
        case double = "F64"
    }

    /// 8,192 characters: the documented maximum of a varchar.
    public static let varcharLengthMax = 8192
    /// 255 options: the SDK refuses the 256th.
    public static let optionCountMax = 255
    /// 4,096 numbers: the documented maximum for Index.
    public static let embeddingSizeMax = 4096
    /// 2,000 numbers: the documented maximum for Active.
    public static let embeddingSizeMaxActive = 2000

    /// What values of the key must be.
    public var type: KeyType {
        switch self {
        case .variant(.boolean), .boolean: .boolean
        case .variant(.datetime), .datetime: .datetime
        case .variant(.number), .number: .number
        case .variant(.uuid), .uuid: .uuid
        case .variant(.varchar): .varchar(maxLength: KeyDefinition.varcharLengthMax)
        case .varchar(let maxLength): .varchar(maxLength: maxLength)
        case .variant(.text), .text: .text
        case .user: .user
        case .enumeration(let options): .enumeration(options)
        case .embedding(let size, _): .embedding(size: size)
        case .geospatial: .geospatial
        }
    }
}

/// The `api` member of an embedding: a model that the customer hosts. Kept as it came.
public struct EmbeddingAPI: Sendable, Hashable {
    /// The object in canonical form.
    public var canonicalJSON: String

    public init(canonicalJSON: String) {
        self.canonicalJSON = canonicalJSON
    }
}

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
}
