import CanonicalJSON
import Findings
import Values

extension Validator {
    /// Checks a value under a key of the schema.
    ///
    /// Good values of the usual form are recognised here; all others go to their type's `check`.
    ///
    /// - Parameters:
    ///   - index: the value's token.
    ///   - key: the key's position in the schema.
    ///   - check: what the schema says about the key.
    ///   - isItem: false for a value of a frame.
    @inline(__always)
    func checkValue(
        _ document: TapeView, _ index: Int, of key: Int, _ check: CompiledSchema.Check,
        isItem: Bool, into findings: inout FindingBuffer
    ) {
        let token = document.tokens[index]
        if token.kind == .null { return }
        let length = Int(token.end &- token.start)
        let isPlainString = token.kind == .string && !token.flags.contains(.escaped)
        var isGood = false
        switch check.kind {
        case .boolean: isGood = token.kind == .true || token.kind == .false
        case .number:
            isGood =
                token.kind == .number && length <= NumberValue.safeDigitCount
                && !token.flags.contains(.exponent)
        case .datetime:
            isGood = isPlainString && DatetimeValue.parseCommon(document.content(token)) != nil
        case .uuid: isGood = isPlainString && UUIDValue.isValid(document.content(token))
        case .varchar: isGood = token.kind == .string && length &- 2 <= check.limit
        case .text: isGood = token.kind == .string
        case .enumeration:
            isGood =
                isPlainString
                && check.option(document.contentStart(token), length &- 2) >= 0
        case .embedding: isGood = EmbeddingValue.isGood(document, index, size: check.limit)
        case .geospatial: isGood = GeospatialValue.coordinates(document, index) != nil
        case .user, .deleted: break
        }
        var zone: DatetimeValue.Zone? = .given
        if !isGood {
            zone = checkClosely(document, index, of: key, check, into: &findings)
        }
        if isItem, options.findsSuspicions {
            profile.note(key, document, index, check.kind, zone, &findings)
        }
    }

    /// Checks a value by its type's own rules.
    ///
    /// - Returns: what a datetime says about its offset; nil for any other value.
    @inline(never)
    private func checkClosely(
        _ document: TapeView, _ index: Int, of key: Int, _ check: CompiledSchema.Check,
        into findings: inout FindingBuffer
    ) -> DatetimeValue.Zone? {
        guard let schema else { return nil }
        let value = CheckedValue(
            document: document, index: index, keyPosition: key, schema: schema)
        switch check.kind {
        case .deleted:
            findings.report(.keyDeleted, at: index - 1, of: document.tape, key: value.key)
        case .boolean: BooleanValue.check(value, into: &findings)
        case .datetime: return DatetimeValue.check(value, into: &findings)
        case .number: NumberValue.check(value, into: &findings)
        case .uuid: UUIDValue.check(value, into: &findings)
        case .varchar: VarcharValue.check(value, lengthMax: check.limit, into: &findings)
        case .text: TextValue.check(value, into: &findings)
        case .enumeration: EnumValue.check(value, into: &findings)
        case .embedding: EmbeddingValue.check(value, size: check.limit, into: &findings)
        case .geospatial: GeospatialValue.check(value, into: &findings)
        case .user: UserValue.check(value, into: &findings)
        }
        return nil
    }
}
