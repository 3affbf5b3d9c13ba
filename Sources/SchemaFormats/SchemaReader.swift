import CanonicalJSON
public import Findings
public import SchemaModel

/// Reads schema files: Encord's wire JSON and the short form, in JSON or YAML.
public enum SchemaReader {
    /// 4 MiB: far more than a schema needs, and YAML of that size is read in a few seconds. JSON
    /// has no limit of its own.
    public static let yamlBytesMax = 4 << 20

    /// Reads a schema file; one run reports everything that is wrong with it.
    ///
    /// Severities that the user has lowered are kept for rules that leave a schema to work with.
    /// Faults that leave none, such as an unknown type, are always errors.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - file: its name as the user gave it, `-` for standard input; the ending decides between
    ///     JSON and YAML, for other endings the first character does.
    ///   - format: the form, if the user said it; otherwise it is recognised.
    ///   - levels: the severities of the rules.
    ///   - target: the product whose limit of embedding sizes is checked.
    public static func read(
        _ bytes: [UInt8], file: String, format: SchemaFormat? = nil,
        levels: RuleLevels = RuleLevels(),
        target: EmbeddingTarget = .index
    ) -> SchemaReading {
        let isYAML =
            switch format {
            case .yaml: true
            case .encord, .json: false
            case nil: SchemaReader.isYAML(bytes, file: file)
            }
        var levels = levels
        for rule in fatalRules { levels[rule] = .error }
        var source = SchemaSource(file: file, levels: levels)
        let root =
            source.reportForeignContent(bytes)
            ? nil : isYAML ? source.parseYAML(bytes) : source.parseJSON(bytes)
        let isWire =
            switch format {
            case .encord: true
            case .json, .yaml: false
            case nil: root.map(SchemaReader.isWire) ?? false
            }
        var keys: [SchemaKey] = []
        if let root, !source.reportJSONSchema(root) {
            keys =
                isWire
                ? WireSchemaReader.read(root, into: &source, target: target)
                : ShortSchemaReader.read(root, into: &source, target: target)
            source.reportNearDuplicates(keys)
        }
        return SchemaReading(
            schema: source.hasErrors ? nil : MetadataSchema(keys),
            findings: source.resolvedFindings(in: bytes),
            format: isWire ? .encord : isYAML ? .yaml : .json,
            start: FindingLocation(file: file, position: .start),
            keyLocations: source.resolvedKeyLocations(in: bytes))
    }

    /// The rules without which there is no schema.
    private static let fatalRules: [RuleID] = [
        .jsonSyntax, .jsonByteOrderMark, .jsonInvalidUTF8, .jsonUnstorableText, .jsonNumberRange,
        .jsonTooDeep, .fileEmpty, .itemTooLong, .fileNotText, .schemaShape, .schemaUnknownType,
        .schemaOptionCount,
        .schemaEmbeddingSize, .schemaVarcharLength, .schemaMissingMember, .schemaYAMLSyntax,
        .schemaTombstone, .schemaMemberType,
    ]

    /// Whether a file is YAML, by its name or else by its first character.
    private static func isYAML(_ bytes: [UInt8], file: String) -> Bool {
        let name = file.lowercased()
        if name.hasSuffix(".json") { return false }
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return true }
        let whiteSpace: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
        let first = bytes.drop { whiteSpace.contains($0) }.prefix(4)
        return first.first != UInt8(ascii: "{") && first.first != UInt8(ascii: "[")
            && !first.elementsEqual("null".utf8) && !first.isEmpty
    }

    /// Whether a file's content is the wire form: an object without the short form's `keys`.
    ///
    /// A wire schema may have a key named `keys`; it shows by its `ty` and by having no member that
    /// wire definitions do not have.
    private static func isWire(_ root: SourceValue) -> Bool {
        guard root.kind != .null, let keys = root.member("keys") else { return true }
        guard case .string? = keys.member("ty")?.kind else { return false }
        return keys.members.allSatisfy { WireMember.all.contains($0.key.text ?? "") }
    }
}
