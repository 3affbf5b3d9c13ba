/// A request that was read: its grammar is right, its keys and literals are not checked yet.
public struct Query: Sendable, Hashable {
    /// The texts that it was read from, for messages.
    public var request: QueryRequest
    /// The condition; nil means every item.
    public var filter: Filter?
    /// What to sort by, the first first; empty means the order of the items.
    public var ordering: [Ordering]
    /// What to show; empty means everything.
    public var select: [Located<Selection>]
    /// The value to count by.
    public var facet: Located<Operand>?
    /// The most items to answer with; nil for no limit.
    public var limit: Int?
    /// Items to leave out at the start.
    public var offset: Int
    /// Whether only the number of items is asked for.
    public var isCount: Bool

    /// A query made by code instead of read from text.
    public init(
        request: QueryRequest = QueryRequest(), filter: Filter? = nil, ordering: [Ordering] = [],
        select: [Located<Selection>] = [], facet: Located<Operand>? = nil, limit: Int? = nil,
        offset: Int = 0, isCount: Bool = false
    ) {
        self.request = request
        self.filter = filter
        self.ordering = ordering
        self.select = select
        self.facet = facet
        self.limit = limit
        self.offset = offset
        self.isCount = isCount
    }
}

/// One part of what is shown.
public enum Selection: Sendable, Hashable {
    /// A key, a value inside one, or a field.
    case operand(Operand)
    /// `*`: every active key of the schema.
    case everyKey
}

/// One thing to sort by.
public struct Ordering: Sendable, Hashable {
    /// What is looked at.
    public var operand: Located<Operand>
    /// Largest first. Missing values come last either way.
    public var isDescending: Bool

    /// - Parameters:
    ///   - operand: what to sort by.
    ///   - isDescending: largest first.
    public init(_ operand: Located<Operand>, isDescending: Bool = false) {
        self.operand = operand
        self.isDescending = isDescending
    }
}
