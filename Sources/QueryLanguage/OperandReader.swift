import CanonicalJSON
import Items
import SchemaModel
import Values

/// Finds the value of one operand in an item and tests it.
struct OperandReader: Sendable {
    private enum Place: Sendable {
        case field(ItemField)
        case path(DocumentPath)
        /// A coordinate: the path of its place, and the path of itself.
        case coordinate(of: DocumentPath, DocumentPath)
    }

    private let place: Place
    /// How a whole value under a key of the schema is read; nil where each value's own JSON type
    /// decides.
    private let type: CompiledType?
    /// What a place must be, for its coordinates.
    private static let placeType = CompiledType(.geospatial)

    init(_ operand: CheckedOperand) {
        type = if case .key(_, let definition) = operand { CompiledType(definition) } else { nil }
        place =
            switch operand {
            case .field(let field): .field(field)
            case .key(let name, _): .path(DocumentPath(key: name, steps: []))
            case .path(let key, let steps, .number):
                .coordinate(
                    of: DocumentPath(key: key, steps: []), DocumentPath(key: key, steps: steps))
            case .path(let key, let steps, _): .path(DocumentPath(key: key, steps: steps))
            }
    }

    /// The value in an item.
    func find(_ tape: JSONTape, _ item: ItemFields) -> FoundValue {
        switch place {
        case .field(let field): return item.value(of: field)
        case .path(let path): return path.find(in: tape).map(FoundValue.token) ?? .missing
        case .coordinate(let place, let path):
            guard let coordinate = path.find(in: tape) else { return .missing }
            guard let place = place.find(in: tape) else { return .misfit(coordinate) }
            var fit = FitSink()
            OperandReader.placeType.read(tape, at: place, into: &fit)
            return fit.fits ? .token(coordinate) : .misfit(coordinate)
        }
    }

    // MARK: Tests

    /// Whether a value passes a test.
    func passes(_ value: FoundValue, _ test: ValueTest, in tape: JSONTape) -> Bool {
        switch value {
        case .missing:
            if case .state(.missing) = test { return true }
            return false
        case .token(let index): return passes(token: index, test, in: tape)
        case .misfit(let index):
            if case .state = test { return passes(token: index, test, in: tape) }
            return false
        case .instant(let instant):
            if case .state(let state) = test { return state == .set }
            return test.passes(instant: instant)
        case .uuid(let uuid):
            if case .state(let state) = test { return state == .set }
            return test.passes(uuid: uuid)
        case .text(let text): return passes(text: text, test)
        case .texts(let texts):
            // `!=` asks for a value that is none of them, as `NOT IN` does.
            if case .string(.notEqual) = test {
                return texts.allSatisfy { passes(text: $0, test) }
            }
            return texts.contains { passes(text: $0, test) }
        }
    }

    private func passes(text: String, _ test: ValueTest) -> Bool {
        if case .state(let state) = test { return state == .set || state == .empty && text.isEmpty }
        var text = text
        return text.withUTF8 { test.passes(text: .init($0)) }
    }

    private func passes(token index: Int, _ test: ValueTest, in tape: JSONTape) -> Bool {
        let token = tape[index]
        switch test {
        case .state(.missing): return false
        case .state(.null): return token.kind == .null
        case .state(.set): return token.kind != .null
        case .state(.empty):
            switch token.kind {
            case .string: return token.end - token.start == 2
            case .array, .object: return Int(token.next) == index + 1
            default: return false
            }
        default: break
        }
        guard let type else { return OperandReader.passes(undeclared: index, test, in: tape) }
        var sink = TestSink(test: test)
        type.read(tape, at: index, into: &sink)
        return sink.passes
    }

    /// Whether a value that the schema does not know passes a test.
    private static func passes(
        undeclared index: Int, _ test: ValueTest, in tape: JSONTape
    ) -> Bool {
        let token = tape[index]
        switch test {
        case .any(let tests): return tests.contains { passes(undeclared: index, $0, in: tape) }
        case .element(let test):
            guard token.kind == .array else { return false }
            var child = index + 1
            while child < Int(token.next) {
                if passes(undeclared: child, test, in: tape) { return true }
                child = Int(tape[child].next)
            }
            return false
        default: break
        }
        switch token.kind {
        case .true, .false: return test.passes(boolean: token.kind == .true)
        // What the schema does not know may be infinite.
        case .number: return test.passes(number: tape.double(at: index))
        case .string: return withText(of: index, in: tape) { test.passes(text: $0) }
        default: return false
        }
    }

    /// Lends the text of a string, escapes resolved.
    private static func withText<Result>(
        of index: Int, in tape: JSONTape, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        if !tape[index].flags.contains(.escaped) { return body(tape.content(of: index)) }
        var text: [UInt8] = []
        tape.appendText(of: index, to: &text)
        return text.withUnsafeBytes(body)
    }

    // MARK: Values

    /// A value read as its operand's type; nil for one that is missing, null or ill-typed.
    func scalar(_ value: FoundValue, in tape: JSONTape) -> ScalarValue? {
        switch value {
        case .missing, .misfit: return nil
        case .text(let text): return .text(UTF8Text(text))
        case .texts(let texts): return texts.first.map { .text(UTF8Text($0)) }
        case .instant(let instant): return .datetime(instant)
        case .uuid(let uuid): return .text(UTF8Text(uuid.description))
        case .token(let index):
            if let type {
                var sink = ScalarSink()
                type.read(tape, at: index, into: &sink)
                return sink.value
            }
            switch tape[index].kind {
            case .true, .false: return .boolean(tape[index].kind == .true)
            case .number: return .number(tape.double(at: index))
            case .string:
                return OperandReader.withText(of: index, in: tape) {
                    .text(UTF8Text(bytes: Array($0)))
                }
            default: return nil
            }
        }
    }
}
