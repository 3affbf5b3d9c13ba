import CanonicalJSON
import Text

extension PathReview {
    /// A value that the schema does not know, and what was seen of it.
    struct Subject {
        /// 1,000 names are kept to find the nearest among them.
        static let namesMax = 1_000

        let key: String
        let steps: [PathStep]
        let part: QueryPart
        let range: Range<Int>
        /// The condition that the value stands in; nil for a facet.
        var condition: Located<Condition>?
        /// The kinds of values that the condition can be true for.
        var wanted = ValueKinds.all

        private let path: DocumentPath
        /// Whether a document has a value of a wanted kind: then nothing is wrong.
        private(set) var isSettled = false
        /// The kinds of values that documents have.
        private var found = ValueKinds()
        /// Whether a document has the value, be it null.
        private var isFound = false
        /// The most steps that a document goes along.
        private var depth = 0
        /// What stands there, where the next step finds nothing.
        private var dead = ValueKinds()
        /// The names of the members there.
        private var names: Set<UTF8Text> = []
        /// What the elements are where arrays stand there.
        private var elements = ValueKinds()

        /// nil for what the schema knows.
        init?(_ operand: CheckedOperand, in part: QueryPart, at range: Range<Int>) {
            guard case .path(let key, let steps, nil) = operand else { return nil }
            self.key = key
            self.steps = steps
            self.part = part
            self.range = range
            path = DocumentPath(key: key, steps: steps)
        }

        mutating func note(_ tape: JSONTape) {
            let (token, count) = path.walk(in: tape)
            if count == steps.count + 1 {
                isFound = true
                let kind = ValueKinds(of: tape[token].kind)
                found.formUnion(kind)
                if !wanted.isDisjoint(with: kind) { isSettled = true }
                return
            }
            if count > depth {
                depth = count
                dead = []
                names = []
                elements = []
            }
            guard count == depth, count > 0 else { return }
            dead.formUnion(ValueKinds(of: tape[token].kind))
            switch tape[token].kind {
            case .object: noteMembers(of: token, in: tape)
            case .array:
                let array = JSONNode(tape: tape, index: token)
                for element in array.elements.prefix(Subject.namesMax) {
                    elements.formUnion(ValueKinds(of: element.kind))
                }
            default: break
            }
        }

        private mutating func noteMembers(of object: Int, in tape: JSONTape) {
            var child = object + 1
            while child < Int(tape[object].next), names.count < Subject.namesMax {
                names.insert(UTF8Text(tape.string(at: child)))
                child = Int(tape[child].next)
            }
        }

        /// Why no document can pass; nil where that cannot be told.
        var fault: QueryError? {
            if isFound {
                // Nothing but nulls is a fact about the data and no mistake of the query.
                return found.isEmpty ? nil : otherValues
            }
            // A key that is known stays known when the last document that had it is gone.
            if depth == 0 { return nil }
            return deadEnd
        }

        /// There are values, but of other kinds.
        private var otherValues: QueryError {
            QueryError(
                .otherValues, in: part, at: condition?.range ?? range, subject: text(of: steps),
                expected: wanted.words, found: found.words, suggestion: mended)
        }

        /// The condition in a form that fits what is there.
        private var mended: String? {
            guard let condition,
                case .compare(let comparison, let literal) = condition.value.test.value
            else { return nil }
            let operand = text(of: steps)
            let written = FilterPrinter.text(literal.value)
            switch (found, literal.value) {
            case (.arrays, _) where comparison == .equal: return "\(operand) CONTAINS \(written)"
            case (.strings, .number), (.strings, .boolean):
                let quoted = FilterPrinter.text(.string(written))
                return "\(operand) \(comparison.rawValue) \(quoted)"
            case (.numbers, .string(let text)), (.booleans, .string(let text)):
                let filter = try? QueryParser.filter("x \(comparison.rawValue) \(text)")
                guard case .condition(let read) = filter,
                    case .compare(_, let literal) = read.value.test.value,
                    case .number = literal.value
                else { return nil }
                return "\(operand) \(comparison.rawValue) \(FilterPrinter.text(literal.value))"
            default: return nil
            }
        }

        /// No document has the value: the step that finds nothing is wrong.
        private var deadEnd: QueryError {
            let before = text(of: Array(steps[..<(depth - 1)]))
            let step = steps[depth - 1]
            let rest = Array(steps[depth...])
            func written(_ step: PathStep) -> String {
                before + FilterPrinter.text([step] + rest)
            }
            switch (step, dead) {
            case (.member, .arrays):
                // Only an object has a member to step into.
                let first = before + FilterPrinter.text([.element(0), step] + rest)
                return QueryError(
                    .arrayOnPath, in: part, at: range, subject: before,
                    found: elements.isEmpty ? "" : elements.words,
                    suggestion: elements.contains(.objects) ? first : nil)
            case (.element(let index), .objects):
                return QueryError(
                    .objectOnPath, in: part, at: range, subject: before,
                    suggestion: written(.member(String(index))))
            case (.member(let name), _) where dead.contains(.objects):
                let nearest = NearestMatch.match(
                    for: name, in: names.sorted().map(\.description))
                return QueryError(
                    .unknownPath, in: part, at: range, subject: text(of: steps),
                    suggestion: nearest.map { written(.member($0)) })
            default:
                return QueryError(.unknownPath, in: part, at: range, subject: text(of: steps))
            }
        }

        private func text(of steps: [PathStep]) -> String {
            FilterPrinter.text(.key(key, steps: steps))
        }
    }
}
