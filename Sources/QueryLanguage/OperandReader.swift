import CanonicalJSON
import Items
import SchemaModel

/// Finds the value of one operand in an item and tests it.
struct OperandReader: Sendable {
    private enum Place: Sendable {
        case field(ItemField)
        case path(DocumentPath)
        /// A coordinate: the path of its place, and the path of itself.
        case coordinate(of: DocumentPath, DocumentPath)
    }

    private let place: Place
    private let type: KeyType?
    /// The largest number on either side of zero.
    private let magnitudeMax: Double
    /// The most characters of a string, for a varchar.
    private let lengthMax: Int
    /// The options of an enum.
    private let options: [UTF8Text]
    private let literals: LiteralReader

    init(_ operand: CheckedOperand, literals: LiteralReader) {
        self.literals = literals
        type = operand.type
        place =
            switch operand {
            case .field(let field): .field(field)
            case .key(let name, _): .path(DocumentPath(key: name, steps: []))
            case .path(let key, let steps, .number):
                .coordinate(
                    of: DocumentPath(key: key, steps: []), DocumentPath(key: key, steps: steps))
            case .path(let key, let steps, _): .path(DocumentPath(key: key, steps: steps))
            }
        magnitudeMax =
            switch operand {
            case .key(_, .number(.single)): Double(Float.greatestFiniteMagnitude)
            // What the schema does not know may be infinite.
            case .path(_, _, nil): .infinity
            default: .greatestFiniteMagnitude
            }
        if case .varchar(let maxLength) = operand.type {
            lengthMax = maxLength
        } else {
            lengthMax = .max
        }
        if case .enumeration(let options) = operand.type {
            self.options = options.map { UTF8Text($0) }
        } else {
            options = []
        }
    }

    /// The value in an item.
    func find(_ tape: JSONTape, _ item: ItemFields) -> FoundValue {
        switch place {
        case .field(let field): item.value(of: field)
        case .path(let path): path.find(in: tape).map(FoundValue.token) ?? .missing
        case .coordinate(let place, let path):
            switch (path.find(in: tape), place.find(in: tape)) {
            case (let coordinate?, let place?) where literals.isPlace(tape, place):
                .token(coordinate)
            case (let coordinate?, _): .misfit(coordinate)
            case (nil, _): .missing
            }
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
            switch test {
            case .datetime(let test): return test.passes(instant)
            case .state(let state): return state == .set
            default: return false
            }
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
        var text = text
        switch test {
        case .state(let state): return state == .set || state == .empty && text.isEmpty
        case .uuid(let test): return text.withUTF8 { test.passes(text: .init($0)) }
        default: return text.withUTF8 { test.passes(text: .init($0)) }
        }
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
        case .boolean(let boolean): return token.kind == (boolean ? .true : .false)
        case .number(let test):
            guard token.kind == .number else { return false }
            let number = tape.double(at: index)
            return number.magnitude <= magnitudeMax && test.passes(number)
        case .datetime(let test):
            return withText(of: index, in: tape) { literals.instant($0).map(test.passes) } ?? false
        case .uuid(let test):
            return withText(of: index, in: tape) { text in
                guard var uuid = literals.uuid(text) else { return false }
                return uuid.withUTF8 { test.passes(text: .init($0)) }
            } ?? false
        case .element(let test):
            guard token.kind == .array else { return false }
            var child = index + 1
            while child < Int(token.next) {
                if passes(token: child, test, in: tape) { return true }
                child = Int(tape[child].next)
            }
            return false
        case .any(let tests): return tests.contains { passes(token: index, $0, in: tape) }
        case .string, .option, .pattern, .substring, .prefix, .words:
            return withText(of: index, in: tape) { fits($0) && test.passes(text: $0) } ?? false
        }
    }

    /// Whether a text is not too long for the varchar that it is, or names a user.
    private func fits(_ text: UnsafeRawBufferPointer) -> Bool {
        if type == .user { return literals.isUser(text) }
        return text.count <= lengthMax || UTF8Scalars.count(text) <= lengthMax
    }

    /// Lends the text of a string, escapes resolved; nil for every other kind of value.
    private func withText<Result>(
        of index: Int, in tape: JSONTape, _ body: (UnsafeRawBufferPointer) -> Result?
    ) -> Result? {
        let token = tape[index]
        guard token.kind == .string else { return nil }
        if !token.flags.contains(.escaped) { return body(tape.content(of: index)) }
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
        case .token(let index):
            switch tape[index].kind {
            case .false where type == .boolean || type == nil: return .boolean(false)
            case .true where type == .boolean || type == nil: return .boolean(true)
            case .number where type == .number || type == nil:
                let number = tape.double(at: index)
                return number.magnitude <= magnitudeMax ? .number(number) : nil
            case .string: return withText(of: index, in: tape) { scalar($0) }
            default: return nil
            }
        }
    }

    private func scalar(_ text: UnsafeRawBufferPointer) -> ScalarValue? {
        switch type {
        case .datetime: return literals.instant(text).map(ScalarValue.datetime)
        case .uuid: return literals.uuid(text).map { .text(UTF8Text($0)) }
        case .enumeration:
            return options.first { $0.equals(text) }.map(ScalarValue.text)
        case .varchar, .text, .user, nil:
            return fits(text) ? .text(UTF8Text(bytes: Array(text))) : nil
        case .boolean, .number, .embedding, .geospatial: return nil
        }
    }
}
