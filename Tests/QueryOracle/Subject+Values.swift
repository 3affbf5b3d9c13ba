/// A stored item as the oracle knows it.
package struct Thing: Sendable {
    package var urls: [String]
    package var title: String?
    package var kind: String
    package var folder: String
    /// In lower case.
    package var uuid: String
    package var created: Moment
    package var updated: Moment
    package var document: Tree

    package init(
        urls: [String], title: String?, kind: String, folder: String, uuid: String,
        created: Moment, updated: Moment, document: Tree
    ) {
        self.urls = urls
        self.title = title
        self.kind = kind
        self.folder = folder
        self.uuid = uuid
        self.created = created
        self.updated = updated
        self.document = document
    }
}

/// A value that fits its type.
package enum Value: Hashable, Sendable {
    case boolean(Bool)
    case number(Double)
    case moment(Moment)
    case text([Unicode.Scalar])

    private var rank: Int {
        switch self {
        case .boolean: 0
        case .number: 1
        case .moment: 2
        case .text: 3
        }
    }

    func isLess(than other: Value) -> Bool {
        switch (self, other) {
        case (.boolean(let a), .boolean(let b)): !a && b
        case (.number(let a), .number(let b)): a < b
        case (.moment(let a), .moment(let b)): a < b
        case (.text(let a), .text(let b)):
            a.map(\.value).lexicographicallyPrecedes(b.map(\.value))
        default: rank < other.rank
        }
    }

    func isSameKind(as other: Value) -> Bool { rank == other.rank }
}

/// What an item has in the place of a subject.
struct Found {
    /// The value in the document; for a field of the item a text, or nil for a moment.
    var tree: Tree?
    /// The value, where it fits.
    var value: Value?
}

extension Subject {
    /// What an item has: nothing where it is missing, several for the URLs of a group.
    func found(in thing: Thing, _ oracle: Oracle) -> [Found] {
        func field(_ texts: [String]) -> [Found] {
            texts.map { text in
                let text = Array(text.unicodeScalars)
                return Found(tree: .text(text), value: .text(text))
            }
        }
        switch self {
        case .url: return field(thing.urls)
        case .title: return field(thing.title.map { [$0] } ?? [])
        case .itemKind: return field([thing.kind])
        case .folder: return field([thing.folder])
        case .uuid: return field([thing.uuid])
        case .created: return [Found(value: .moment(thing.created))]
        case .updated: return [Found(value: .moment(thing.updated))]
        case .key(let name, let kind):
            guard let tree = thing.document.member(name) else { return [] }
            return [Found(tree: tree, value: oracle.value(tree, kind))]
        case .coordinate(let name, let key):
            guard let place = thing.document.member(key), let tree = place.member(name) else {
                return []
            }
            let value = oracle.isPlace(place) ? oracle.value(tree, kind) : nil
            return [Found(tree: tree, value: value)]
        case .path(let key, let steps):
            var tree = thing.document.member(key)
            for step in steps {
                switch step {
                case .member(let name): tree = tree?.member(name)
                case .element(let index): tree = tree?.element(index)
                }
            }
            return tree.map { [Found(tree: $0, value: oracle.value($0, nil))] } ?? []
        }
    }
}
