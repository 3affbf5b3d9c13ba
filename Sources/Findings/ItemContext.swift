public import CanonicalJSON

/// The item that is being read, kept as cheap references; strings are made when a finding needs
/// them.
public struct ItemContext {
    /// Number of the item in its file, from 0, over all groups.
    public var index: Int
    /// The member that holds the groups when the file is a whole upload request (`dataItems`).
    public var envelope: String?
    /// The item's group as the file spells it (`images`), or nil where a format has none.
    public var group: String?
    /// Number of the item in its group (or array), from 0; nil where the item is the whole text.
    public var positionInGroup: Int?
    /// The tape of the item's text.
    public var tape: JSONTape?
    /// The token of the item's first URL, once known.
    public var urlToken: Int?
    /// The token of the item's title, once known.
    public var titleToken: Int?
    /// The URL of an item that was not read from JSON.
    public var url: String?
    /// The title of an item that was not read from JSON.
    public var title: String?
    /// The hash of an item's text that is not JSON.
    public var textHash: UInt64?

    /// Makes the context of an item.
    @inlinable
    public init(
        index: Int, envelope: String? = nil, group: String? = nil, positionInGroup: Int? = nil,
        tape: JSONTape? = nil, urlToken: Int? = nil, titleToken: Int? = nil
    ) {
        self.index = index
        self.envelope = envelope
        self.group = group
        self.positionInGroup = positionInGroup
        self.tape = tape
        self.urlToken = urlToken
        self.titleToken = titleToken
    }

    /// The item in words, cut to ``Finding/valueLengthMax`` times ten characters a word.
    public var reference: ItemReference {
        ItemReference(
            index: index, group: group, url: url ?? text(urlToken), title: title ?? text(titleToken)
        )
    }

    /// The JSON pointer of the item in its file.
    public var pointer: String {
        var steps: [JSONPointer.Step] = []
        if let envelope { steps.append(.key(envelope)) }
        if let group { steps.append(.key(group)) }
        if let positionInGroup { steps.append(.index(positionInGroup)) }
        return JSONPointer(steps).description
    }

    private func text(_ token: Int?) -> String? {
        guard let tape, let token, token < tape.count, tape[token].kind == .string else {
            return nil
        }
        return Finding.cut(tape.string(at: token), to: 10 * Finding.valueLengthMax)
    }
}
