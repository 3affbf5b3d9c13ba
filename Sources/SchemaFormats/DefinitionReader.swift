import CanonicalJSON
import Findings
import SchemaModel
import Text

/// The parts of a definition that both forms share: each reads one member, reports what is wrong
/// with it, and returns nil when it cannot be used.
struct DefinitionReader {
    /// 64 levels: what an `api` may nest, so that YAML can hold it too.
    static let apiDepthMax = 64

    /// The key's name, for findings.
    let key: String
    let target: EmbeddingTarget

    /// A scalar type or one of its aliases, which gives a notice.
    func scalar(_ word: String, at value: SourceValue, in source: inout SchemaSource) -> ScalarType?
    {
        guard let scalar = ScalarType(word: word) else { return nil }
        if word != scalar.rawValue {
            source.report(
                .schemaAlias, at: value, key: key, found: word, suggestion: scalar.rawValue)
        }
        return scalar
    }

    /// The options of an enum, 1 to 256.
    func options(_ value: SourceValue, in source: inout SchemaSource) -> [String]? {
        guard value.kind == .array else {
            source.report(.schemaMemberType, at: value, key: key, expected: "an array of options")
            return nil
        }
        let elements = value.elements
        var options: [String] = []
        var first: [KeyName: SourceValue] = [:]
        var firstAlike: [Likeness: SourceValue] = [:]
        var isUsable = true
        for element in elements {
            guard let option = text(element, expected: "an option in quotes", in: &source) else {
                isUsable = false
                continue
            }
            if let earlier = first[KeyName(stored: option)] {
                source.report(.schemaDuplicateOption, at: element, key: key, related: earlier)
            } else {
                first[KeyName(stored: option)] = element
                options.append(option)
                reportOddity(of: option, at: element, &firstAlike, &source)
            }
        }
        if elements.isEmpty || options.count > KeyDefinition.optionCountMaxStored {
            source.report(
                .schemaOptionCount, at: value, key: key,
                found: elements.isEmpty ? "none" : "\(options.count)")
            return nil
        }
        if options.count > KeyDefinition.optionCountMax {
            source.report(.schemaOptionCount, at: value, key: key, found: "256", atMost: .warning)
        }
        return isUsable ? EnumOptions.sorted(options) : nil
    }

    /// Reports an option that looks like an earlier one, or like a slip by itself.
    private func reportOddity(
        of option: String, at element: SourceValue, _ firstAlike: inout [Likeness: SourceValue],
        _ source: inout SchemaSource
    ) {
        let likeness = Likeness(option)
        if let earlier = firstAlike[likeness] {
            source.report(
                .schemaNearDuplicateOption, at: element, key: key,
                expected: Likeness.difference(of: option, from: earlier.text ?? ""),
                suggestion: earlier.words, related: earlier)
            return
        }
        firstAlike[likeness] = element
        guard let fault = OptionText.fault(of: option) else { return }
        source.report(
            .schemaOptionText, at: element, key: key, expected: fault.words,
            suggestion: fault.correction.map(JSONString.quoted))
    }

    /// Reports an enum that has no options because it does not say any. The SDK loads it, but no
    /// value fits it.
    func reportNoOptions(at value: SourceValue, in source: inout SchemaSource) {
        source.report(.schemaOptionCount, at: value, key: key, found: "none", atMost: .warning)
    }

    /// The size of an embedding.
    func size(_ value: SourceValue, in source: inout SchemaSource) -> Int? {
        guard let size = value.integer, (1...KeyDefinition.embeddingSizeMax).contains(size) else {
            source.report(.schemaEmbeddingSize, at: value, key: key)
            return nil
        }
        if size > target.sizeMax { source.report(.schemaEmbeddingTarget, at: value, key: key) }
        return size
    }

    /// The length of a varchar.
    func maxLength(_ value: SourceValue, in source: inout SchemaSource) -> Int? {
        guard let length = value.integer, (0...KeyDefinition.varcharLengthMax).contains(length)
        else {
            source.report(.schemaVarcharLength, at: value, key: key)
            return nil
        }
        return length
    }

    /// The format of a concrete number.
    func format(_ value: SourceValue, in source: inout SchemaSource) -> KeyDefinition.NumberFormat?
    {
        if let format = value.text.flatMap(KeyDefinition.NumberFormat.init(rawValue:)) {
            return format
        }
        source.report(
            .schemaMemberType, at: value, key: key, expected: "\"F32\" or \"F64\"",
            suggestion: value.text.flatMap { NearestMatch.match(for: $0, in: ["F32", "F64"]) })
        return nil
    }

    /// Checks the time zone of a concrete datetime, which is always UTC.
    func timezone(_ value: SourceValue, in source: inout SchemaSource) {
        if value.text != "UTC" {
            source.report(.schemaMemberType, at: value, key: key, expected: "\"UTC\"")
        }
    }

    /// A text that the store can keep.
    func text(
        _ value: SourceValue, expected: String, in source: inout SchemaSource
    ) -> String? {
        guard let text = value.text else {
            source.report(
                .schemaMemberType, at: value, key: key, expected: expected,
                suggestion: value.scalarText.map(JSONString.quoted))
            return nil
        }
        if text.unicodeScalars.contains("\0") {
            source.report(.jsonUnstorableText, at: value, key: key, found: "\\u0000")
            return nil
        }
        return text
    }

    /// The hosted model of an embedding: an object, or null for none.
    func api(_ value: SourceValue, in source: inout SchemaSource) -> EmbeddingAPI? {
        switch value.kind {
        case .null: return nil
        case .object:
            do throws(APITextFault) {
                return EmbeddingAPI(canonicalJSON: try APIText.canonical(value))
            } catch {
                source.report(
                    .schemaMemberType, at: value, key: key, found: error.found,
                    expected: error.expected)
                return nil
            }
        default:
            source.report(.schemaMemberType, at: value, key: key, expected: "an object or null")
            return nil
        }
    }

    /// Reports what is wrong with the members of a definition whose type is not known, where they
    /// mean the same for every type.
    func checkMembers(
        _ members: [(name: String, key: SourceValue, value: SourceValue)],
        in source: inout SchemaSource
    ) {
        for member in members {
            switch member.name {
            case "options", "values": _ = options(member.value, in: &source)
            case "size": _ = size(member.value, in: &source)
            case "max_length": _ = maxLength(member.value, in: &source)
            default: break
            }
        }
    }

    /// Reports the members that a definition cannot have.
    func reportUnknown(
        _ members: [(name: String, key: SourceValue, value: SourceValue)], allowed: [String],
        in source: inout SchemaSource
    ) {
        for member in members where !allowed.contains(member.name) {
            source.report(
                .schemaUnknownMember, at: member.key, key: key, found: member.name,
                suggestion: NearestMatch.match(for: member.name, in: allowed))
        }
    }
}
