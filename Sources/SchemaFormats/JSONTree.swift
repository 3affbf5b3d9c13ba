/// A JSON document that is being put together, members in the order in which they are given.
///
/// It serves documents of our own, whose nesting is known. What people wrote is never read into
/// one.
enum JSONTree {
    case null
    case boolean(Bool)
    case integer(Int)
    case string(String)
    case array([JSONTree])
    case object([(String, JSONTree)])

    /// The document with an indentation of two spaces; arrays and objects of single values take one
    /// line.
    func text(indentation: String = "") -> String {
        switch self {
        case .null: return "null"
        case .boolean(let value): return String(value)
        case .integer(let value): return String(value)
        case .string(let value): return JSONString.quoted(value)
        case .array(let elements):
            return container("[", "]", elements.map { ("", $0) }, indentation)
        case .object(let members):
            return container(
                "{", "}", members.map { (JSONString.quoted($0.0) + ": ", $0.1) }, indentation)
        }
    }

    private func container(
        _ open: String, _ close: String, _ parts: [(prefix: String, value: JSONTree)],
        _ indentation: String
    ) -> String {
        if parts.isEmpty { return open + close }
        let inner = indentation + "  "
        if parts.allSatisfy(\.value.isSingle) {
            let line = parts.map { $0.prefix + $0.value.text() }.joined(separator: ", ")
            if line.unicodeScalars.count + indentation.utf8.count < 80 {
                return open + line + close
            }
        }
        let lines = parts.map { inner + $0.prefix + $0.value.text(indentation: inner) }
        return "\(open)\n\(lines.joined(separator: ",\n"))\n\(indentation)\(close)"
    }

    private var isSingle: Bool {
        switch self {
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        default: true
        }
    }
}

extension JSONTree: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(stringLiteral value: String) { self = .string(value) }
    init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
    init(dictionaryLiteral members: (String, JSONTree)...) { self = .object(members) }

    /// The document with more members behind its own, when it is an object.
    func adding(_ members: [(String, JSONTree)]) -> JSONTree {
        if case .object(let own) = self { .object(own + members) } else { self }
    }
}
