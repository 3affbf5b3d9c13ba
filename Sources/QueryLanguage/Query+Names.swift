extension Query {
    /// The names of the keys that the query is about, in no order, each as often as it stands there.
    public var keyNames: [String] {
        var operands = ordering.map(\.operand.value)
        if let facet { operands.append(facet.value) }
        for selection in select {
            if case .operand(let operand) = selection.value { operands.append(operand) }
        }
        var filters = filter.map { [$0] } ?? []
        while let next = filters.popLast() {
            switch next {
            case .and(let parts), .or(let parts): filters += parts
            case .not(let part): filters.append(part)
            case .condition(let condition): operands.append(condition.value.operand.value)
            }
        }
        return operands.compactMap { operand in
            if case .key(let name, _) = operand { name } else { nil }
        }
    }
}
