import CanonicalJSON

/// The way to one value of a document, its names ready to be compared with bytes.
struct DocumentPath: Sendable {
    private enum Step: Sendable {
        case member([UInt8])
        case element(Int)
    }

    private let steps: [Step]

    init(key: String, steps: [PathStep]) {
        self.steps =
            [.member(Array(key.utf8))]
            + steps.map { step in
                switch step {
                case .member(let name): .member(Array(name.utf8))
                case .element(let index): .element(index)
                }
            }
    }

    /// The token of the value; nil where the document has none.
    func find(in tape: JSONTape) -> Int? {
        let (token, count) = walk(in: tape)
        return count == steps.count ? token : nil
    }

    /// Goes along the way as far as a document has it.
    ///
    /// - Returns: the token where the way ends, and how many steps were taken.
    func walk(in tape: JSONTape) -> (token: Int, count: Int) {
        guard tape.count > 0 else { return (0, 0) }
        var token = 0
        for (count, step) in steps.enumerated() {
            let next =
                switch step {
                case .member(let name): DocumentPath.member(name, of: token, in: tape)
                case .element(let index): DocumentPath.element(index, of: token, in: tape)
                }
            guard let next else { return (token, count) }
            token = next
        }
        return (token, steps.count)
    }

    /// The value of an object's member, the last one where the name is given twice.
    private static func member(_ name: [UInt8], of object: Int, in tape: JSONTape) -> Int? {
        let tokens = tape.tokens
        let bytes = tape.bytes
        guard tokens[object].kind == .object else { return nil }
        let end = Int(tokens[object].next)
        var found: Int?
        var child = object + 1
        while child < end {
            let key = tokens[child]
            if key.flags.contains(.escaped) {
                if tape.string(at: child).utf8.elementsEqual(name) { found = child + 1 }
            } else if Int(key.end) - Int(key.start) == name.count + 2,
                equals(bytes, at: Int(key.start) + 1, name)
            {
                found = child + 1
            }
            child = Int(key.next)
        }
        return found
    }

    private static func equals(
        _ bytes: UnsafeRawBufferPointer, at start: Int, _ name: [UInt8]
    ) -> Bool {
        for index in 0..<name.count where bytes[start + index] != name[index] { return false }
        return true
    }

    private static func element(_ index: Int, of array: Int, in tape: JSONTape) -> Int? {
        let tokens = tape.tokens
        guard tokens[array].kind == .array else { return nil }
        let end = Int(tokens[array].next)
        var child = array + 1
        var position = 0
        while child < end {
            if position == index { return child }
            child = Int(tokens[child].next)
            position += 1
        }
        return nil
    }
}
