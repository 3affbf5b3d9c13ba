import Text

/// One key of a schema.
public struct SchemaKey: Sendable, Hashable {
    /// The name under which values stand in documents.
    public var name: KeyName
    /// What it is, or was.
    public var state: KeyState
    /// What the key means, for people. Lost in Encord's wire form.
    public var description: String?

    /// Makes a key.
    public init(name: KeyName, state: KeyState, description: String? = nil) {
        self.name = name
        self.state = state
        self.description = description
    }

    /// Byte by byte in every text.
    public static func == (a: SchemaKey, b: SchemaKey) -> Bool {
        a.name == b.name && a.state == b.state
            && (a.description == nil) == (b.description == nil)
            && ExactText.isSame(a.description ?? "", b.description ?? "")
    }
}
