/// Reads the texts of a request. Only grammar is judged here; ``QueryChecker`` judges meaning.
public enum QueryParser {
    /// Reads all texts of a request.
    ///
    /// - Throws: the first fault of every part.
    public static func parse(_ request: QueryRequest) throws(QueryErrors) -> Query {
        var query = Query(
            request: request, limit: request.limit, offset: request.offset,
            isCount: request.isCount)
        var errors: [QueryError] = []
        if let text = request.filter {
            collect(&errors) { () throws(QueryError) in query.filter = try filter(text) }
        }
        if let text = request.sort {
            collect(&errors) { () throws(QueryError) in query.ordering = try ordering(text) }
        }
        if let text = request.select {
            collect(&errors) { () throws(QueryError) in query.select = try select(text) }
        }
        if let text = request.facet {
            collect(&errors) { () throws(QueryError) in query.facet = try facet(text) }
        }
        for (part, number) in [(QueryPart.limit, request.limit ?? 0), (.offset, request.offset)]
        where number < 0 {
            let text = request.text(of: part)
            errors.append(
                QueryError(
                    .negative, in: part, at: 0..<text.utf8.count, expected: "0 or more",
                    found: text))
        }
        if !errors.isEmpty { throw QueryErrors(errors) }
        return query
    }

    private static func collect(
        _ errors: inout [QueryError], _ body: () throws(QueryError) -> Void
    ) {
        do throws(QueryError) {
            try body()
        } catch {
            errors.append(error)
        }
    }

    /// Reads a condition such as `weather = 'rain' AND temperature > 25`.
    ///
    /// - Throws: the first fault.
    public static func filter(_ text: String) throws(QueryError) -> Filter {
        var reader = try TokenReader(text, part: .filter)
        try reader.refuseEmptyText(expected: "a condition such as weather = 'rain'")
        let filter = try reader.disjunction(depth: 0)
        try reader.expectEnd("AND, OR or the end of the filter")
        return filter
    }

    /// Reads what to sort by, such as `captured_at:desc, "site name"`.
    ///
    /// - Throws: the first fault.
    public static func ordering(_ text: String) throws(QueryError) -> [Ordering] {
        try list(text, part: .sort, separators: "a comma, :asc, :desc") {
            (reader: inout TokenReader) throws(QueryError) in
            let operand = try reader.operand()
            return Ordering(operand, isDescending: try reader.direction(after: operand))
        }
    }

    /// Reads what to show, such as `weather, gps -> lat, @url`; `*` is every key of the schema.
    ///
    /// - Throws: the first fault.
    public static func select(_ text: String) throws(QueryError) -> [Located<Selection>] {
        try list(text, part: .select, separators: "a comma, ->") {
            (reader: inout TokenReader) throws(QueryError) in try reader.selection()
        }
    }

    /// Reads the one key to count by.
    ///
    /// - Throws: the first fault.
    public static func facet(_ text: String) throws(QueryError) -> Located<Operand> {
        var reader = try TokenReader(text, part: .facet)
        try reader.refuseEmptyText(expected: "a key such as weather")
        let operand = try reader.operand()
        try reader.expectEnd("-> or the end: a facet is one key")
        return operand
    }

    private static func list<Element>(
        _ text: String, part: QueryPart, separators: String,
        element: (inout TokenReader) throws(QueryError) -> Element
    ) throws(QueryError) -> [Element] {
        var reader = try TokenReader(text, part: part)
        try reader.refuseEmptyText(expected: "a key such as weather")
        var elements = [try element(&reader)]
        while case .comma = reader.current.kind {
            try reader.advance()
            elements.append(try element(&reader))
        }
        try reader.expectEnd(separators + " or the end")
        return elements
    }
}
