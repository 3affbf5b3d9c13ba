import CanonicalJSON
import Findings
import SchemaModel
import Text
import Validation

/// Knows for a finding which text would be right in place of the faulty one.
struct FixPlanner {
    private let schema: MetadataSchema

    init(schema: MetadataSchema) {
        self.schema = schema
    }

    /// What to write instead.
    struct Replacement: Equatable {
        var text: String
        var isSafe: Bool
    }

    /// The replacement for a finding's text.
    ///
    /// - Parameters:
    ///   - finding: what is wrong.
    ///   - source: the bytes at the finding's place.
    /// - Returns: nil when there is none, or it would be the same.
    func replacement(for finding: Finding, source: UnsafeRawBufferPointer) -> Replacement? {
        guard finding.rule != .jsonByteOrderMark else { return Replacement(text: "", isSafe: true) }
        guard let value = try? JSONTape(copying: source).root else { return nil }
        let replacement = replacement(for: finding, value: value)
        return replacement?.text == String(decoding: source, as: UTF8.self) ? nil : replacement
    }

    private func replacement(for finding: Finding, value: JSONNode) -> Replacement? {
        switch finding.rule {
        case .booleanType: return boolean(value)
        case .numberType, .embeddingElement: return number(value)
        case .geospatialRange: return coordinate(value, finding)
        case .enumUnknownOption: return option(value, finding)
        case .uuidFormat: return uuid(value)
        case .datetimeFormat, .datetimeRange: return datetime(value)
        case .datetimeType, .datetimeEpoch: return epoch(value, finding)
        case .varcharType, .textType: return string(value, finding)
        case .keyUnknown, .uploadUnknownMember: return name(value, finding)
        case .geospatialSwapped: return swapped(value)
        default: return nil
        }
    }

    // MARK: One kind of value each

    private func boolean(_ value: JSONNode) -> Replacement? {
        guard let text = value.string else { return nil }
        if text == "true" || text == "false" { return Replacement(text: text, isSafe: true) }
        switch FixPlanner.trimmed(text).lowercased() {
        case "true": return Replacement(text: "true", isSafe: false)
        case "false": return Replacement(text: "false", isSafe: false)
        default: return nil
        }
    }

    /// Only a text that is a JSON number as it stands, and that a float holds: `"00601"` is a code.
    private func number(_ value: JSONNode) -> Replacement? {
        guard let text = value.string else { return nil }
        let candidate = FixPlanner.trimmed(text)
        guard let number = try? JSONTape(copying: candidate.utf8).root, number.kind == .number
        else {
            return nil
        }
        let isExact =
            NumberValue.fault(
                of: number.tape.source(of: 0), hasExponent: number.token.flags.contains(.exponent))
            == nil
        return isExact ? Replacement(text: candidate, isSafe: candidate == text) : nil
    }

    private func option(_ value: JSONNode, _ finding: Finding) -> Replacement? {
        guard let text = value.string, let key = finding.key,
            case .enumeration(let options)? = schema.type(of: key)
        else { return nil }
        let folded = FixPlanner.trimmed(text).lowercased()
        let same = options.filter { $0.lowercased() == folded }
        if same.count == 1 { return Replacement(text: Finding.literal(same[0]), isSafe: true) }
        guard let nearest = NearestMatch.match(for: text, in: options) else { return nil }
        return Replacement(text: Finding.literal(nearest), isSafe: false)
    }

    private func uuid(_ value: JSONNode) -> Replacement? {
        guard var text = value.string,
            let uuid = text.withUTF8({ UUIDValue.correction(of: UnsafeRawBufferPointer($0)) })
        else { return nil }
        return Replacement(text: Finding.literal(uuid.description), isSafe: true)
    }

    private func datetime(_ value: JSONNode) -> Replacement? {
        guard var text = value.string,
            let right = text.withUTF8({
                DatetimeSuggestion.correction(of: UnsafeRawBufferPointer($0))
            })
        else { return nil }
        return Replacement(text: Finding.literal(right), isSafe: true)
    }

    /// Seconds or milliseconds since 1970: likely, not certain.
    private func epoch(_ value: JSONNode, _ finding: Finding) -> Replacement? {
        guard value.kind == .number || value.kind == .string, let right = finding.suggestion,
            var text = try? JSONTape(copying: right.utf8).root.string,
            (try? text.withUTF8({ try DatetimeValue.parse(UnsafeRawBufferPointer($0)) })) != nil
        else { return nil }
        return Replacement(text: right, isSafe: false)
    }

    /// A coordinate in quotes, if it is one without them.
    private func coordinate(_ value: JSONNode, _ finding: Finding) -> Replacement? {
        let limit = finding.location.pointer.hasSuffix("/latitude") ? 90.0 : 180.0
        guard let replacement = number(value), let degrees = Double(replacement.text),
            abs(degrees) <= limit
        else { return nil }
        return replacement
    }

    private func string(_ value: JSONNode, _ finding: Finding) -> Replacement? {
        switch value.kind {
        case .number, .true, .false:
            if case .varchar(let length)? = finding.key.flatMap({ schema.type(of: $0) }),
                value.sourceText.count > length
            {
                return nil
            }
            return Replacement(text: Finding.literal(value.sourceText), isSafe: false)
        default: return nil
        }
    }

    /// A misspelled key or group: the nearest one may not be what was meant.
    private func name(_ value: JSONNode, _ finding: Finding) -> Replacement? {
        guard value.kind == .string, let right = finding.suggestion else { return nil }
        return Replacement(text: Finding.literal(right), isSafe: false)
    }

    private func swapped(_ value: JSONNode) -> Replacement? {
        guard let latitude = value["latitude"], let longitude = value["longitude"] else {
            return nil
        }
        let first = latitude.index < longitude.index ? latitude : longitude
        let second = latitude.index < longitude.index ? longitude : latitude
        let source = Array(value.tape.source(of: 0))
        var bytes = Array(source[..<first.offset])
        bytes += Array(second.sourceText.utf8)
        bytes += source[Int(first.token.end)..<second.offset]
        bytes += Array(first.sourceText.utf8)
        bytes += source[Int(second.token.end)...]
        return Replacement(text: String(decoding: bytes, as: UTF8.self), isSafe: false)
    }

    // MARK: Text

    private static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }
}
