/// The schema that files were checked against, as a report names it.
public struct ReportSchema: Sendable, Equatable {
    /// Where the schema was taken from.
    public enum Origin: String, Sendable, Equatable {
        /// A file named on the command line.
        case flag
        /// A file named in the project's settings.
        case settings
        /// The store.
        case store
    }

    /// The schema file or the store, as the user named it.
    public var path: String
    /// Where it was taken from.
    public var origin: Origin
    /// The revision of a store's schema; nil for a file.
    public var revision: Int?

    /// Makes the name of a schema.
    public init(path: String, origin: Origin, revision: Int? = nil) {
        self.path = path
        self.origin = origin
        self.revision = revision
    }

    /// The schema in words: `schema.yaml (metadex.toml)`, `metadex.db revision 12`.
    public var words: String {
        switch origin {
        case .flag: "\(path) (--schema)"
        case .settings: "\(path) (metadex.toml)"
        case .store: revision.map { "\(path) revision \($0)" } ?? path
        }
    }
}
