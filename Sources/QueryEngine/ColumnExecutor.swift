import Columns
package import QueryLanguage
package import Storage

/// Runs queries on columns where they spare reading documents, and on documents where they do not.
package struct ColumnExecutor<Source: ColumnSource> {
    private let source: Source

    /// - Parameter source: the snapshot.
    package init(_ source: Source) {
        self.source = source
    }

    /// Counts the items that pass a filter.
    package func count(_ filter: CheckedFilter) throws -> Int {
        let columns = ColumnFilter(source, filter)
        guard columns.isSelective, try source.hasColumns(),
            let rows = try columns.rows(documentsMax: ColumnExecutor.countedDocumentsMax)
        else { return try DocumentExecutor(source).count(filter) }
        return rows.count
    }

    /// Runs a query; see ``StoreReader/run(_:as:_:)``.
    package func run(
        _ query: CheckedQuery, as shape: RowShape, _ body: (QueryRow) throws -> Bool
    ) throws -> QueryAnswer {
        let columns = ColumnFilter(source, query.filter)
        let documents = DocumentExecutor(source)
        // The first items in their order are found soonest by reading from the start.
        let readsFew = query.filter == nil && query.ordering.isEmpty && query.facet == nil
        guard query.isCount || !readsFew, columns.isSelective, try source.hasColumns() else {
            return try documents.run(query, as: shape, body)
        }
        let documentsMax =
            query.isCount ? ColumnExecutor.countedDocumentsMax : ColumnExecutor.singleDocumentsMax
        guard let rows = try columns.rows(documentsMax: documentsMax) else {
            return try documents.run(query, as: shape, body)
        }
        if query.isCount, query.facet == nil { return QueryAnswer(matchCount: rows.count) }
        // Documents of most items are read faster one after the other than one by one.
        guard rows.count <= ColumnExecutor.singleDocumentsMax else {
            return try documents.run(query, as: shape, body)
        }
        return try documents.run(query, on: rows, as: shape, body)
    }

    /// 50,000 documents are read one by one for a count; more had better be read in a row with all others.
    private static var countedDocumentsMax: Int { 50_000 }
    /// 10,000 items: up to as many are read one by one, which takes some hundredths of a second.
    private static var singleDocumentsMax: Int { 10_000 }
}
