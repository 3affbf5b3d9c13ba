/// The state of a key.
public enum KeyState: Sendable, Hashable {
    case active(KeyDefinition)
    /// A tombstone that remembers what it was; it can be restored.
    case softDeleted(KeyDefinition)
    /// A tombstone for good.
    case hardDeleted

    /// The definition of an active key.
    public var definition: KeyDefinition? {
        if case .active(let definition) = self { definition } else { nil }
    }

    /// The definition of a key, also of a deleted one that remembers it.
    public var remembered: KeyDefinition? {
        switch self {
        case .active(let definition), .softDeleted(let definition): definition
        case .hardDeleted: nil
        }
    }

    /// The state in a few words, for tables and messages: `enum (3 options), soft deleted`.
    public var words: String {
        switch self {
        case .active(let definition): definition.words
        case .softDeleted(let definition): "\(definition.words), soft deleted"
        case .hardDeleted: "hard deleted"
        }
    }
}
