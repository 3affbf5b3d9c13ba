import Findings
import SchemaModel

/// Reads the wire form: an object of keys, each with an object that says its `ty`.
enum WireSchemaReader {
    /// The keys of a schema; incomplete when `source` has errors.
    static func read(
        _ root: SourceValue, into source: inout SchemaSource, target: EmbeddingTarget
    ) -> [SchemaKey] {
        // What the service answers when there is no schema.
        if root.kind == .null { return [] }
        guard root.kind == .object else {
            source.report(.schemaShape, at: root, expected: "an object of keys")
            return []
        }
        let members = source.members(of: root)
        if !members.isEmpty, members.allSatisfy({ $0.value.kind == .string }) {
            source.report(
                .schemaShape, at: root, found: "the keys themselves",
                expected: "the keys inside of an object \"keys\"")
            return []
        }
        var keys: [SchemaKey] = []
        for member in members {
            let name = source.name(member.name, at: member.key)
            let reader = DefinitionReader(key: member.name, target: target)
            if let state = state(of: member.value, reader, &source) {
                keys.append(SchemaKey(name: name, state: state))
            }
        }
        return keys
    }

    private static func state(
        of value: SourceValue, _ reader: DefinitionReader, _ source: inout SchemaSource
    ) -> KeyState? {
        guard value.kind == .object, value.member("ty")?.text == "tombstone" else {
            return definition(of: value, reader, &source).map(KeyState.active)
        }
        let members = source.members(of: value, key: reader.key)
        reader.reportUnknown(members, allowed: ["ty", "deleted_ty"], in: &source)
        guard let deleted = members.first(where: { $0.name == "deleted_ty" })?.value,
            deleted.kind != .null
        else { return .hardDeleted }
        guard deleted.kind == .object, deleted.member("ty")?.text != "tombstone" else {
            source.report(
                .schemaTombstone, at: deleted, key: reader.key,
                found: deleted.kind == .object ? "another tombstone" : nil)
            return nil
        }
        return definition(of: deleted, reader, &source).map(KeyState.softDeleted)
    }

    private static func definition(
        of value: SourceValue, _ reader: DefinitionReader, _ source: inout SchemaSource
    ) -> KeyDefinition? {
        guard value.kind == .object else {
            source.report(
                .schemaShape, at: value, key: reader.key, expected: "an object with a member \"ty\""
            )
            return nil
        }
        let members = source.members(of: value, key: reader.key)
        guard let typeMember = members.first(where: { $0.name == "ty" }) else {
            source.report(.schemaMissingMember, at: value, key: reader.key, expected: "\"ty\"")
            reader.checkMembers(members, in: &source)
            return nil
        }
        guard let type = typeMember.value.text else {
            source.report(
                .schemaMemberType, at: typeMember.value, key: reader.key, expected: "a type word")
            reader.checkMembers(members, in: &source)
            return nil
        }
        guard WireMember.types.contains(type), type != "tombstone" else {
            source.report(
                .schemaUnknownType, at: typeMember.value, key: reader.key,
                suggestion: TypeWords.nearest(to: type, in: WireMember.types))
            reader.checkMembers(members, in: &source)
            return nil
        }
        reader.reportUnknown(
            members, allowed: ["ty"] + WireMember.members(of: type), in: &source)
        return definition(of: type, value, members, reader, &source)
    }

    /// The definition that the members of a type say.
    ///
    /// - Parameters:
    ///   - type: one of ``WireMember/types``, and no tombstone.
    ///   - value: the object that holds the members.
    private static func definition(
        of type: String, _ value: SourceValue,
        _ members: [(name: String, key: SourceValue, value: SourceValue)],
        _ reader: DefinitionReader, _ source: inout SchemaSource
    ) -> KeyDefinition? {
        func member(_ name: String) -> SourceValue? { members.first { $0.name == name }?.value }
        switch type {
        case "variant":
            guard let hint = member("hint") else { return .variant(.text) }
            guard let word = hint.text else {
                source.report(
                    .schemaMemberType, at: hint, key: reader.key, expected: "a scalar type word")
                return nil
            }
            if let scalar = reader.scalar(word, at: hint, in: &source) { return .variant(scalar) }
            source.report(
                .schemaUnknownType, at: hint, key: reader.key,
                suggestion: TypeWords.nearest(to: word, in: ScalarType.allCases.map(\.rawValue)))
            return nil
        case "enum":
            guard let values = member("values") else {
                reader.reportNoOptions(at: value, in: &source)
                return .enumeration([])
            }
            return reader.options(values, in: &source).map(KeyDefinition.enumeration)
        case "embedding":
            let api = member("api").flatMap { reader.api($0, in: &source) }
            guard let size = member("size") else {
                source.report(
                    .schemaMissingMember, at: value, key: reader.key, expected: "\"size\"")
                return nil
            }
            return reader.size(size, in: &source).map { .embedding(size: $0, api: api) }
        case "number":
            guard let format = member("format") else { return .number(.double) }
            return reader.format(format, in: &source).map(KeyDefinition.number)
        case "varchar":
            guard let length = member("max_length") else {
                return .varchar(maxLength: KeyDefinition.varcharLengthMax)
            }
            return reader.maxLength(length, in: &source).map { .varchar(maxLength: $0) }
        case "datetime":
            if let timezone = member("timezone") { reader.timezone(timezone, in: &source) }
            return .datetime
        case "boolean": return .boolean
        case "text": return .text
        case "uuid": return .uuid
        case "user": return .user
        default: return .geospatial
        }
    }
}
