import CanonicalJSON
import Findings
public import SchemaModel
import Values

/// Reads single values, one a line, and answers their canonical text: `metadex value TYPE`.
///
/// Datetimes, uuids, varchars, texts, options and users are written plainly, or as a JSON string
/// when the line starts with a quote. Numbers, booleans, embeddings and places are JSON.
public final class ValueReader {
    /// Why there is no answer, in one sentence without a full stop.
    public struct Refusal: Error, Equatable, Sendable {
        /// The sentence.
        public let reason: String
    }

    /// The key that messages would name.
    private static let key = "value"

    private let type: KeyType
    /// Whether an embedding may have any size.
    private let takesAnySize: Bool
    private let schema: CompiledSchema
    private let validator: Validator
    private let tape = JSONTape()
    private var scanner = JSONScanner()
    private var writer = CanonicalWriter()

    /// Makes a reader of a key's type.
    public convenience init(_ type: KeyType) {
        self.init(type, takesAnySize: false)
    }

    /// Makes a reader of a type by its word.
    ///
    /// - Parameters:
    ///   - word: the type's word in schema files, or an alias.
    ///   - options: the options of an enum.
    ///   - size: the size of an embedding, or the most characters of a varchar; nil for any size,
    ///     or the usual maximum.
    /// - Throws: ``Refusal`` for an unknown word, an enum without options or a size out of range.
    public convenience init(
        word: String, options: [String] = [], size: Int? = nil
    ) throws(Refusal) {
        let embeddingSizes = 1...KeyDefinition.embeddingSizeMax
        let varcharLengths = 0...KeyDefinition.varcharLengthMax
        switch (ScalarType(word: word), word) {
        case (.varchar, _):
            let length = size ?? KeyDefinition.varcharLengthMax
            try ValueReader.expect(length, in: varcharLengths)
            self.init(.varchar(maxLength: length))
        case (let scalar?, _): self.init(KeyDefinition.variant(scalar).type)
        case (nil, "enum"):
            guard !options.isEmpty else { throw Refusal(reason: "an enum needs its options") }
            self.init(.enumeration(options))
        case (nil, "embedding"):
            try ValueReader.expect(size ?? 1, in: embeddingSizes)
            self.init(.embedding(size: size ?? 1), takesAnySize: size == nil)
        case (nil, "geospatial"): self.init(.geospatial)
        case (nil, "user"): self.init(.user)
        default: throw Refusal(reason: "\(word) is not a type of key")
        }
    }

    private static func expect(_ size: Int, in sizes: ClosedRange<Int>) throws(Refusal) {
        guard !sizes.contains(size) else { return }
        throw Refusal(
            reason: "expected a size from \(sizes.lowerBound) to \(sizes.upperBound), found \(size)"
        )
    }

    private init(_ type: KeyType, takesAnySize: Bool) {
        self.type = type
        self.takesAnySize = takesAnySize
        schema = CompiledSchema(keyNamed: ValueReader.key, type: type)
        validator = Validator(
            schema: schema, options: ValidationOptions(findsSuspicions: false))
    }

    /// Reads one value.
    ///
    /// - Parameter line: the value without its line end.
    /// - Returns: for a datetime its instant in UTC, for a uuid its lower-case form, for a string
    ///   its text, for anything else the canonical JSON. A text that could not stand on a line, or
    ///   that starts like a refusal or like JSON, is answered as a JSON string.
    /// - Throws: ``Refusal`` with the reason why the line is not a value of the type.
    public func read(_ line: UnsafeRawBufferPointer) throws(Refusal) -> [UInt8] {
        guard isPlain, line.first != UInt8(ascii: "\"") else { return try readJSON(line) }
        var quoted: [UInt8] = []
        quoted.reserveCapacity(line.count + 2)
        JSONStringWriter.append(utf8: line, to: &quoted)
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: quoted.count, alignment: 1)
        defer { copy.deallocate() }
        copy.copyBytes(from: quoted)
        return try readJSON(UnsafeRawBufferPointer(copy))
    }

    private func readJSON(_ text: UnsafeRawBufferPointer) throws(Refusal) -> [UInt8] {
        do throws(JSONSyntaxError) {
            try scanner.scan(text, into: tape)
        } catch {
            throw Refusal(reason: error.message)
        }
        guard let document = TapeView(tape) else { throw Refusal(reason: "nothing to read") }
        if tape[0].kind == .null { return Array("null".utf8) }
        var check = schema.checks[0]
        if takesAnySize, tape[0].kind == .array {
            check.size = min(max(tape.root.elements.count, 1), KeyDefinition.embeddingSizeMax)
        }
        var findings = FindingBuffer(file: "-")
        var value = ReadValue()
        validator.checkValue(
            document, 0, of: 0, check, isItem: false, into: &findings, values: &value)
        if let fault = findings.findings.first(where: { $0.severity == .error }) {
            let message = fault.message
            let prefix = "\(ValueReader.key): "
            throw Refusal(
                reason: message.hasPrefix(prefix)
                    ? String(message.dropFirst(prefix.count)) : message)
        }
        return answer(value, document)
    }

    /// The canonical text of a value that was checked.
    private func answer(_ value: ReadValue, _ document: TapeView) -> [UInt8] {
        switch value.text {
        case .instant(let instant): return Array(instant.description.utf8)
        case .uuid(let uuid): return Array(uuid.description.utf8)
        case .string(let text):
            let isAmbiguous = text.first == UInt8(ascii: "!") || text.first == UInt8(ascii: "\"")
            if !isAmbiguous, !text.contains(where: { $0 < 0x20 }) { return text }
        case nil: break
        }
        var canonical: [UInt8] = []
        // A line is shorter than the limit, save for numbers of many zeros, which the limit stops.
        do throws(CanonicalError) {
            try writer.append(tape, to: &canonical)
        } catch {
            return Array(document.source(tape[0]))
        }
        return canonical
    }

    /// Whether values are written without quotes.
    private var isPlain: Bool {
        switch type {
        case .datetime, .uuid, .varchar, .text, .enumeration, .user: true
        case .boolean, .number, .embedding, .geospatial: false
        }
    }
}

/// Keeps the one value that was read, where its text is not its canonical JSON.
private struct ReadValue: ValueSink {
    enum Text {
        case instant(Instant)
        case uuid(UUIDValue)
        case string([UInt8])
    }

    static var keepsValues: Bool { true }
    var text: Text?

    mutating func instant(_ value: Instant, of key: Int) { text = .instant(value) }
    mutating func uuid(_ value: UUIDValue, of key: Int) { text = .uuid(value) }
    mutating func string(_ text: UnsafeRawBufferPointer, of key: Int) {
        self.text = .string(Array(text))
    }
    mutating func option(_ position: Int, _ text: UnsafeRawBufferPointer, of key: Int) {
        self.text = .string(Array(text))
    }
}

extension CompiledSchema {
    /// A schema of one key.
    fileprivate convenience init(keyNamed name: String, type: KeyType) {
        let definition: KeyDefinition =
            switch type {
            case .boolean: .boolean
            case .datetime: .datetime
            case .number: .variant(.number)
            case .uuid: .uuid
            case .varchar(let maxLength): .varchar(maxLength: maxLength)
            case .text: .text
            case .enumeration(let options): .enumeration(options)
            case .embedding(let size): .embedding(size: size, api: nil)
            case .geospatial: .geospatial
            case .user: .user
            }
        self.init(
            MetadataSchema([SchemaKey(name: KeyName(stored: name), state: .active(definition))]))
    }
}
