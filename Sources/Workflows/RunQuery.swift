import Items
import QueryEngine
public import QueryLanguage
import SchemaModel
public import Storage
import Text
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
        /// What the query means where that may surprise.
        public var notices: [QueryNotice] = []
        /// What is shown and no document has.
        public var remarks: [String] = []
        /// Each part of the filter and how many items pass it alone; only when asked for.
        public var clauses: [(clause: QueryClause, count: Int)] = []
    }

    /// Checks a query and runs it. Limit and offset of a facet are those of its buckets.
    ///
    /// - Parameters:
    ///   - request: the query's texts.
    ///   - shape: what the rows hold; the selected values, or whole items where nothing is selected,
    ///     unless told otherwise.
    ///   - explains: whether to count each part of the filter on its own.
    ///   - countsAll: whether to find out how many items match also where fewer rows are wanted.
    ///   - begin: gets the checked query before the first row.
    ///   - row: gets the rows in their order; false stops.
    /// - Throws: `QueryErrors` when the query is wrong, `StoreError`, and what the closures throw.
    public func run(
        _ request: QueryRequest, as shape: RowShape? = nil, explains: Bool = false,
        countsAll: Bool = false,
        begin: (CheckedQuery) throws -> Void = { _ in },
        row: (QueryRow) throws -> Bool
    ) throws -> Answer {
        try store.read { reader in
            let query = try check(request, reader)
            try review(PathReview(orderingOf: query), of: query, reader).finish()
            try begin(query)
            let shape = shape ?? (query.select.isEmpty ? .items : .values)
            var unseen = shape == .ids ? [] : Set(query.select.indices)
            var hasRows = false
            var answer = Answer(
                answer: try reader.run(query, as: shape) { found in
                    hasRows = true
                    if !unseen.isEmpty {
                        unseen = unseen.filter { found.values[$0] == .missing }
                    }
                    return try row(found)
                })
            if isEmpty(answer.answer) {
                try review(PathReview(query), of: query, reader).finish()
            } else if hasRows, !unseen.isEmpty {
                let hidden = Set(unseen.map { query.select[$0] })
                let review = PathReview(selectionOf: query) { hidden.contains($0) }
                answer.remarks = try self.review(review, of: query, reader).errors.map(\.message)
            }
            if countsAll, answer.answer.matchCount == nil {
                answer.answer.matchCount = try count(query, reader)
            }
            answer.notices = query.notices
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

    /// Hands over every item that passes a filter, in the order of the store.
    ///
    /// - Throws: `QueryErrors` when the filter is wrong, or passes nothing and names what no document
    ///   has; `StoreError`, and what `body` throws.
    func forEachItem(
        _ filter: String, _ reader: any StoreReader, _ body: (StoredItem) throws -> Void
    ) throws {
        let query = try check(QueryRequest(filter: filter), reader)
        let answer = try reader.run(query, as: .items) { row in
            if let item = row.item { try body(item) }
            return true
        }
        if isEmpty(answer) { try review(PathReview(query), of: query, reader).finish() }
    }

    /// Checks a query against what a snapshot knows.
    private func check(_ request: QueryRequest, _ reader: any StoreReader) throws -> CheckedQuery {
        let parsed = try QueryParser.parse(request)
        let catalog = try reader.catalog()
        let schema = catalog.schema.schema
        let known = try parsed.keyNames.filter { try schema[$0] == nil && reader.isKnown($0) }
        var checker = QueryChecker(
            schema: schema, knownKeys: Set(known.map { ExactText($0) }),
            itemKinds: ItemKind.allCases.map(\.wireName), folders: catalog.folderNames)
        do {
            return try checker.check(parsed)
        } catch {
            // Only who looks for a name that was meant has to know all of them.
            checker.knownKeys = try reader.undeclaredKeys()
            return try checker.check(parsed)
        }
    }

    /// Whether nothing was found where something may have been meant.
    private func isEmpty(_ answer: QueryAnswer) -> Bool {
        if let facet = answer.facet { return facet.allSatisfy { $0.value == .missing } }
        return answer.matchCount == 0
    }

    /// Looks in the documents for what the schema does not know.
    private func review(
        _ review: PathReview, of query: CheckedQuery, _ reader: any StoreReader
    ) throws -> PathReview {
        var review = review
        if review.isSettled { return review }
        let evaluation = QueryEvaluation(query)
        try reader.forEachItem(inFolder: nil) { item in
            try item.document.withUnsafeBytes { document in
                review.note(try evaluation.read(document, of: item.number))
            }
            return !review.isSettled
        }
        return review
    }

    private func count(_ query: CheckedQuery, _ reader: any StoreReader) throws -> Int {
        guard let filter = query.filter else {
            return try reader.folders().reduce(0) { $0 + $1.itemCount }
        }
        return try reader.count(filter)
    }
}
