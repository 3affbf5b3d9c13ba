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
            text += "/"
            switch step {
            case .index(let index): text += String(index)
            case .key(let key):
                for character in key.unicodeScalars {
                    switch character {
                    case "~": text += "~0"
                    case "/": text += "~1"
                    default: text.unicodeScalars.append(character)
                    }
                }
            }
        }
        return text
    }
}

extension JSONTape {
    /// The way from the first token to the token at `index` (a value, or a key: then of its value).
    public func pointer(to index: Int) -> JSONPointer {
        var pointer = JSONPointer()
        var container = 0
        while container < index {
            let token = self[container]
            var child = container + 1
            var position = 0
            var found: (step: JSONPointer.Step, value: Int)?
            while child < Int(token.next), found == nil {
                let value = token.kind == .object ? child + 1 : child
                if index < Int(self[value].next) {
                    let step: JSONPointer.Step =
                        token.kind == .object ? .key(string(at: child)) : .index(position)
                    found = (step, value)
                } else {
                    child = Int(self[value].next)
                    position += 1
                }
            }
            guard let found else { break }
            pointer.steps.append(found.step)
            if index <= found.value { break }
            container = found.value
        }
        return pointer
    }
}
