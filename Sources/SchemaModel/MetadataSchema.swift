/// A schema: every key that is or was defined.
public struct MetadataSchema: Sendable, Equatable {
    /// The keys sorted by name (code points), each name once.
    public private(set) var keys: [SchemaKey]

    /// An empty schema.
    public init() {
        keys = []
    }

    /// A schema of given keys; of two keys with one name the later stays.
    public init(_ keys: some Sequence<SchemaKey>) {
        self.keys = []
        // The sort is stable, so of equal names the later comes last.
        for key in keys.sorted(by: { $0.name < $1.name }) {
            if self.keys.last?.name == key.name { self.keys.removeLast() }
            self.keys.append(key)
        }
    }

    /// The key with a name, deleted or not. Set nil to forget the key altogether.
    ///
    /// A key that is set goes by the subscript's name, whatever name it carries.
    public subscript(name: String) -> SchemaKey? {
        get {
            let name = KeyName(stored: name)
            let position = position(of: name)
            return position < keys.count && keys[position].name == name ? keys[position] : nil
        }
        set {
            let name = KeyName(stored: name)
            let position = position(of: name)
            let isThere = position < keys.count && keys[position].name == name
            guard var key = newValue else {
                if isThere { keys.remove(at: position) }
                return
            }
            key.name = name
            if isThere { keys[position] = key } else { keys.insert(key, at: position) }
        }
    }

    /// The type of an active key; nil for an unknown or deleted one.
    public func type(of name: String) -> KeyType? {
        self[name]?.state.definition?.type
    }

    /// The position of a name in ``keys``, or the position where it would be inserted.
    private func position(of name: KeyName) -> Int {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = low + (high - low) / 2
            if keys[middle].name < name { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
