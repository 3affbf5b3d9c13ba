public import CanonicalJSON
import Values

/// Runs a checked query on one item at a time, straight from its document.
///
/// It is the plain reading of the language that faster executors are compared with.
public struct DocumentEvaluator: Sendable {
    private let filter: FilterNode?
    private let ordering: [OperandReader]
    private let select: [OperandReader]
    private let facet: OperandReader?

    /// - Parameter query: what to run.
    public init(_ query: CheckedQuery) {
        filter = query.filter.map { FilterNode($0) }
        ordering = query.ordering.map { OperandReader($0.operand) }
        select = query.select.map { OperandReader($0) }
        facet = query.facet.map { OperandReader($0) }
    }

    /// An evaluator of one filter, such as that of a ``QueryClause``.
    ///
    /// - Parameter filter: what to run.
    public init(_ filter: CheckedFilter) {
        self.filter = FilterNode(filter)
        ordering = []
        select = []
        facet = nil
    }

    /// Whether an item passes the filter; true when there is none.
    ///
    /// - Parameters:
    ///   - tape: the scanned `clientMetadata`, canonical or not.
    ///   - item: the fields of the item.
    public func matches(_ tape: JSONTape, _ item: ItemFields) -> Bool {
        filter?.holds(tape, item) ?? true
    }

    /// The values to sort an item by, one for each ordering.
    ///
    /// - Returns: nil in the place of a missing, null or ill-typed value.
    public func sortKeys(_ tape: JSONTape, _ item: ItemFields) -> [ScalarValue?] {
        ordering.map { $0.scalar($0.find(tape, item), in: tape) }
    }

    /// The bucket that an item is counted in; nil when the query has no facet.
    public func facetValue(_ tape: JSONTape, _ item: ItemFields) -> FacetValue? {
        guard let facet else { return nil }
        let value = facet.find(tape, item)
        switch value {
        case .missing: return .missing
        case .token(let index) where tape[index].kind == .null: return .null
        case .misfit(let index) where tape[index].kind == .null: return .null
        default: break
        }
        switch facet.scalar(value, in: tape) {
        // A number beyond the range of floats has no value to print.
        case .number(let number) where number.isInfinite: return .other
        case let scalar?: return .value(scalar)
        case nil: return .other
        }
    }

    /// What an item shows, one value for each selected operand; none when nothing is selected.
    public func selection(_ tape: JSONTape, _ item: ItemFields) -> [SelectedValue] {
        select.map { reader in
            switch reader.find(tape, item) {
            case .missing: .missing
            case .token(let index), .misfit(let index): .token(index)
            case .text(let text): .text(text)
            case .texts(let texts): texts.first.map(SelectedValue.text) ?? .missing
            case .instant(let instant): .datetime(instant)
            case .uuid(let uuid): .text(uuid.description)
            }
        }
    }
}

/// A filter with its names ready to be compared with bytes. As deep as the checker allows, no more.
private indirect enum FilterNode: Sendable {
    case and([FilterNode])
    case or([FilterNode])
    case not(FilterNode)
    case predicate(OperandReader, ValueTest)

    init(_ filter: CheckedFilter) {
        switch filter {
        case .and(let operands): self = .and(operands.map { FilterNode($0) })
        case .or(let operands): self = .or(operands.map { FilterNode($0) })
        case .not(let operand): self = .not(FilterNode(operand))
        case .predicate(let predicate):
            self = .predicate(
                OperandReader(predicate.operand), predicate.test)
        }
    }

    func holds(_ tape: JSONTape, _ item: ItemFields) -> Bool {
        switch self {
        case .and(let operands): operands.allSatisfy { $0.holds(tape, item) }
        case .or(let operands): operands.contains { $0.holds(tape, item) }
        case .not(let operand): !operand.holds(tape, item)
        case .predicate(let reader, let test):
            reader.passes(reader.find(tape, item), test, in: tape)
        }
    }
}
