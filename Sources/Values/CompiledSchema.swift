public import SchemaModel
package import Text

/// A schema made ready for checking: keys and options in hash tables, one small record a key.
///
/// It never changes, so any number of validators may share it.
public final class CompiledSchema: Sendable {
    /// One key as the validator sees it.
    public struct Key: Sendable {
        /// The name.
        public let name: String
        /// What values must be; nil for a deleted key.
        public let type: KeyType?
    }

    /// All keys, deleted ones included, by name in the order of code points. Values are numbered by
    /// their key's position here.
    public let keys: [Key]

    /// By position of the key. Never written after `init`.
    package nonisolated(unsafe) let checks: UnsafeMutablePointer<TypeCheck>
    /// Holds the options of enums, by position of the key. Never changed after `init`.
    private nonisolated(unsafe) let options: [ByteTable?]
    /// The names of the keys by position. Never changed after `init`.
    package nonisolated(unsafe) let names: ByteTable

    /// Compiles a schema.
    public init(_ schema: MetadataSchema) {
        let keys = schema.keys.map { Key(name: $0.name.text, type: $0.state.definition?.type) }
        self.keys = keys
        checks = .allocate(capacity: max(keys.count, 1))
        let options: [ByteTable?] = schema.keys.map { key in
            guard case .enumeration(let options) = key.state.remembered?.type else { return nil }
            return ByteTable(options)
        }
        for position in keys.indices {
            (checks + position).initialize(
                to: TypeCheck(schema.keys[position].state, options[position]))
        }
        self.options = options
        names = ByteTable(keys.lazy.map(\.name))
    }

    deinit {
        checks.deallocate()
    }

    /// The position of a key in ``keys``; nil for a name that the schema does not have.
    public func position(of name: String) -> Int? {
        var name = name
        let position = name.withUTF8 { names.find(UnsafeRawBufferPointer($0)) }
        return position < 0 ? nil : position
    }

    /// What values of a key must be; nil for a deleted key and for none.
    public func type(of name: String) -> KeyType? {
        position(of: name).flatMap { keys[$0].type }
    }

    /// The names of the keys that values may have.
    package var activeNames: some Sequence<String> {
        keys.lazy.filter { $0.type != nil }.map(\.name)
    }

    /// The position of an option in its key's list; -1 when it is none.
    package func option(_ start: UnsafePointer<UInt8>, _ length: Int, of key: Int) -> Int {
        checks[key].option(start, length)
    }
}
