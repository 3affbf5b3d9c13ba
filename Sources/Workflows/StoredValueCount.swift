import CanonicalJSON
import SchemaModel
import Storage

/// Counts the items that have a value of some keys; `null` is none.
struct StoredValueCount {
    private var counts: [Int]
    private let names: [[UInt8]]
    private var scanner = JSONScanner()
    private let tape = JSONTape()

    init(of keys: [KeyName]) {
        names = keys.map { Array($0.text.utf8) }
        counts = Array(repeating: 0, count: keys.count)
    }

    /// The number of items, in the order of the keys.
    static func count(of keys: [KeyName], in store: any MetadataStore) throws -> [Int] {
        if keys.isEmpty { return [] }
        var count = StoredValueCount(of: keys)
        try store.read { reader in
            try reader.forEachItem(inFolder: nil) { item in
                item.document.withUnsafeBytes { count.add($0) }
                return true
            }
        }
        return count.counts
    }

    private mutating func add(_ document: UnsafeRawBufferPointer) {
        guard (try? scanner.scan(document, into: tape)) != nil, tape[0].kind == .object else {
            return
        }
        var token = 1
        while token < Int(tape[0].next) {
            for index in names.indices where isSame(token, names[index]) {
                if tape[token + 1].kind != .null { counts[index] += 1 }
            }
            token = Int(tape[token].next)
        }
    }

    private func isSame(_ token: Int, _ name: [UInt8]) -> Bool {
        tape[token].flags.contains(.escaped)
            ? tape.string(at: token).utf8.elementsEqual(name)
            : tape.content(of: token).elementsEqual(name)
    }
}
