import CanonicalJSON
import Findings
import SchemaModel
import Text
import UploadFormats
import Validation
import Values

/// Knows for a finding which text would be right in place of the faulty one.
///
/// Where the finding's message says what to write, exactly that is written; what is decided here is
/// whether it is certain.
struct FixPlanner {
    private let schema: CompiledSchema?
    /// What datetimes without an offset mean; nil when that is not known.
    private let zone: UTCOffset?

    /// - Parameter zone: the zone of datetimes without an offset, where somebody knows it.
    init(_ options: UploadCheckOptions, zone: UTCOffset? = nil) {
        schema = options.schema
        self.zone = zone
    }

    /// What to write instead.
    struct Replacement: Equatable {
        var text: String
        /// Whether the meaning certainly stays.
        var isSafe: Bool
        /// The bytes of the finding's text that are replaced; nil for all of them.
        var range: Range<Int>?
    }

    /// The replacement for a finding's text.
    ///
    /// - Parameters:
    ///   - finding: what is wrong.
    ///   - source: the bytes at the finding's place.
    /// - Returns: nil when there is none, or it would be the same.
    func replacement(for finding: Finding, source: UnsafeRawBufferPointer) -> Replacement? {
        guard finding.rule != .jsonByteOrderMark else { return Replacement(text: "", isSafe: true) }
        if finding.rule == .jsonSyntax { return syntax(finding) }
        guard let value = try? JSONTape(copying: source).root,
            let replacement = replacement(for: finding, value: value)
        else { return nil }
        let replaced = source[(replacement.range ?? 0..<source.count)]
        return replacement.text.utf8.elementsEqual(replaced) ? nil : replacement
    }

    /// Whether some findings of a rule are mended.
    static func mends(_ rule: RuleID) -> Bool {
        switch rule {
        case .jsonSyntax, .jsonByteOrderMark, .booleanType, .uploadFlagNotBoolean, .numberType,
            .embeddingElement,
            .geospatialType, .geospatialMissingMember, .geospatialSwapped, .enumUnknownOption,
            .uuidFormat, .itemInvalidUUID, .datetimeFormat, .datetimeRange, .datetimeType,
            .datetimeEpoch, .datetimeNoOffset, .varcharType, .textType, .urlWhitespace,
            .itemMemberType, .enumType, .encordKeyframeMode, .keyUnknown, .keyForbiddenCharacter,
            .keyReserved, .itemUnknownMember, .mediaMetadataUnknownMember, .encordUnknownMember:
            true
        default: false
        }
    }

    private func replacement(for finding: Finding, value: JSONNode) -> Replacement? {
        switch finding.rule {
        case .booleanType, .uploadFlagNotBoolean: return boolean(value, finding)
        case .numberType, .embeddingElement: return number(value)
        case .geospatialType: return coordinate(value, finding)
        case .geospatialMissingMember: return coordinateName(value, finding)
        case .geospatialSwapped: return swapped(value)
        case .enumUnknownOption: return option(value, finding)
        case .uuidFormat, .itemInvalidUUID: return uuid(value, finding)
        case .datetimeFormat, .datetimeRange: return datetime(value, finding)
        case .datetimeType, .datetimeEpoch: return epoch(value, finding)
        case .datetimeNoOffset: return zoned(value)
        case .varcharType, .textType: return string(value, finding)
        case .urlWhitespace: return url(value)
        case .itemMemberType: return member(value, finding)
        case .enumType, .encordKeyframeMode:
            return finding.suggestion.map { Replacement(text: $0, isSafe: false) }
        case .keyUnknown, .keyForbiddenCharacter, .keyReserved, .itemUnknownMember,
            .mediaMetadataUnknownMember, .encordUnknownMember:
            return name(value, finding)
        default: return nil
        }
    }

    // MARK: One kind of value each

    /// What other languages write: the words for true and false are certain, a word for "no number"
    /// or "nothing" may stand for something else.
    private func syntax(_ finding: Finding) -> Replacement? {
        let verb = "write "
        guard let advice = finding.suggestion, advice.hasPrefix(verb) else { return nil }
        let text = String(advice.dropFirst(verb.count))
        return Replacement(text: text, isSafe: text != "null")
    }

    /// A text that is the word, letter by letter, is certain; another case, spaces and 0 or 1 are not.
    private func boolean(_ value: JSONNode, _ finding: Finding) -> Replacement? {
        guard let word = finding.suggestion else { return nil }
        return Replacement(text: word, isSafe: value.string == word)
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
            case .enumeration(let options)? = schema?.type(of: key)
        else { return nil }
        // Two texts are the same to `==` when only the composition of their accents differs.
        let folded = FixPlanner.trimmed(text).lowercased()
        let same = options.filter { $0.lowercased() == folded }
        if same.count == 1 { return Replacement(text: Finding.literal(same[0]), isSafe: true) }
        guard let nearest = NearestMatch.match(for: text, in: options) else { return nil }
        return Replacement(text: Finding.literal(nearest), isSafe: false)
    }

    /// Another spelling of a uuid is certain; digits that had to be looked for among others are not.
    private func uuid(_ value: JSONNode, _ finding: Finding) -> Replacement? {
        guard var text = value.string, let right = finding.suggestion else { return nil }
        let spelled = text.withUTF8 { UUIDValue.correction(of: UnsafeRawBufferPointer($0)) }
        return Replacement(
            text: right, isSafe: (spelled?.description).map(Finding.literal) == right)
    }

    private func datetime(_ value: JSONNode, _ finding: Finding) -> Replacement? {
        guard var text = value.string,
            let right = text.withUTF8({
                DatetimeSuggestion.correction(of: UnsafeRawBufferPointer($0))
            })
        else { return nil }
        return Replacement(text: Finding.literal(right), isSafe: true)
    }

    /// A time without an offset gets the one that it has by what the user says.
    private func zoned(_ value: JSONNode) -> Replacement? {
        guard let zone, let text = value.string else { return nil }
        let time = text.split { $0 == "T" || $0 == "t" || $0 == " " }.last ?? ""
        var right = text + (time.contains(":") ? zone.text : zone.basicText)
        guard
            right.withUTF8({ try? DatetimeValue.parse(UnsafeRawBufferPointer($0)).zone }) == .given
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
        let pointer = finding.location.pointer
        guard pointer.hasSuffix("/latitude") || pointer.hasSuffix("/longitude") else { return nil }
        let limit = pointer.hasSuffix("/latitude") ? 90.0 : 180.0
        guard let replacement = number(value), let degrees = Double(replacement.text),
            abs(degrees) <= limit
        else { return nil }
        return replacement
    }

    /// `lat` for `latitude`, unless that stands beside it.
    private func coordinateName(_ value: JSONNode, _ finding: Finding) -> Replacement? {
        guard let found = finding.suggestion, let right = finding.expected else { return nil }
        let keys = value.members.map(\.key)
        guard !keys.contains(where: { FixPlanner.areEqual($0.string, right) }),
            let key = keys.first(where: { FixPlanner.areEqual($0.string, found) })
        else { return nil }
        return Replacement(
            text: Finding.literal(right), isSafe: false, range: key.offset..<Int(key.token.end))
    }

    private func string(_ value: JSONNode, _ finding: Finding) -> Replacement? {
        switch value.kind {
        case .number, .true, .false:
            if case .varchar(let length)? = finding.key.flatMap({ schema?.type(of: $0) }),
                value.sourceText.count > length
            {
                return nil
            }
            return Replacement(text: Finding.literal(value.sourceText), isSafe: false)
        default: return nil
        }
    }

    /// Blanks around a URL are certainly no part of it; one inside of it may be.
    private func url(_ value: JSONNode) -> Replacement? {
        guard let text = value.string, let right = URLRules.withoutWhiteSpace(text) else {
            return nil
        }
        return Replacement(
            text: Finding.literal(right),
            isSafe: FixPlanner.areEqual(FixPlanner.trimmed(text), right))
    }

    private func member(_ value: JSONNode, _ finding: Finding) -> Replacement? {
        guard let right = finding.suggestion else { return nil }
        return Replacement(text: right, isSafe: value.string == right)
    }

    /// A misspelled key, member or group: the nearest one may not be what was meant.
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
        var bytes = Array(second.sourceText.utf8)
        bytes += source[Int(first.token.end)..<second.offset]
        bytes += Array(first.sourceText.utf8)
        return Replacement(
            text: String(decoding: bytes, as: UTF8.self), isSafe: false,
            range: first.offset..<Int(second.token.end))
    }

    // MARK: Text

    static func areEqual(_ text: String?, _ other: String) -> Bool {
        text?.utf8.elementsEqual(other.utf8) == true
    }

    static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }
}
