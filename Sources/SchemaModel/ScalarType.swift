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

    /// The words of other tools that are read as one of these types and written back as it.
    public static let aliases = ["string", "long_string"]
}
