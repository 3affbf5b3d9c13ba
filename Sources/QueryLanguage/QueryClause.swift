/// One part of a filter that can be counted on its own, for `--explain`.
public struct QueryClause: Sendable, Hashable {
    /// The part as text.
    public let text: String
    /// 0 for an operand of the outermost `AND` (or the whole filter), more for a part of a part.
    public let depth: Int
    /// The part, ready to be counted.
    public let filter: CheckedFilter
}

extension CheckedQuery {
    /// The filter's parts: the operands of the outermost `AND`, each followed by the conditions it
    /// is made of. A filter of one condition has one clause.
    public var clauses: [QueryClause] {
        guard let filter = query.filter, let checked = self.filter else { return [] }
        var clauses: [QueryClause] = []
        if case .and(let operands) = filter, case .and(let checkedOperands) = checked {
            for (operand, checkedOperand) in zip(operands, checkedOperands) {
                append(operand, checkedOperand, depth: 0, to: &clauses)
            }
        } else {
            append(filter, checked, depth: 0, to: &clauses)
        }
        return clauses
    }

    private func append(
        _ filter: Filter, _ checked: CheckedFilter, depth: Int, to clauses: inout [QueryClause]
    ) {
        clauses.append(
            QueryClause(text: FilterPrinter.text(filter), depth: depth, filter: checked))
        switch (filter, checked) {
        case (.and(let operands), .and(let checkedOperands)),
            (.or(let operands), .or(let checkedOperands)):
            for (operand, checkedOperand) in zip(operands, checkedOperands) {
                append(operand, checkedOperand, depth: depth + 1, to: &clauses)
            }
        case (.not(let operand), .not(let checkedOperand)):
            append(operand, checkedOperand, depth: depth + 1, to: &clauses)
        default: break
        }
    }
}
