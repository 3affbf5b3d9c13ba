import CanonicalJSON
import Items
import QueryEngine
import QueryLanguage
import Storage

/// Runs queries by reading every document.
package struct DocumentExecutor<Source: ItemSource> {
    private let source: Source

    /// - Parameter source: the snapshot whose items are read.
    package init(_ source: Source) {
        self.source = source
    }

    /// Counts the items that pass a filter.
    package func count(_ filter: CheckedFilter) throws -> Int {
        let evaluation = QueryEvaluation(filter)
        let scan = try source.cursor(fields: filter.fields, isSingle: false)
        var count = 0
        while try scan.next() {
            try evaluation.withDocument(of: scan) { tape in
                if evaluation.evaluator.matches(tape, scan.fields) { count += 1 }
            }
        }
        return count
    }

    /// Runs a query; see ``StoreReader/run(_:as:_:)``.
    package func run(
        _ query: CheckedQuery, as shape: RowShape, _ body: (QueryRow) throws -> Bool
    ) throws -> QueryAnswer {
        if query.isCount || query.facet != nil { return try tally(query) }
        if query.ordering.isEmpty { return try stream(query, shape, body) }
        return try sort(query, shape, body)
    }

    /// What an answer shows of the item that a cursor stands on.
    private func row(
        _ shape: RowShape, _ evaluation: QueryEvaluation, _ tape: JSONTape, _ scan: Source.Cursor
    ) throws -> QueryRow {
        var row = QueryRow(number: scan.number)
        switch shape {
        case .ids: row.id = try scan.id()
        case .values: row.values = evaluation.values(tape, scan.fields)
        case .items:
            let item = try scan.item()
            row.id = item.id
            row.item = item
            row.values = evaluation.values(tape, scan.fields)
        }
        return row
    }

    /// Counts, altogether and by facet.
    private func tally(_ query: CheckedQuery) throws -> QueryAnswer {
        let evaluation = QueryEvaluation(query)
        let evaluator = evaluation.evaluator
        let scan = try source.cursor(fields: query.fields, isSingle: false)
        var count = 0
        var tally: [FacetValue: Int] = [:]
        while try scan.next() {
            try evaluation.withDocument(of: scan) { tape in
                guard evaluator.matches(tape, scan.fields) else { return }
                count += 1
                if let value = evaluator.facetValue(tape, scan.fields) {
                    tally[value, default: 0] += 1
                }
            }
        }
        return QueryAnswer(
            matchCount: count, facet: query.facet == nil ? nil : FacetBucket.sorted(tally))
    }

    /// Rows in the order of the items, until there are enough.
    private func stream(
        _ query: CheckedQuery, _ shape: RowShape, _ body: (QueryRow) throws -> Bool
    ) throws -> QueryAnswer {
        let evaluation = QueryEvaluation(query)
        let scan = try source.cursor(fields: query.fields, isSingle: false)
        var matchCount = 0
        var remaining = query.limit ?? .max
        while try remaining > 0 && scan.next() {
            let row = try evaluation.withDocument(of: scan) { tape -> QueryRow? in
                guard evaluation.evaluator.matches(tape, scan.fields) else { return nil }
                matchCount += 1
                if matchCount <= query.offset { return nil }
                return try self.row(shape, evaluation, tape, scan)
            }
            guard let row else { continue }
            remaining -= 1
            if try !body(row) { remaining = 0 }
        }
        return QueryAnswer(matchCount: remaining > 0 ? matchCount : nil)
    }

    /// Rows in another order: the sort keys of all, then the documents of those that are shown.
    private func sort(
        _ query: CheckedQuery, _ shape: RowShape, _ body: (QueryRow) throws -> Bool
    ) throws -> QueryAnswer {
        let evaluation = QueryEvaluation(query)
        let evaluator = evaluation.evaluator
        let scan = try source.cursor(fields: query.fields, isSingle: false)
        let shown = query.limit.map { limit in
            let (sum, overflow) = limit.addingReportingOverflow(query.offset)
            return overflow ? .max : sum
        }
        var rows = FirstRows(query, capacity: shown)
        var matchCount = 0
        while try scan.next() {
            try evaluation.withDocument(of: scan) { tape in
                guard evaluator.matches(tape, scan.fields) else { return }
                matchCount += 1
                rows.insert(
                    SortRow(keys: evaluator.sortKeys(tape, scan.fields), item: scan.number))
            }
        }
        let single = try source.cursor(fields: query.fields, isSingle: true)
        for row in rows.sorted().dropFirst(query.offset) {
            try single.find(row.item)
            let row = try evaluation.withDocument(of: single) { tape in
                try self.row(shape, evaluation, tape, single)
            }
            if try !body(row) { break }
        }
        return QueryAnswer(matchCount: matchCount)
    }
}
