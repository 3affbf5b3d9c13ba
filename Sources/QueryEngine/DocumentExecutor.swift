import CanonicalJSON
package import Columns
import Items
package import QueryLanguage
package import Storage

/// Runs queries by reading every document.
package struct DocumentExecutor<Source: ItemSource> {
    private let source: Source
    /// The items that are known to pass the filter; nil where each is looked at.
    private let passing: RowSelection?

    /// - Parameter source: the snapshot whose items are read.
    package init(_ source: Source) {
        self.source = source
        passing = nil
    }

    private init(_ source: Source, passing: RowSelection) {
        self.source = source
        self.passing = passing
    }

    /// Counts the items that pass a filter.
    package func count(_ filter: CheckedFilter) throws -> Int {
        let evaluation = QueryEvaluation(filter)
        let scan = try source.cursor(fields: filter.fields, isSingle: false)
        var count = 0
        while try scan.next() {
            let tape = try evaluation.tape(of: scan)
            if evaluation.evaluator.matches(tape, scan.fields) { count += 1 }
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

    /// Runs a query on items that are known to pass its filter.
    package func run(
        _ query: CheckedQuery, on rows: RowSelection, as shape: RowShape,
        _ body: (QueryRow) throws -> Bool
    ) throws -> QueryAnswer {
        try DocumentExecutor(source, passing: rows).run(query, as: shape, body)
    }

    /// Goes over the items that may pass: all of them, or those that are known to.
    private struct Walk {
        let scan: Source.Cursor
        var passing: RowSelection.Iterator?

        mutating func next() throws -> Bool {
            guard passing != nil else { return try scan.next() }
            guard let row = passing?.next() else { return false }
            try scan.find(row)
            return true
        }
    }

    private func walk(_ query: CheckedQuery) throws -> Walk {
        let scan = try source.cursor(fields: query.fields, isSingle: passing != nil)
        return Walk(scan: scan, passing: passing?.makeIterator())
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
        var walk = try walk(query)
        let scan = walk.scan
        var count = 0
        var tally: [FacetValue: Int] = [:]
        while try walk.next() {
            let tape = try evaluation.tape(of: scan)
            guard passing != nil || evaluator.matches(tape, scan.fields) else { continue }
            count += 1
            if let value = evaluator.facetValue(tape, scan.fields) {
                tally[value, default: 0] += 1
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
        var walk = try walk(query)
        let scan = walk.scan
        var matchCount = 0
        var remaining = query.limit ?? .max
        while try remaining > 0 && walk.next() {
            let tape = try evaluation.tape(of: scan)
            guard passing != nil || evaluation.evaluator.matches(tape, scan.fields) else {
                continue
            }
            matchCount += 1
            if matchCount <= query.offset { continue }
            let row = try self.row(shape, evaluation, tape, scan)
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
        var walk = try walk(query)
        let scan = walk.scan
        let shown = query.limit.map { limit in
            let (sum, overflow) = limit.addingReportingOverflow(query.offset)
            return overflow ? .max : sum
        }
        var rows = FirstRows(query, capacity: shown)
        var matchCount = 0
        while try walk.next() {
            let tape = try evaluation.tape(of: scan)
            guard passing != nil || evaluator.matches(tape, scan.fields) else { continue }
            matchCount += 1
            rows.insert(SortRow(keys: evaluator.sortKeys(tape, scan.fields), item: scan.number))
        }
        let single = try source.cursor(fields: query.fields, isSingle: true)
        for row in rows.sorted().dropFirst(query.offset) {
            try single.find(row.item)
            let tape = try evaluation.tape(of: single)
            let row = try self.row(shape, evaluation, tape, single)
            if try !body(row) { break }
        }
        return QueryAnswer(matchCount: matchCount)
    }
}
