import CanonicalJSON
import Findings
import Values

extension Validator {
    /// Checks a value under a key of the schema, and hands it over.
    ///
    /// Good values of the usual form are recognised here, each read once; all others go to their
    /// type's `check`.
    ///
    /// - Parameters:
    ///   - index: the value's token.
    ///   - key: the key's position in the schema.
    ///   - check: what the schema says about the key.
    ///   - isItem: false for a value of a frame.
    ///   - values: gets the value.
    @inline(__always)
    func checkValue<Sink: ValueSink>(
        _ document: TapeView, _ index: Int, of key: Int, _ check: TypeCheck,
        isItem: Bool, into findings: inout FindingBuffer, values: inout Sink
    ) {
        let token = document.tokens[index]
        if token.kind == .null {
            if Sink.keepsValues { values.null(of: key) }
            return
        }
        let length = Int(token.end &- token.start)
        let isPlainString = token.kind == .string && !token.flags.contains(.escaped)
        var isGood = false
        switch check.kind {
        case .boolean:
            isGood = token.kind == .true || token.kind == .false
            if Sink.keepsValues, isGood { values.boolean(token.kind == .true, of: key) }
        case .number, .singleNumber:
            isGood =
                token.kind == .number && length <= NumberValue.safeDigitCount
                && !token.flags.contains(.exponent)
            if Sink.keepsValues, isGood {
                let text = document.source(token)
                values.number(DecimalText.double(text), text: text, of: key)
            }
        case .datetime:
            guard isPlainString, let value = DatetimeValue.parseCommon(document.content(token))
            else { break }
            isGood = true
            if Sink.keepsValues { values.instant(value.instant, of: key) }
        case .uuid:
            isGood = isPlainString && UUIDValue.isValid(document.content(token))
            if Sink.keepsValues, isGood {
                values.uuid(UUIDValue(valid: document.content(token)), of: key)
            }
        case .varchar:
            isGood = token.kind == .string && length &- 2 <= check.size
            if Sink.keepsValues, isGood { document.withText(index) { values.string($0, of: key) } }
        case .text:
            isGood = token.kind == .string
            if Sink.keepsValues, isGood { document.withText(index) { values.string($0, of: key) } }
        case .enumeration:
            guard isPlainString else { break }
            let text = document.content(token)
            let option = check.option(document.contentStart(token), text.count)
            isGood = option >= 0
            if Sink.keepsValues, isGood { values.option(option, text, of: key) }
        case .embedding:
            isGood = EmbeddingValue.isGood(document, index, size: check.size)
            if Sink.keepsValues, isGood { values.vector(document.tape, at: index, of: key) }
        case .geospatial:
            guard let place = GeospatialValue.coordinates(document, index) else { break }
            isGood = true
            if Sink.keepsValues {
                values.place(latitude: place.latitude, longitude: place.longitude, of: key)
            }
        case .user, .deleted: break
        }
        var zone: DatetimeValue.Zone? = .given
        if !isGood {
            zone = checkClosely(document, index, of: key, check, into: &findings)
            if Sink.keepsValues { check.read(document, index, of: key, into: &values) }
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
        _ document: TapeView, _ index: Int, of key: Int, _ check: TypeCheck,
        into findings: inout FindingBuffer
    ) -> DatetimeValue.Zone? {
        guard let schema else { return nil }
        let value = CheckedValue(
            document: document, index: index, keyPosition: key, schema: schema)
        switch check.kind {
        case .deleted:
            findings.report(.keyDeleted, at: index - 1, of: document.tape, key: value.key)
        case .boolean: BooleanValue.check(value, into: &findings)
        case .datetime:
            return DatetimeValue.check(value, assuming: options.assumedOffset, into: &findings)
        case .number, .singleNumber: NumberValue.check(value, into: &findings)
        case .uuid: UUIDValue.check(value, into: &findings)
        case .varchar: VarcharValue.check(value, lengthMax: check.size, into: &findings)
        case .text: TextValue.check(value, into: &findings)
        case .enumeration: EnumValue.check(value, into: &findings)
        case .embedding: EmbeddingValue.check(value, size: check.size, into: &findings)
        case .geospatial: GeospatialValue.check(value, into: &findings)
        case .user: UserValue.check(value, into: &findings)
        }
        return nil
    }
}
