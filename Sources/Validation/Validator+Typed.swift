import CanonicalJSON
import Findings
import Text
import Values

extension Validator {
    /// Checks the metadata of one item and, when it has no error, makes what the store takes.
    ///
    /// - Parameters:
    ///   - tape: the tape of the item's text.
    ///   - index: the token of the item's metadata; `null` counts as an empty object.
    ///   - isVideo: whether the item is a video.
    ///   - findings: what is wrong is added here.
    /// - Returns: nil when one of the new findings is an error.
    public func validate(
        _ tape: JSONTape, metadata index: Int, isVideo: Bool,
        into findings: inout FindingBuffer
    ) -> ValidatedMetadata? {
        let count = findings.findings.count
        check(tape, metadata: index, isVideo: isVideo, into: &findings)
        if findings.findings[count...].contains(where: { $0.severity == .error }) { return nil }
        guard let document = TapeView(tape), document.tokens[index].kind == .object else {
            return tape[index].kind == .null
                ? ValidatedMetadata(canonical: Array("{}".utf8), values: []) : nil
        }
        var canonical: [UInt8] = []
        do throws(CanonicalError) {
            try writer.append(tape, at: index, to: &canonical)
        } catch {
            return nil
        }
        return ValidatedMetadata(canonical: canonical, values: values(document, index))
    }

    /// The values of a document that is stored already, for instance to index it anew under a
    /// changed schema.
    ///
    /// - Parameters:
    ///   - tape: the tape of the document.
    ///   - index: the token of the object.
    /// - Returns: the values that fit their key's type; the others are left out.
    public func values(of tape: JSONTape, at index: Int = 0) -> [KeyedValue] {
        guard let document = TapeView(tape), document.tokens[index].kind == .object else {
            return []
        }
        return values(document, index)
    }

    private func values(_ document: TapeView, _ index: Int) -> [KeyedValue] {
        guard let schema else { return [] }
        let count = resolve(document, index)
        var values: [KeyedValue] = []
        values.reserveCapacity(count)
        for position in 0..<count {
            let member = memory.members[position]
            let key = Int(member.number)
            guard !member.isShadowed, key >= 0, key < keys.declaredCount,
                let value = TypedValue(document, Int(member.key) &+ 1, of: key, in: schema)
            else { continue }
            values.append(KeyedValue(key: key, value: value))
        }
        return values
    }
}

extension TypedValue {
    /// Reads a value.
    ///
    /// - Parameters:
    ///   - index: the value's token.
    ///   - key: the key's position in the schema.
    /// - Returns: nil when the value is null or does not fit its key's type, or the key is deleted.
    init?(_ document: TapeView, _ index: Int, of key: Int, in schema: CompiledSchema) {
        let token = document.tokens[index]
        let check = schema.checks[key]
        switch (check.kind, token.kind) {
        case (.boolean, .true): self = .boolean(true)
        case (.boolean, .false): self = .boolean(false)
        case (.number, .number):
            let number = DecimalText.double(document.source(token))
            guard number.isFinite else { return nil }
            self = .number(number)
        case (.datetime, .string):
            let value = document.withText(index) { try? DatetimeValue.parse($0) }
            guard let value else { return nil }
            self = .datetime(value.instant)
        case (.uuid, .string):
            guard let value = document.withText(index, UUIDValue.parse) else { return nil }
            self = .uuid(value)
        case (.varchar, .string), (.text, .string), (.user, .string):
            let isGood =
                switch check.kind {
                case .varchar: document.withText(index) { $0.scalarCount <= check.limit }
                case .user: document.withText(index, UserValue.isAddress)
                default: true
                }
            guard isGood else { return nil }
            self = .string(document.tape.string(at: index))
        case (.enumeration, .string):
            let option = document.withText(index) { text in
                text.baseAddress.map {
                    schema.option($0.assumingMemoryBound(to: UInt8.self), text.count, of: key)
                }
            }
            guard let option, option >= 0 else { return nil }
            self = .option(option)
        case (.embedding, .array):
            guard let vector = EmbeddingValue.vector(document, index, size: check.limit) else {
                return nil
            }
            self = .embedding(vector)
        case (.geospatial, .object):
            guard let place = GeospatialValue.coordinates(document, index) else { return nil }
            self = .geospatial(latitude: place.latitude, longitude: place.longitude)
        default: return nil
        }
    }
}
