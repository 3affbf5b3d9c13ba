/// The way from a document's root to one of its values (RFC 6901).
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// One step: a key of an object or an index of an array.
    public enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    /// The steps from the root on; none for the whole document.
    public var steps: [Step]

    /// - Parameter steps: the steps from the root on.
    public init(_ steps: [Step] = []) {
        self.steps = steps
    }

    /// The pointer as text, `~` and `/` in keys escaped; empty for the whole document.
    public var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .index(let index): text += "/" + String(index)
            case .key(let key): JSONPointer.append(key, to: &text)
            }
        }
        return text
    }

    static func append(_ key: String, to text: inout String) {
        text += "/"
        for character in key.unicodeScalars {
            switch character {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(character)
            }
        }
    }
}

extension JSONTape {
    /// The way from the first token to the token at `index` (a value, or a key: then of its value).
    ///
    /// Pointers to all tokens of a document take time in proportion to its size and to their own
    /// length: once walking from the front has cost as much as a look at every token, the places of
    /// all tokens are written down.
    public func pointer(to index: Int) -> JSONPointer {
        JSONPointer(
            path(to: index).map { step in
                step.key.map { .key(string(at: $0)) } ?? .index(step.position)
            })
    }

    /// The text of ``pointer(to:)``, cut when it is long.
    ///
    /// - Parameters:
    ///   - index: a value, or a key.
    ///   - limit: the bytes from which on it is cut, with `…` in place of the rest.
    public func pointerText(to index: Int, limit: Int) -> String {
        var text = ""
        for step in path(to: index) {
            if let key = step.key {
                let bytes = content(of: key)
                // Of a key that is too long in any case only the beginning is looked at, as written.
                JSONPointer.append(
                    bytes.count <= limit
                        ? string(at: key) : String(decoding: bytes.prefix(limit), as: UTF8.self),
                    to: &text)
            } else {
                text += "/" + String(step.position)
            }
            if text.utf8.count > limit {
                var end = text.utf8.index(text.startIndex, offsetBy: limit)
                while end.samePosition(in: text.unicodeScalars) == nil {
                    end = text.utf8.index(before: end)
                }
                return text[..<end] + "…"
            }
        }
        return text
    }

    /// One step of a way: the token of a member's key, or else the number of an element.
    private struct PathStep {
        var key: Int?
        var position: Int
    }

    private func path(to index: Int) -> [PathStep] {
        if let places { return path(to: index, places) }
        var path: [PathStep] = []
        var container = 0
        while container < index {
            let token = self[container]
            var child = container + 1
            var position = 0
            var found: (step: PathStep, value: Int)?
            while child < Int(token.next), found == nil {
                if walked > count { return self.path(to: index, makePlaces()) }
                walked += 1
                let isMember = token.kind == .object
                let value = isMember ? child + 1 : child
                if index < Int(self[value].next) {
                    found = (PathStep(key: isMember ? child : nil, position: position), value)
                } else {
                    child = Int(self[value].next)
                    position += 1
                }
            }
            guard let found else { break }
            path.append(found.step)
            if index <= found.value { break }
            container = found.value
        }
        return path
    }

    private func path(to index: Int, _ places: JSONPlaces) -> [PathStep] {
        var path: [PathStep] = []
        var token = index
        while let container = places.container(of: token) {
            walked += 1
            let isMember = self[container].kind == .object
            // A value stands right behind its key.
            let key = self[token].kind == .key ? token : token - 1
            path.append(
                PathStep(key: isMember ? key : nil, position: places.position(of: token)))
            token = container
        }
        path.reverse()
        return path
    }
}
