/// One change of a schema, as a person or an import asks for it. It is data;
/// ``MetadataSchema/apply(_:)`` carries it out.
///
/// A new key's name is checked when its ``KeyName`` is made: use `KeyName(_:)` for names that a
/// person gives, and `KeyName(stored:)` only to reach keys that exist.
public enum SchemaChange: Sendable, Hashable {
    /// Adds a scalar key, gives a scalar key another type (the SDK's `set_scalar`), or revives a
    /// soft deleted scalar key under the type.
    case addScalar(KeyName, ScalarType)
    /// Gives a scalar key that is there another type, or revives a soft deleted one under it. The
    /// SDK's `set_scalar` would add a key that is not there; a slip of a person should not.
    case setScalar(KeyName, ScalarType)
    /// Adds an enum key; options in any order, duplicates count once.
    case addEnumeration(KeyName, options: [String])
    /// Adds options to an enum key; options that it has already change nothing.
    case addOptions(KeyName, options: [String])
    /// Adds an embedding key of a size in numbers.
    case addEmbedding(KeyName, size: Int)
    /// Adds a geospatial key.
    case addGeospatial(KeyName)
    /// Adds a key in any state, also forms that only the server makes. Imports use it.
    case define(KeyName, KeyState)
    /// Deletes a key: softly, so that it can be restored, or for good.
    case delete(KeyName, hard: Bool)
    /// Makes a soft deleted key what it was.
    case restore(KeyName)
    /// Sets or removes the text that explains a key; nil and an empty text remove it.
    case setDescription(KeyName, String?)
    /// Sets or removes the hosted model of an embedding key. Imports use it.
    case setEmbeddingAPI(KeyName, EmbeddingAPI?)

    /// The key that changes.
    public var key: KeyName {
        switch self {
        case .addScalar(let key, _), .setScalar(let key, _), .addEnumeration(let key, _),
            .addOptions(let key, _),
            .addEmbedding(let key, _), .addGeospatial(let key), .define(let key, _),
            .delete(let key, _), .restore(let key), .setDescription(let key, _),
            .setEmbeddingAPI(let key, _):
            key
        }
    }
}
