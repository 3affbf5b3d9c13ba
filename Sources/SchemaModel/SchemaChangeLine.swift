extension SchemaChange {
    /// The change on one line, as `schema import` and `schema log` show it: `+ weather enum (3
    /// options)`, `~ speed number -> varchar`, `- old-one soft deleted`.
    ///
    /// - Parameter schema: the schema before the change.
    public func line(before schema: MetadataSchema) -> String {
        let name = Text.oneLine(key.text)
        let state = schema[key.text]?.state
        switch self {
        case .addScalar(_, let scalar), .setScalar(_, let scalar):
            switch state {
            case .active(let old): return "~ \(name) \(old.words) -> \(scalar.rawValue)"
            case .softDeleted(.variant(scalar)): return "+ \(name) \(scalar.rawValue), restored"
            case .softDeleted(let old):
                return "+ \(name) \(scalar.rawValue), restored (was \(old.words))"
            case nil, .hardDeleted: return "+ \(name) \(scalar.rawValue)"
            }
        case .addEnumeration(_, let options):
            return "+ \(name) \(KeyDefinition.enumeration(EnumOptions.sorted(options)).words)"
        case .addOptions(_, let options):
            var old: [String] = []
            if case .enumeration(let options) = state?.remembered { old = options }
            let added = EnumOptions.missing(EnumOptions.sorted(options), in: old)
            return "~ \(name) enum + \(added.isEmpty ? "nothing new" : Text.list(added))"
        case .addEmbedding(_, let size):
            return "+ \(name) \(KeyDefinition.embedding(size: size, api: nil).words)"
        case .addGeospatial: return "+ \(name) geospatial"
        case .define(_, let wanted):
            if case .active = wanted { return "+ \(name) \(wanted.words)" }
            return "- \(name) \(wanted.words)"
        case .delete(_, let hard): return "- \(name) \(hard ? "hard" : "soft") deleted"
        case .restore: return "+ \(name) \(state?.remembered?.words ?? "unknown"), restored"
        case .setDescription(_, let text):
            return "~ \(name) description\(text?.isEmpty ?? true ? " removed" : "")"
        case .setEmbeddingAPI(_, let api): return "~ \(name) api\(api == nil ? " removed" : "")"
        }
    }
}
