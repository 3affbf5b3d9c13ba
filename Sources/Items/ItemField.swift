/// A field of the item itself, written with `@`.
public enum ItemField: String, Sendable, Hashable, CaseIterable {
    case url, title, kind, folder, uuid, created, updated
}
