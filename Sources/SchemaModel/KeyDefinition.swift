import Text

/// How a key is defined: one case for each form of Encord's wire JSON that is not a tombstone.
///
/// Two definitions are equal when their wire forms are, byte for byte.
public enum KeyDefinition: Sendable, Hashable {
    /// `{"ty": "variant", "hint": ...}`: every scalar that the SDK makes. Its type can change.
    case variant(ScalarType)
    /// `{"ty": "number", "format": "F64"}`: a concrete scalar, as the next six are. The server
    /// alone makes them, and their type never changes.
    case number(NumberFormat)
    case boolean
    /// `maxLength` in characters, 0 to 8192.
    case varchar(maxLength: Int)
    case datetime
    case text
    case uuid
    /// `{"ty": "user"}`: a person, as an e-mail address.
    case user
    /// Options sorted by code point, without duplicates: 1 to 255, or what the server made: none,
    /// or 256.
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
    /// 256 options: the most that the SDK still loads; such an enum can never be extended.
    public static let optionCountMaxStored = 256
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

    /// The definition in a few words, for tables and messages: `enum (3 options)`.
    public var words: String {
        switch self {
        case .variant(let scalar): scalar.rawValue
        case .number(let format): "fixed number (\(format.rawValue))"
        case .varchar(let maxLength): "fixed varchar (\(maxLength) characters)"
        case .boolean, .datetime, .text, .uuid: "fixed \(type.word)"
        case .enumeration(let options): "enum (\(Text.count(options.count, "option")))"
        case .embedding(let size, _): "embedding (\(Text.count(size, "number")))"
        case .user, .geospatial: type.word
        }
    }

    /// Byte by byte in every text.
    public static func == (a: KeyDefinition, b: KeyDefinition) -> Bool {
        switch (a, b) {
        case (.variant(let a), .variant(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.varchar(let a), .varchar(let b)): a == b
        case (.enumeration(let a), .enumeration(let b)):
            a.elementsEqual(b, by: ExactText.isSame)
        case (.embedding(let size, let api), .embedding(let otherSize, let otherAPI)):
            size == otherSize && api == otherAPI
        case (.boolean, .boolean), (.datetime, .datetime), (.text, .text), (.uuid, .uuid),
            (.user, .user), (.geospatial, .geospatial):
            true
        default: false
        }
    }
}

/// The `api` member of an embedding: a model that the customer hosts. Kept as it came.
public struct EmbeddingAPI: Sendable, Hashable {
    /// The object in canonical form.
    public var canonicalJSON: String

    /// - Parameter canonicalJSON: a JSON object in canonical form.
    public init(canonicalJSON: String) {
        self.canonicalJSON = canonicalJSON
    }

    /// Byte by byte.
    public static func == (a: EmbeddingAPI, b: EmbeddingAPI) -> Bool {
        ExactText.isSame(a.canonicalJSON, b.canonicalJSON)
    }
}
