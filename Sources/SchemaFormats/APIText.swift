import CanonicalJSON

/// Why the `api` of an embedding cannot be kept.
struct APITextFault: Error {
    /// The part that is at fault, in words; nil for the whole.
    var found: String?
    let expected: String
}

/// The canonical text of an embedding's `api`.
enum APIText {
    /// 1 MiB of canonical text: an address and some settings take a few hundred bytes.
    private static let bytesMax = 1 << 20
    /// 4,096 values: aliases in YAML can make a small text mean a large document.
    private static let valuesMax = 1 << 12

    /// The canonical form of an object.
    static func canonical(_ value: SourceValue) throws(APITextFault) -> String {
        if let node = value.json {
            try checkDepth(of: node)
            return try canonical(json: node.sourceText)
        }
        return try canonical(json: try json(value))
    }

    private static func canonical(json: String) throws(APITextFault) -> String {
        do {
            var writer = CanonicalWriter(limit: bytesMax)
            var bytes: [UInt8] = []
            try writer.append(try JSONTape(copying: json.utf8), to: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            throw APITextFault(expected: "an object of at most \(bytesMax) bytes")
        }
    }

    private static func checkDepth(of node: JSONNode) throws(APITextFault) {
        var ends: [Int] = []
        for index in node.index..<Int(node.token.next) {
            while let end = ends.last, end <= index { ends.removeLast() }
            let kind = node.tape[index].kind
            if kind == .array || kind == .object { ends.append(Int(node.tape[index].next)) }
            if ends.count > DefinitionReader.apiDepthMax {
                throw APITextFault(expected: "at most \(DefinitionReader.apiDepthMax) levels")
            }
        }
    }

    /// A YAML value as JSON text.
    private static func json(_ value: SourceValue) throws(APITextFault) -> String {
        var text = ""
        var count = 0
        // What is still to be written, the next at the end.
        var pending: [Part] = [.value(value, depth: 1)]
        while let part = pending.popLast() {
            guard case .value(let value, let depth) = part else {
                if case .text(let punctuation) = part { text += punctuation }
                continue
            }
            count += 1
            guard count <= valuesMax else {
                throw APITextFault(expected: "at most \(valuesMax) values")
            }
            guard depth <= DefinitionReader.apiDepthMax else {
                throw APITextFault(expected: "at most \(DefinitionReader.apiDepthMax) levels")
            }
            switch value.kind {
            case .null: text += "null"
            case .boolean: text += value.boolean == true ? "true" : "false"
            case .string: text += JSONString.quoted(value.scalarText ?? "")
            case .number, .date:
                let number = value.scalarText ?? ""
                guard let tape = try? JSONTape(copying: number.utf8), tape.root.kind == .number
                else {
                    throw APITextFault(
                        found: value.words, expected: "a JSON number, or text in quotes")
                }
                text += number
            case .array:
                text += "["
                pending.append(.text("]"))
                let elements = value.elements
                for (index, element) in elements.enumerated().reversed() {
                    pending.append(.value(element, depth: depth + 1))
                    if index > 0 { pending.append(.text(",")) }
                }
            case .object:
                text += "{"
                pending.append(.text("}"))
                for (index, member) in value.members.enumerated().reversed() {
                    guard let name = member.key.text else {
                        throw APITextFault(found: member.key.words, expected: "a name in quotes")
                    }
                    pending.append(.value(member.value, depth: depth + 1))
                    pending.append(.text((index > 0 ? "," : "") + JSONString.quoted(name) + ":"))
                }
            }
        }
        return text
    }

    private enum Part {
        case value(SourceValue, depth: Int)
        case text(String)
    }
}
