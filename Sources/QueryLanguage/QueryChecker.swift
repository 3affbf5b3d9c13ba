import Findings
public import SchemaModel
public import Text

/// Judges whether a query means something under a schema, so that no query can answer with nothing
/// because of a mistake in it.
public struct QueryChecker: Sendable {
    /// The schema that keys and options are looked up in.
    public var schema: MetadataSchema
    /// Keys at the top of stored documents that the schema does not know; nil if nobody knows them:
    /// then such a key passes when steps follow it (`gps -> lat`) and is unknown otherwise.
    public var knownKeys: Set<ExactText>?
    /// The words that `@kind` can be; empty if any word will do.
    public var itemKinds: [String]
    /// The names of the store's folders; nil if nobody knows them: then `@folder` takes any name.
    public var folders: [String]?

    /// - Parameters:
    ///   - schema: the schema that keys and options are looked up in.
    ///   - knownKeys: keys at the top of stored documents that the schema does not know; nil if
    ///     nobody knows them.
    ///   - itemKinds: the words that `@kind` can be; empty if any word will do.
    ///   - folders: the names of the store's folders; nil if nobody knows them.
    public init(
        schema: MetadataSchema, knownKeys: Set<ExactText>? = nil, itemKinds: [String] = [],
        folders: [String]? = nil
    ) {
        self.schema = schema
        self.knownKeys = knownKeys
        self.itemKinds = itemKinds
        self.folders = folders
    }

    /// Checks a query.
    ///
    /// - Throws: every fault of the query, in the order of its parts and their text.
    public func check(_ query: Query) throws(QueryErrors) -> CheckedQuery {
        var check = QueryCheck(checker: self)
        let filter = query.filter.flatMap { check.filter($0, depth: 0) }
        check.part = .sort
        let ordering = query.ordering.compactMap { ordering in
            check.sortable(ordering.operand).map {
                CheckedOrdering(operand: $0, isDescending: ordering.isDescending)
            }
        }
        check.part = .select
        let select = query.select.flatMap {
            check.selected($0, isAlone: query.select.count == 1)
        }
        check.part = .facet
        let facet = query.facet.flatMap { check.countable($0) }
        if !check.errors.isEmpty { throw QueryErrors(check.errors) }
        return CheckedQuery(
            query: query, filter: filter, ordering: ordering, select: select, facet: facet,
            notices: check.notices)
    }

    /// Reads and checks a request.
    ///
    /// - Throws: every fault that can be found at once: of the grammar, or else of the meaning.
    public func check(_ request: QueryRequest) throws(QueryErrors) -> CheckedQuery {
        try check(QueryParser.parse(request))
    }
}

/// One run of a checker: the faults found so far, and where it is.
struct QueryCheck {
    let checker: QueryChecker
    var part = QueryPart.filter
    var errors: [QueryError] = []
    var notices: [QueryNotice] = []

    init(checker: QueryChecker) {
        self.checker = checker
    }

    /// Notes a fault.
    mutating func report(
        _ kind: QueryError.Kind, at range: Range<Int>, subject: String = "",
        expected: String = "", found: String = "", suggestion: String? = nil
    ) {
        if isFull { return }
        errors.append(
            QueryError(
                kind, in: part, at: range, subject: subject, expected: expected, found: found,
                suggestion: suggestion))
    }

    /// Whether there are as many faults as are told: looking for more would cost time for nothing.
    var isFull: Bool { errors.count >= QueryErrors.errorsMax }

    /// Checks a filter; nil when something in it is wrong.
    mutating func filter(_ filter: Filter, depth: Int) -> CheckedFilter? {
        if depth > QueryLimits.nestingDepthMax + 1 {
            report(.tooDeep, at: 0..<0, expected: String(QueryLimits.nestingDepthMax))
            return nil
        }
        if isFull { return nil }
        switch filter {
        case .and(let operands): return list(operands, depth: depth).map { .and($0) }
        case .or(let operands): return list(operands, depth: depth).map { .or($0) }
        case .not(let operand):
            guard let checked = self.filter(operand, depth: depth + 1) else { return nil }
            if case .predicate(let predicate) = checked, case .state(.null) = predicate.test,
                case .condition(let condition) = operand
            {
                notices.append(
                    QueryNotice(
                        .missingIsNotNull(key: predicate.operand.text), at: condition.range))
            }
            return .not(checked)
        case .condition(let condition):
            return predicate(condition).map { .predicate($0) }
        }
    }

    private mutating func list(_ operands: [Filter], depth: Int) -> [CheckedFilter]? {
        let checked = operands.compactMap { filter($0, depth: depth + 1) }
        return checked.count == operands.count ? checked : nil
    }

    private mutating func predicate(_ condition: Located<Condition>) -> CheckedPredicate? {
        guard let operand = resolve(condition.value.operand) else { return nil }
        return test(condition, of: operand).map { CheckedPredicate(operand: operand, test: $0) }
    }

    /// What one part of a selection shows: an operand, or every active key of the schema.
    ///
    /// - Parameter isAlone: whether nothing else is shown.
    mutating func selected(
        _ selection: Located<Selection>, isAlone: Bool
    ) -> [CheckedOperand] {
        switch selection.value {
        case .operand(let operand):
            if isFull { return [] }
            return resolve(Located(operand, at: selection.range)).map { [$0] } ?? []
        case .everyKey:
            let keys = checker.schema.keys.compactMap { key in
                key.state.definition.map {
                    CheckedOperand.key(name: key.name.text, definition: $0)
                }
            }
            if keys.isEmpty, isAlone { report(.noKeys, at: selection.range) }
            return keys
        }
    }

    /// Checks an operand that items are to be sorted by.
    mutating func sortable(_ operand: Located<Operand>) -> CheckedOperand? {
        guard let checked = resolve(operand) else { return nil }
        return hasScalars(checked, at: operand.range, else: .notSortable) ? checked : nil
    }

    /// Checks an operand whose values are to be counted.
    mutating func countable(_ operand: Located<Operand>) -> CheckedOperand? {
        guard let checked = resolve(operand) else { return nil }
        return hasScalars(checked, at: operand.range, else: .notCountable) ? checked : nil
    }

    private mutating func hasScalars(
        _ operand: CheckedOperand, at range: Range<Int>, else kind: QueryError.Kind
    ) -> Bool {
        guard let type = operand.type else { return true }
        switch type {
        case .embedding, .geospatial:
            report(kind, at: range, subject: operand.text, found: type.phrase)
            return false
        default: return true
        }
    }
}

extension KeyType {
    /// The type with its article, for sentences.
    var phrase: String {
        switch self {
        case .enumeration: "an enum"
        case .embedding: "an embedding"
        case .geospatial, .text: word
        default: "a " + word
        }
    }
}
