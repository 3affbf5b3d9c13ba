/// One value of a tape, for code that is not in a hurry: schema files, `$encord`, reports.
///
/// A node keeps its tape alive, not the bytes that a borrowed tape looks at.
public struct JSONNode {
    /// The tape that holds the value.
    public let tape: JSONTape
    /// Index of the value's token.
    public let index: Int

    /// - Parameters:
    ///   - tape: the tape that holds the value.
    ///   - index: index of the value's token.
    public init(tape: JSONTape, index: Int) {
        self.tape = tape
        self.index = index
    }

    /// The value's token.
    public var token: JSONToken { tape[index] }
    /// What the value is.
    public var kind: JSONToken.Kind { token.kind }

    /// Offset of the value's first byte in the scanned bytes.
    public var offset: Int { Int(token.start) }

    /// The text of a string or key; nil for every other kind.
    public var string: String? {
        kind == .string || kind == .key ? tape.string(at: index) : nil
    }

    /// The value of `true` or `false`; nil for every other kind.
    public var bool: Bool? {
        switch kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// The nearest 64-bit float of a number, infinite when out of range; nil for every other kind.
    public var double: Double? { kind == .number ? tape.double(at: index) : nil }

    /// The number when it is an integer that fits; `1.0` and `1e2` count as integers.
    public var integer: Int? {
        guard let double, let integer = Int(exactly: double), abs(double) <= 0x1p53 else {
            return nil
        }
        return integer
    }

    /// The value as it stands in the text.
    public var sourceText: String { String(decoding: tape.source(of: index), as: UTF8.self) }

    /// The elements of an array; empty for every other kind.
    public var elements: [JSONNode] {
        guard kind == .array else { return [] }
        var result: [JSONNode] = []
        var child = index + 1
        while child < Int(token.next) {
            result.append(JSONNode(tape: tape, index: child))
            child = Int(tape[child].next)
        }
        return result
    }

    /// The members of an object in the order of the text, duplicates included; empty otherwise.
    public var members: [(key: JSONNode, value: JSONNode)] {
        guard kind == .object else { return [] }
        var result: [(key: JSONNode, value: JSONNode)] = []
        var child = index + 1
        while child < Int(token.next) {
            result.append(
                (JSONNode(tape: tape, index: child), JSONNode(tape: tape, index: child + 1)))
            child = Int(tape[child + 1].next)
        }
        return result
    }

    /// The value of an object's member; the last one where the key is given twice.
    public subscript(key: String) -> JSONNode? {
        members.last { $0.key.string == key }?.value
    }

    /// The way from the document's root to this value.
    public var pointer: JSONPointer { tape.pointer(to: index) }
}
