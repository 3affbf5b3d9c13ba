import Items
import QueryLanguage
import Storage
import Testing

extension ConformanceCheck {
    /// Rows hold what was asked for.
    static let rowShapeChecks = RowShape.allCases.flatMap { shape in
        [QueryRequest(filter: "x > 1", select: "x, @url"), QueryRequest(sort: "x:desc", limit: 2)]
            .map { rowShape(shape, $0) }
    }

    private static func rowShape(_ shape: RowShape, _ request: QueryRequest) -> ConformanceCheck {
        let order = request.sort == nil ? "in order" : "sorted"
        return ConformanceCheck("rows \(order) as \(shape) hold nothing else") { backend in
            try backend.withStore { store in
                try store.load((1...3).map { Upload("u:\($0)", metadata: #"{"x": \#($0)}"#) })
                let items = try store.allItems()
                let (rows, _) = try RandomQuery.answer(to: request, from: store, as: shape)
                let expected = request.sort == nil ? [items[1], items[2]] : [items[2], items[1]]
                #expect(rows.map(\.number) == expected.map(\.number))
                #expect(rows.map(\.id) == expected.map { shape == .values ? nil : $0.id })
                #expect(rows.map(\.item) == expected.map { shape == .items ? $0 : nil })
                let values = expected.map { item -> [QueryValue] in
                    if shape == .ids || request.select == nil { return [] }
                    return [
                        .json(Array(item.text.utf8.dropFirst(6).dropLast())), .text(item.urls[0]),
                    ]
                }
                #expect(rows.map(\.values) == values)
            }
        }
    }
}
