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
}

/// One key of a schema.
public struct SchemaKey: Sendable, Hashable {
    public var name: KeyName
    public var state: KeyState
    /// What the key means, for people. Lost in Encord's wire form.
    public var description: String?

    public init(name: KeyName, state: KeyState, description: String? = nil) {
        self.name = name
        self.state = state
        self.description = description
    }
}

/// A schema: every key that is or was defined.
public struct MetadataSchema: Sendable, Equatable {
    /// The keys sorted by name (code points).
    public private(set) var keys: [SchemaKey]
    private var positions: [String: Int]

    /// An empty schema.
    public init() {
        keys = []
        positions = [:]
    }

    /// A schema of given keys; of two keys with one name the later stays.
    public init(_ keys: some Sequence<SchemaKey>) {
        self.init()
        for key in keys { self[key.name.text] = key }
    }

    /// The key with a name, deleted or not. Set nil to forget the key altogether.
    public subscript(name: String) -> SchemaKey? {
        get { positions[name].map { keys[$0] } }
        set {
            var byName = Dictionary(uniqueKeysWithValues: keys.map { ($0.name.text, $0) })
            byName[name] = newValue
            keys = byName.values.sorted { $0.name < $1.name }
            positions = Dictionary(
                uniqueKeysWithValues: keys.enumerated().map { ($0.element.name.text, $0.offset) })
        }
    }

    /// The type of an active key; nil for an unknown or deleted one.
    public func type(of name: String) -> KeyType? {
        self[name]?.state.definition?.type
    }
}
