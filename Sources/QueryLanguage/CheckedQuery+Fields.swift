package import Items

extension CheckedQuery {
    /// The fields of items that the query looks at.
    package var fields: Set<ItemField> {
        var operands = ordering.map(\.operand) + select
        if let facet { operands.append(facet) }
        var fields = filter?.fields ?? []
        for case .field(let field) in operands { fields.insert(field) }
        return fields
    }
}

extension CheckedFilter {
    /// The fields of items that the filter looks at.
    package var fields: Set<ItemField> {
        switch self {
        case .and(let operands), .or(let operands):
            return operands.reduce(into: []) { $0.formUnion($1.fields) }
        case .not(let operand): return operand.fields
        case .predicate(let predicate):
            if case .field(let field) = predicate.operand { return [field] }
            return []
        }
    }
}
