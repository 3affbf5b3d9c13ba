public import CanonicalJSON

/// Looks in stored documents for the reason why a query found nothing.
///
/// The schema says nothing about values inside of others and about undeclared keys, so a misspelled
/// step, or a literal of another type than the stored values, can only be seen in the documents.
/// Whoever runs queries shows them to this, one after the other, when an answer was empty.
public struct PathReview {
    private var subjects: [Subject]

    /// Prepares a review of what the filter and the facet of a query look at.
    public init(_ query: CheckedQuery) {
        var subjects: [Subject] = []
        if let filter = query.query.filter, let checked = query.filter {
            PathReview.gather(filter, checked, into: &subjects)
        }
        if let facet = query.query.facet, let checked = query.facet {
            Subject(checked, in: .facet, at: facet.range).map { subjects.append($0) }
        }
        self.subjects = subjects
    }

    /// Prepares a review of what a query sorts by.
    public init(orderingOf query: CheckedQuery) {
        subjects = zip(query.query.ordering, query.ordering).compactMap {
            Subject($1.operand, in: .sort, at: $0.operand.range)
        }
    }

    /// Prepares a review of some values that a query shows.
    ///
    /// - Parameter isWanted: which of them to look for.
    public init(selectionOf query: CheckedQuery, where isWanted: (CheckedOperand) -> Bool) {
        subjects = query.select.filter(isWanted).compactMap { Subject($0, in: .select, at: 0..<0) }
    }

    private static func gather(
        _ filter: Filter, _ checked: CheckedFilter, into subjects: inout [Subject]
    ) {
        switch (filter, checked) {
        case (.and(let operands), .and(let checkedOperands)),
            (.or(let operands), .or(let checkedOperands)):
            for (operand, checkedOperand) in zip(operands, checkedOperands) {
                gather(operand, checkedOperand, into: &subjects)
            }
        case (.not(let operand), .not(let checkedOperand)):
            gather(operand, checkedOperand, into: &subjects)
        case (.condition(let condition), .predicate(let predicate)):
            // No more than are told: each costs a look at every document.
            if subjects.count == QueryErrors.errorsMax { return }
            guard
                var subject = Subject(
                    predicate.operand, in: .filter, at: condition.value.operand.range)
            else { return }
            subject.condition = condition
            subject.wanted = ValueKinds(passing: predicate.test)
            subjects.append(subject)
        default: break
        }
    }

    /// Whether no further document can change what the review says.
    public var isSettled: Bool { subjects.allSatisfy(\.isSettled) }

    /// Notes what one document holds.
    ///
    /// - Parameter tape: the scanned `clientMetadata`.
    public mutating func note(_ tape: JSONTape) {
        for index in subjects.indices where !subjects[index].isSettled {
            subjects[index].note(tape)
        }
    }

    /// Says why the query found nothing, after all documents were noted.
    ///
    /// - Throws: the faults; nothing is thrown when what the query asks for could be there.
    public func finish() throws(QueryErrors) {
        if !errors.isEmpty { throw QueryErrors(errors) }
    }

    /// What is wrong, after all documents were noted.
    public var errors: [QueryError] { subjects.compactMap { $0.isSettled ? nil : $0.fault } }
}

/// The kinds of JSON values, `null` aside.
struct ValueKinds: OptionSet {
    let rawValue: UInt8

    static let strings = ValueKinds(rawValue: 1)
    static let numbers = ValueKinds(rawValue: 2)
    static let booleans = ValueKinds(rawValue: 4)
    static let arrays = ValueKinds(rawValue: 8)
    static let objects = ValueKinds(rawValue: 16)
    static let all = ValueKinds(rawValue: 31)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The kinds that can pass a test.
    init(passing test: ValueTest) {
        switch test {
        case .state: self = .all
        case .boolean: self = .booleans
        case .number: self = .numbers
        case .element: self = .arrays
        case .any(let tests): self = tests.reduce(into: []) { $0.formUnion(.init(passing: $1)) }
        default: self = .strings
        }
    }

    init(of kind: JSONToken.Kind) {
        switch kind {
        case .string: self = .strings
        case .number: self = .numbers
        case .true, .false: self = .booleans
        case .array: self = .arrays
        case .object: self = .objects
        default: self = []
        }
    }

    /// The kinds in words: `arrays`, `numbers and strings`.
    var words: String {
        let named: [(ValueKinds, String)] = [
            (.strings, "strings"), (.numbers, "numbers"), (.booleans, "booleans"),
            (.arrays, "arrays"), (.objects, "objects"),
        ]
        return named.filter { contains($0.0) }.map(\.1).joined(separator: " and ")
    }
}
