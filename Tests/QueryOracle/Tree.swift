/// A JSON value, decoded into plain Swift values.
///
/// Nothing of this target knows Metadex: what it says of a document or a query rests on this code
/// and the Swift library alone.
package indirect enum Tree: Equatable, Sendable {
    case null
    case boolean(Bool)
    /// As the nearest 64-bit float; infinite beyond its range.
    case number(Double)
    /// The characters of a string.
    case text([Unicode.Scalar])
    case array([Tree])
    /// Names are unique, in no particular order.
    case object([[Unicode.Scalar]: Tree])

    /// The member of an object; nil for every other value.
    func member(_ name: String) -> Tree? {
        if case .object(let members) = self { return members[Array(name.unicodeScalars)] }
        return nil
    }

    /// An element of an array, from 0; nil for every other value.
    func element(_ index: Int) -> Tree? {
        if case .array(let elements) = self, elements.indices.contains(index) {
            return elements[index]
        }
        return nil
    }
}

/// Why a text is no JSON value.
package struct TreeFault: Error {
    /// The number of characters before the fault.
    package let place: Int
}

extension Tree {
    /// Decodes the text of one JSON value.
    package init(_ json: String) throws(TreeFault) {
        var reader = TreeReader(rest: Array(json.unicodeScalars)[...])
        self = try reader.value()
        reader.skipSpace()
        if !reader.rest.isEmpty { throw reader.fault }
    }
}

/// Reads one character after the other, each value by a function of its own.
private struct TreeReader {
    var rest: ArraySlice<Unicode.Scalar>

    var fault: TreeFault { TreeFault(place: rest.startIndex) }

    mutating func skipSpace() { rest = rest.drop { " \t\n\r".unicodeScalars.contains($0) } }

    mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest = rest.dropFirst(text.unicodeScalars.count)
        return true
    }

    mutating func value() throws(TreeFault) -> Tree {
        skipSpace()
        if take("null") { return .null }
        if take("true") { return .boolean(true) }
        if take("false") { return .boolean(false) }
        switch rest.first {
        case "\"": return .text(try text())
        case "[": return .array(try array())
        case "{": return .object(try object())
        default: return .number(try number())
        }
    }

    mutating func number() throws(TreeFault) -> Double {
        let text = rest.prefix { "+-.0123456789eE".unicodeScalars.contains($0) }
        guard let number = Double(String(String.UnicodeScalarView(text))) else { throw fault }
        rest = rest.dropFirst(text.count)
        return number
    }

    mutating func array() throws(TreeFault) -> [Tree] {
        var elements: [Tree] = []
        _ = take("[")
        skipSpace()
        if take("]") { return elements }
        while true {
            elements.append(try value())
            skipSpace()
            if take("]") { return elements }
            if !take(",") { throw fault }
        }
    }

    mutating func object() throws(TreeFault) -> [[Unicode.Scalar]: Tree] {
        var members: [[Unicode.Scalar]: Tree] = [:]
        _ = take("{")
        skipSpace()
        if take("}") { return members }
        while true {
            skipSpace()
            let name = try text()
            skipSpace()
            if !take(":") { throw fault }
            members[name] = try value()
            skipSpace()
            if take("}") { return members }
            if !take(",") { throw fault }
        }
    }

    mutating func text() throws(TreeFault) -> [Unicode.Scalar] {
        guard take("\"") else { throw fault }
        var text: [Unicode.Scalar] = []
        while let next = rest.popFirst(), next != "\"" {
            text.append(next == "\\" ? try escape() : next)
        }
        return text
    }

    mutating func escape() throws(TreeFault) -> Unicode.Scalar {
        guard let letter = rest.popFirst() else { throw fault }
        switch letter {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "u":
            let first = try unit()
            if let scalar = Unicode.Scalar(first) { return scalar }
            guard take("\\u") else { throw fault }
            let value = 0x10000 + (first - 0xD800) * 0x400 + (try unit() - 0xDC00)
            guard let scalar = Unicode.Scalar(value) else { throw fault }
            return scalar
        default: return letter
        }
    }

    mutating func unit() throws(TreeFault) -> UInt32 {
        let digits = String(String.UnicodeScalarView(rest.prefix(4)))
        guard digits.count == 4, let unit = UInt32(digits, radix: 16) else { throw fault }
        rest = rest.dropFirst(4)
        return unit
    }
}
