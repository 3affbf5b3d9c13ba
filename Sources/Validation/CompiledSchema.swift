import CanonicalJSON
import Findings
import SchemaModel
import Text
import Values

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

    /// What a hot loop needs to know of a key.
    struct Check {
        var kind: Kind
        /// The longest varchar in characters, or the size of an embedding in numbers.
        var limit: Int
        /// The options of an enum. Not counted as a reference: the schema holds them.
        var options: Unmanaged<ByteTable>?

        /// The position of an option in its key's list; -1 when it is none.
        @inline(__always)
        func option(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int {
            options?._withUnsafeGuaranteedRef { $0.find(start, length) } ?? -1
        }
    }

    /// How values of a key are checked.
    enum Kind: UInt8 {
        case deleted
        case boolean, datetime, number, uuid, varchar, text, enumeration, embedding, geospatial,
            user
    }

    /// By position of the key. Never written after `init`.
    nonisolated(unsafe) let checks: UnsafeMutablePointer<Check>
    /// Holds the options of enums, by position of the key. Never changed after `init`.
    private nonisolated(unsafe) let options: [ByteTable?]
    /// The names of the keys by position. Never changed after `init`.
    nonisolated(unsafe) let names: ByteTable

    /// Compiles a schema.
    public init(_ schema: MetadataSchema) {
        let keys = schema.keys.map { Key(name: $0.name.text, type: $0.state.definition?.type) }
        self.keys = keys
        checks = .allocate(capacity: max(keys.count, 1))
        let options: [ByteTable?] = keys.map { key in
            if case .enumeration(let options) = key.type { ByteTable(options) } else { nil }
        }
        for (position, key) in keys.enumerated() {
            var check = CompiledSchema.check(key.type)
            check.options = options[position].map { Unmanaged.passUnretained($0) }
            if case .number(.single)? = schema.keys[position].state.definition {
                check.limit = NumberValue.singlePrecision
            }
            (checks + position).initialize(to: check)
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
    var activeNames: some Sequence<String> {
        keys.lazy.filter { $0.type != nil }.map(\.name)
    }

    /// The position of an option in its key's list; -1 when it is none.
    @inline(__always)
    func option(_ start: UnsafePointer<UInt8>, _ length: Int, of key: Int) -> Int {
        checks[key].option(start, length)
    }

    private static func check(_ type: KeyType?) -> Check {
        switch type {
        case nil: Check(kind: .deleted, limit: 0, options: nil)
        case .boolean: Check(kind: .boolean, limit: 0, options: nil)
        case .datetime: Check(kind: .datetime, limit: 0, options: nil)
        case .number: Check(kind: .number, limit: 0, options: nil)
        case .uuid: Check(kind: .uuid, limit: 0, options: nil)
        case .varchar(let maxLength): Check(kind: .varchar, limit: maxLength, options: nil)
        case .text: Check(kind: .text, limit: 0, options: nil)
        case .enumeration: Check(kind: .enumeration, limit: 0, options: nil)
        case .embedding(let size): Check(kind: .embedding, limit: size, options: nil)
        case .geospatial: Check(kind: .geospatial, limit: 0, options: nil)
        case .user: Check(kind: .user, limit: 0, options: nil)
        }
    }

    /// What the schema itself has that a target does not take.
    ///
    /// - Parameters:
    ///   - target: where the metadata is to be used.
    ///   - findings: what is found is added here; the place is the start of the buffer's file.
    public func problems(for target: EmbeddingTarget, into findings: inout FindingBuffer) {
        for key in keys {
            guard case .embedding(let size) = key.type, size > target.sizeMax else {
                continue
            }
            findings.report(
                .schemaEmbeddingTarget, atOffset: 0,
                pointer: JSONPointer([.key(key.name)]).description, key: key.name,
                value: "\(size)", expected: "at most \(target.sizeMax)")
        }
    }
}
