import CanonicalJSON
import Text
import Validation

/// The names of the keys at the top of some documents.
///
/// Documents of one upload mostly have the same keys in the same order, so each key is first
/// compared with the one that came next last time.
struct DocumentKeys: Sendable {
    /// Every name that was noted, in the order of first appearance.
    private(set) var names: [String] = []
    private var numbers: [ExactText: Int] = [:]
    /// The UTF-8 text of each name.
    private var texts: [[UInt8]] = []
    /// The number of the name that last came behind a name; that of the first key comes first.
    private var followers: [Int] = [-1]

    /// Notes the keys of an object.
    ///
    /// - Parameters:
    ///   - tape: a scanned text.
    ///   - index: the token of the object; any other value has no keys.
    mutating func note(_ tape: JSONTape, at index: Int) {
        guard tape[index].kind == .object else { return }
        let end = Int(tape[index].next)
        var key = index + 1
        // The place of the key before in `followers`.
        var before = 0
        while key < end {
            var number = followers[before]
            if number < 0 || !isSame(number, tape, key) {
                number = self.number(of: tape.string(at: key))
                followers[before] = number
            }
            before = number + 1
            key = Int(tape[key].next)
        }
    }

    private func isSame(_ number: Int, _ tape: JSONTape, _ key: Int) -> Bool {
        if tape[key].flags.contains(.escaped) { return false }
        let content = tape.content(of: key)
        return texts[number].count == content.count && texts[number].elementsEqual(content)
    }

    private mutating func number(of name: String) -> Int {
        let exact = ExactText(name)
        if let known = numbers[exact] { return known }
        numbers[exact] = names.count
        names.append(name)
        texts.append(Array(name.utf8))
        followers.append(-1)
        return names.count - 1
    }

    mutating func removeAll() {
        self = DocumentKeys()
    }
}

extension ValidatedMetadata {
    /// The names of the keys at the top of the document.
    package var keyNames: [String] {
        guard let tape = try? JSONTape(copying: canonical) else { return [] }
        var keys = DocumentKeys()
        keys.note(tape, at: 0)
        return keys.names
    }
}
