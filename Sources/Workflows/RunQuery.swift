import QueryLanguage
import Storage
import UploadFormats

/// Checks a query against what a store holds and runs it on one committed state.
public struct RunQuery {
    private let store: any MetadataStore

    /// - Parameter store: the store to ask.
    public init(_ store: any MetadataStore) {
        self.store = store
    }

    /// What a query answers beside its rows.
    public struct Answer: Sendable {
        /// The counts.
        public var answer: QueryAnswer
        /// Each part of the filter and how many items pass it alone; only when asked for.
        public var clauses: [(clause: QueryClause, count: Int)] = []
    }

    /// Checks a query and runs it. Limit and offset of a facet are those of its buckets.
    ///
    /// - Parameters:
    ///   - request: the query's texts.
    ///   - explains: whether to count each part of the filter on its own.
    ///   - begin: gets the checked query before the first row.
    ///   - row: gets the rows in their order; false stops.
    /// - Throws: `QueryErrors` when the query is wrong, `StoreError`, and what the closures throw.
    public func run(
        _ request: QueryRequest, explains: Bool = false,
        begin: (CheckedQuery) throws -> Void = { _ in },
        row: (QueryRow) throws -> Bool
    ) throws -> Answer {
        try store.read { reader in
            let checker = QueryChecker(
                schema: try reader.schema().schema,
                knownKeys: Set(try reader.undeclaredKeys().map(\.text)),
                itemKinds: ItemKind.allCases.map(\.wireName), literals: .validated)
            let query = try checker.check(request)
            try begin(query)
            var answer = Answer(answer: try reader.run(query, row))
            if let buckets = answer.answer.facet {
                answer.answer.facet = Array(
                    buckets.dropFirst(query.offset).prefix(query.limit ?? .max))
            }
            if explains {
                for clause in query.clauses {
                    answer.clauses.append((clause, try reader.count(clause.filter)))
                }
            }
            return answer
        }
    }
}
