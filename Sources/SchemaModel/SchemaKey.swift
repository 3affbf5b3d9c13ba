/// One key of a schema.
public struct SchemaKey: Sendable, Hashable {
    public var name: KeyName
    public var state: KeyState
    /// What the key means, for people. Lost in Encord's wire form.
    public var description: String?

    public init(name: KeyName, state: KeyState, description: String? = nil) {
        self.name = name
        self.state = state
        self.description = description
    }
}
