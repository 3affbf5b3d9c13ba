import Items
import QueryEngine
import QueryLanguage
import Storage

extension MemoryState {
    func count(_ filter: CheckedFilter) throws -> Int {
        let evaluation = QueryEvaluation(filter)
        return try visibleItems.count { item in
            try item.document.withUnsafeBytes {
                let tape = try evaluation.read($0, of: item.number)
                return evaluation.evaluator.matches(tape, ItemFields(item))
            }
        }
    }

    func run(
        _ query: CheckedQuery, as shape: RowShape, _ body: (QueryRow) throws -> Bool
    ) throws -> QueryAnswer {
        let evaluation = QueryEvaluation(query)
        let evaluator = evaluation.evaluator
        var rows: [(order: SortRow, row: QueryRow)] = []
        var tally: [FacetValue: Int] = [:]
        for item in visibleItems {
            let fields = ItemFields(item)
            try item.document.withUnsafeBytes { document in
                let tape = try evaluation.read(document, of: item.number)
                guard evaluator.matches(tape, fields) else { return }
                let order = SortRow(keys: evaluator.sortKeys(tape, fields), item: item.number)
                rows.append((order, row(item, shape, evaluation.values(tape, fields))))
                if let value = evaluator.facetValue(tape, fields) { tally[value, default: 0] += 1 }
            }
        }
        if query.facet != nil {
            return QueryAnswer(matchCount: rows.count, facet: FacetBucket.sorted(tally))
        }
        if query.isCount { return QueryAnswer(matchCount: rows.count) }
        rows.sort { query.precedes($0.order, $1.order) }
        for (_, row) in rows.dropFirst(query.offset).prefix(query.limit ?? .max) {
            if try !body(row) { break }
        }
        return QueryAnswer(matchCount: rows.count)
    }

    private func row(_ item: StoredItem, _ shape: RowShape, _ values: [QueryValue]) -> QueryRow {
        switch shape {
        case .ids: QueryRow(number: item.number, id: item.id)
        case .values: QueryRow(number: item.number, values: values)
        case .items: QueryRow(number: item.number, id: item.id, values: values, item: item)
        }
    }
}
