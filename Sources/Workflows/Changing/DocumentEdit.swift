import CanonicalJSON
import SchemaModel
import Text

/// What becomes of single keys of a document.
public struct DocumentEdit: Sendable {
    /// What a key gets.
    public enum Value: Sendable {
        /// A text, read by the type of the key; under a key that the schema does not have, a string.
        case text(String)
        /// A JSON value.
        case json(String)
        /// Nothing: the key goes.
        case none
    }

    /// Why an edit makes no sense.
    public enum Problem: Error, Sendable, Equatable {
        /// The key is changed twice.
        case twice(key: String)
        /// The value is not JSON; `reason` in words.
        case notJSON(key: String, reason: String)
    }

    /// Each key once.
    private(set) var values: [(key: String, value: Value)] = []

    /// An edit that changes nothing.
    public init() {}

    /// Whether nothing changes.
    public var isEmpty: Bool { values.isEmpty }

    /// Changes a key.
    ///
    /// - Throws: ``Problem``.
    public mutating func set(_ key: String, to value: Value) throws(Problem) {
        if values.contains(where: { ExactText($0.key) == ExactText(key) }) {
            throw .twice(key: key)
        }
        if case .json(let text) = value {
            do throws(JSONSyntaxError) {
                _ = try JSONTape(copying: text.utf8)
            } catch {
                throw .notJSON(key: key, reason: error.message)
            }
        }
        values.append((key, value))
    }

    /// The keys that go.
    var removedKeys: [String] {
        values.compactMap { if case .none = $0.value { $0.key } else { nil } }
    }

    // MARK: The text of a value

    /// A text as the JSON value that a key of a type would have. What cannot be a value of the type is
    /// a string, of which a check says what is wrong with it.
    static func json(of text: String, for type: KeyType?) -> [UInt8] {
        let isJSON =
            switch type {
            case .boolean: kind(of: text).map { $0 == .true || $0 == .false } ?? false
            case .number: kind(of: text) == .number
            case .embedding: kind(of: text) == .array
            case .geospatial: kind(of: text) == .object
            case .datetime, .uuid, .varchar, .text, .enumeration, .user, nil: false
            }
        if isJSON { return Array(text.utf8) }
        var bytes: [UInt8] = []
        JSONStringWriter.append(text, to: &bytes)
        return bytes
    }

    private static func kind(of text: String) -> JSONToken.Kind? {
        (try? JSONTape(copying: text.utf8))?[0].kind
    }
}

/// An edit made ready for the documents of one schema.
struct CompiledEdit {
    private let keys: [(name: [UInt8], member: [UInt8]?)]

    init(_ edit: DocumentEdit, _ schema: MetadataSchema) {
        keys = edit.values.map { key, value in
            var member: [UInt8] = []
            JSONStringWriter.append(key, to: &member)
            member.append(UInt8(ascii: ":"))
            switch value {
            case .text(let text):
                member += DocumentEdit.json(of: text, for: schema.type(of: key))
            case .json(let text): member += Array(text.utf8)
            case .none: return (Array(key.utf8), nil)
            }
            return (Array(key.utf8), member)
        }
    }

    /// Whether a key is one of those that change.
    func changes(_ key: String) -> Bool {
        keys.contains { $0.name.elementsEqual(key.utf8) }
    }

    /// Writes a document as it would be; its keys in no order.
    ///
    /// - Parameters:
    ///   - tape: a document, an object.
    ///   - text: emptied first.
    func write(_ tape: JSONTape, to text: inout [UInt8]) {
        text.removeAll(keepingCapacity: true)
        text.append(UInt8(ascii: "{"))
        var token = 1
        while token < Int(tape[0].next) {
            let end = Int(tape[token].next)
            if !keys.contains(where: { isSame(tape, token, $0.name) }) {
                separate(&text)
                text.append(contentsOf: tape.source(of: token))
                text.append(UInt8(ascii: ":"))
                text.append(contentsOf: tape.source(of: token + 1))
            }
            token = end
        }
        for case (_, let member?) in keys {
            separate(&text)
            text += member
        }
        text.append(UInt8(ascii: "}"))
    }

    private func separate(_ text: inout [UInt8]) {
        if text.count > 1 { text.append(UInt8(ascii: ",")) }
    }

    private func isSame(_ tape: JSONTape, _ token: Int, _ name: [UInt8]) -> Bool {
        tape[token].flags.contains(.escaped)
            ? tape.string(at: token).utf8.elementsEqual(name)
            : tape.content(of: token).elementsEqual(name)
    }
}
