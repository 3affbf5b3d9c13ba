/// The forms of a schema file.
public enum SchemaFormat: String, Sendable, Hashable, CaseIterable {
    /// Encord's wire JSON: what the SDK loads, saves and prints.
    case encord
    /// The short form in JSON.
    case json
    /// The short form in YAML.
    case yaml
}
