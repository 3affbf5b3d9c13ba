import CanonicalJSON
import Yams

/// One value of a schema file, whichever syntax it was written in.
struct SourceValue {
    /// What a value is. Only YAML has dates: its readers turn bare ones into something else than
    /// text.
    enum Kind: Equatable {
        case null, boolean, number, date, string, array, object
    }

    private enum Origin {
        case json(JSONNode)
        case yaml(Node, YAMLText)
    }

    private let origin: Origin
    private let path: SourcePath?
    let kind: Kind

    /// A value of a JSON text.
    ///
    /// - Parameter path: the way to it; nil for the root.
    init(_ node: JSONNode, at path: SourcePath? = nil) {
        origin = .json(node)
        self.path = path
        kind =
            switch node.kind {
            case .null: .null
            case .true, .false: .boolean
            case .number: .number
            case .string, .key: .string
            case .array: .array
            case .object: .object
            }
    }

    /// A value of a YAML text.
    ///
    /// - Parameters:
    ///   - path: the way to it; nil for the root.
    ///   - isKey: whether the node is the key of a mapping.
    init(_ node: Node, in text: YAMLText, at path: SourcePath? = nil, isKey: Bool = false) {
        origin = .yaml(node, text)
        self.path = path
        switch node {
        case .mapping: kind = .object
        case .sequence: kind = .array
        case .alias: kind = .null
        case .scalar(let scalar):
            // Comparing keys has settled their tags, so only the style tells about those.
            let textTags = ["tag:yaml.org,2002:str", "!"]
            let isText =
                scalar.style != .plain || (!isKey && textTags.contains(scalar.tag.description))
            kind = isText ? .string : YAMLPlain.kind(of: scalar.string)
        }
    }

    /// The JSON node, when the file is JSON.
    var json: JSONNode? {
        if case .json(let node) = origin { node } else { nil }
    }

    /// The text of a string; nil for every other kind.
    var text: String? { kind == .string ? scalarText : nil }

    /// The text of a scalar without its quotes, whatever it is; nil for containers.
    var scalarText: String? {
        switch origin {
        case .json(let node):
            node.string ?? (kind == .array || kind == .object ? nil : node.sourceText)
        case .yaml(.scalar(let scalar), let text): text.original(of: scalar)
        case .yaml: nil
        }
    }

    /// The value of a boolean; nil for every other kind.
    var boolean: Bool? {
        guard kind == .boolean, let text = scalarText?.lowercased() else { return nil }
        return text == "true" || text == "yes" || text == "on"
    }

    /// The number when it is an integer of at most 2^53; nil otherwise.
    var integer: Int? {
        guard kind == .number, let text = scalarText else { return nil }
        if let integer = Int(text) { return integer }
        guard let double = Double(text), abs(double) <= 0x1p53 else { return nil }
        return Int(exactly: double)
    }

    /// The elements of an array; empty for every other kind.
    var elements: [SourceValue] {
        switch origin {
        case .json(let node):
            node.elements.enumerated().map { SourceValue($1, at: SourcePath(.index($0), in: path)) }
        case .yaml(.sequence(let nodes), let text):
            nodes.enumerated().map {
                SourceValue($1, in: text, at: SourcePath(.index($0), in: path))
            }
        case .yaml: []
        }
    }

    /// The members of an object in the order of the text, duplicates included.
    var members: [(key: SourceValue, value: SourceValue)] {
        switch origin {
        case .json(let node):
            return node.members.map { key, value in
                let path = SourcePath(.key(key.string ?? ""), in: path)
                return (SourceValue(key, at: path), SourceValue(value, at: path))
            }
        case .yaml(.mapping(let pairs), let text):
            return pairs.map { key, value in
                let name = SourceValue(key, in: text, isKey: true).scalarText ?? ""
                let path = SourcePath(.key(name), in: path)
                return (
                    SourceValue(key, in: text, at: path, isKey: true),
                    SourceValue(value, in: text, at: path)
                )
            }
        case .yaml: return []
        }
    }

    /// The value of a member; the last one where the key is given twice.
    func member(_ name: String) -> SourceValue? {
        members.last { $0.key.text == name }?.value
    }

    /// Whether a key is YAML's `<<`, which would add the members of another mapping.
    var isMergeKey: Bool {
        if case .yaml(.scalar(let scalar), _) = origin {
            scalar.style == .plain && scalar.string == "<<"
        } else {
            false
        }
    }

    /// Whether members of the object are given by a merge key, so that it is not known which are
    /// missing.
    var hasMergeKey: Bool {
        if case .yaml(.mapping, _) = origin {
            members.contains { $0.key.isMergeKey }
        } else {
            false
        }
    }

    /// Whether the value is a JSON Schema: it says so, or describes the members of an object. No key
    /// of ours begins with `$`, and no definition is a text in the wire form.
    var isJSONSchema: Bool {
        guard kind == .object else { return false }
        if member("$schema")?.text?.contains("json-schema.org") ?? false { return true }
        return member("type")?.text == "object" && member("properties")?.kind == .object
    }

    /// Offset of the value's first byte in the file.
    var offset: Int {
        switch origin {
        case .json(let node): node.offset
        case .yaml(let node, let text): text.offset(of: node)
        }
    }

    /// Length of the value in bytes; 0 where YAML does not tell.
    var length: Int {
        switch origin {
        case .json(let node): Int(node.token.end) - node.offset
        case .yaml(.scalar(let scalar), let text): text.length(of: scalar)
        case .yaml: 0
        }
    }

    /// The way from the root of the file, as a JSON pointer.
    var pointer: String { path?.pointer.description ?? "" }

    /// The value in words that fit behind "found".
    var words: String {
        switch kind {
        case .array: "an array"
        case .object: "an object"
        case .null where json != nil: "null"
        case .null where scalarText?.isEmpty ?? true: "nothing"
        case .null: "\(scalarText ?? ""), which YAML reads as nothing"
        case .string: JSONString.quoted(scalarText ?? "")
        case .number where json == nil && !isPlainNumber:
            "\(scalarText ?? ""), which YAML reads as a number"
        case .number: scalarText ?? ""
        case .boolean where json == nil && scalarText?.lowercased() != "\(boolean ?? false)":
            "\(scalarText ?? ""), which YAML reads as \(boolean ?? false)"
        case .boolean: scalarText ?? ""
        case .date: "\(scalarText ?? ""), which YAML reads as a date"
        }
    }

    /// Whether a number is written as people write numbers: digits, a point, a sign. YAML has more
    /// (`12:30`, `0x1F`, `1_000`, `.inf`).
    private var isPlainNumber: Bool {
        scalarText?.utf8.allSatisfy { "0123456789.-+eE".utf8.contains($0) } ?? false
    }
}
