import Findings
import SchemaModel
import Text

/// Reads the short form: `keys` with a type word or an object for each key.
enum ShortSchemaReader {
    /// The keys of a schema; incomplete when `source` has errors.
    static func read(
        _ root: SourceValue, into source: inout SchemaSource, target: EmbeddingTarget
    ) -> [SchemaKey] {
        guard root.kind == .object, let keys = root.member("keys") else {
            source.report(.schemaShape, at: root, expected: "an object with a member \"keys\"")
            return []
        }
        for member in source.members(of: root) where member.name != "keys" {
            source.report(
                .schemaUnknownMember, at: member.key, found: member.name,
                suggestion: NearestMatch.match(for: member.name, in: ["keys"]))
        }
        if keys.kind == .null { return [] }
        guard keys.kind == .object else {
            source.report(.schemaShape, at: keys, key: "keys", expected: "an object of keys")
            return []
        }
        var result: [SchemaKey] = []
        for member in source.members(of: keys) {
            let name = source.name(member.name, at: member.key)
            let reader = DefinitionReader(key: member.name, target: target)
            if let key = key(name, member.value, reader, &source) { result.append(key) }
        }
        return result
    }

    private static func key(
        _ name: KeyName, _ value: SourceValue, _ reader: DefinitionReader,
        _ source: inout SchemaSource
    ) -> SchemaKey? {
        switch value.kind {
        case .string:
            let definition = definition(word: value, members: [], value, reader, &source)
            return definition.map { SchemaKey(name: name, state: .active($0)) }
        case .object: break
        default:
            source.report(
                .schemaShape, at: value, key: reader.key,
                expected: "a type or an object with \"type\"")
            return nil
        }
        let members = source.members(of: value, key: reader.key)
        func member(_ name: String) -> SourceValue? { members.first { $0.name == name }?.value }
        let description = member("description").flatMap { value in
            value.kind == .null ? nil : reader.text(value, expected: "a text", in: &source)
        }
        let deleted = member("deleted").map { deletion($0, reader, &source) } ?? Deletion.none
        guard let word = member("type") else {
            if deleted == .hard {
                reader.reportUnknown(members, allowed: ShortMember.common, in: &source)
                return SchemaKey(name: name, state: .hardDeleted, description: description)
            }
            source.report(.schemaMissingMember, at: value, key: reader.key, expected: "\"type\"")
            reader.checkMembers(members, in: &source)
            return nil
        }
        guard let definition = definition(word: word, members: members, value, reader, &source)
        else {
            return nil
        }
        let state: KeyState? =
            switch deleted {
            case .none: .active(definition)
            case .soft: .softDeleted(definition)
            case .hard: .hardDeleted
            case .unreadable: nil
            }
        return state.map { SchemaKey(name: name, state: $0, description: description) }
    }

    private enum Deletion {
        case none, soft, hard, unreadable
    }

    private static func deletion(
        _ value: SourceValue, _ reader: DefinitionReader, _ source: inout SchemaSource
    ) -> Deletion {
        switch (value.kind, value.text) {
        case (.null, _): return .none
        case (.boolean, _) where value.boolean == false: return .none
        case (_, "soft"): return .soft
        case (_, "hard"): return .hard
        default:
            source.report(
                .schemaMemberType, at: value, key: reader.key, expected: "soft or hard",
                suggestion: value.boolean == true ? "soft" : nil)
            return .unreadable
        }
    }

    /// The definition of a type word with the members beside it.
    ///
    /// - Parameter value: the whole definition, the place of what is missing.
    private static func definition(
        word: SourceValue, members: [(name: String, key: SourceValue, value: SourceValue)],
        _ value: SourceValue, _ reader: DefinitionReader, _ source: inout SchemaSource
    ) -> KeyDefinition? {
        guard let text = word.text else {
            source.report(.schemaMemberType, at: word, key: reader.key, expected: "a type word")
            reader.checkMembers(members, in: &source)
            return nil
        }
        let scalar = reader.scalar(text, at: word, in: &source)
        let type = scalar?.rawValue ?? text
        guard KeyType.words.contains(type) else {
            source.report(
                .schemaUnknownType, at: word, key: reader.key,
                suggestion: TypeWords.nearest(to: text, in: KeyType.words))
            reader.checkMembers(members, in: &source)
            return nil
        }
        let allowed = ShortMember.common + ShortMember.members(of: type)
        for member in members where !allowed.contains(member.name) {
            let wireName = ShortMember.wireNames[member.name].flatMap {
                allowed.contains($0) ? $0 : nil
            }
            source.report(
                .schemaUnknownMember, at: member.key, key: reader.key, found: member.name,
                suggestion: wireName ?? NearestMatch.match(for: member.name, in: allowed))
        }
        func member(_ name: String) -> SourceValue? { members.first { $0.name == name }?.value }
        if let scalar {
            return scalarDefinition(scalar, member, reader, &source)
        }
        switch type {
        case "enum":
            guard let options = member("options") else {
                source.report(
                    .schemaMissingMember, at: value, key: reader.key, expected: "\"options\"")
                return nil
            }
            if options.kind == .null {
                reader.reportNoOptions(at: options, in: &source)
                return .enumeration([])
            }
            return reader.options(options, in: &source).map(KeyDefinition.enumeration)
        case "embedding":
            let api = member("api").flatMap { reader.api($0, in: &source) }
            guard let size = member("size") else {
                source.report(
                    .schemaMissingMember, at: value, key: reader.key, expected: "\"size\"")
                return nil
            }
            return reader.size(size, in: &source).map { .embedding(size: $0, api: api) }
        case "user": return .user
        default: return .geospatial
        }
    }

    /// A scalar: one that can change, or a concrete one when it is fixed or has a concrete type's
    /// member.
    private static func scalarDefinition(
        _ scalar: ScalarType, _ member: (String) -> SourceValue?, _ reader: DefinitionReader,
        _ source: inout SchemaSource
    ) -> KeyDefinition? {
        let fixed = member("fixed")
        if let fixed, fixed.boolean == nil {
            source.report(.schemaMemberType, at: fixed, key: reader.key, expected: "true or false")
        }
        let isFixed = fixed?.boolean
        var detail: SourceValue?
        for name in ShortMember.members(of: scalar.rawValue) where name != "fixed" {
            detail = member(name)
        }
        if let detail, isFixed == false {
            source.report(
                .schemaMemberType, at: detail, key: reader.key,
                expected: "nothing beside \"fixed\": false")
            return nil
        }
        guard detail != nil || isFixed == true else { return .variant(scalar) }
        switch scalar {
        case .boolean: return .boolean
        case .text: return .text
        case .uuid: return .uuid
        case .datetime:
            if let detail { reader.timezone(detail, in: &source) }
            return .datetime
        case .number:
            guard let detail else { return .number(.double) }
            return reader.format(detail, in: &source).map(KeyDefinition.number)
        case .varchar:
            guard let detail else { return .varchar(maxLength: KeyDefinition.varcharLengthMax) }
            return reader.maxLength(detail, in: &source).map { .varchar(maxLength: $0) }
        }
    }
}
