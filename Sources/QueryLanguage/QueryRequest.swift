/// The part of a request that a text belongs to.
public enum QueryPart: String, Sendable, Hashable, CaseIterable {
    case filter, sort, select, facet, limit, offset
}

/// One query as a person writes it: texts that nobody has read yet.
public struct QueryRequest: Sendable, Hashable {
    /// The condition, such as `weather = 'rain' AND temperature > 25`; nil means every item.
    public var filter: String?
    /// Keys to sort by, such as `captured_at:desc, @title`.
    public var sort: String?
    /// Keys to show, such as `weather, gps -> lat, @url`.
    public var select: String?
    /// One key whose values are to be counted.
    public var facet: String?
    /// The most items to answer with; nil for no limit.
    public var limit: Int?
    /// Items to leave out at the start.
    public var offset: Int
    /// Whether only the number of items is asked for.
    public var isCount: Bool

    /// - Parameters:
    ///   - filter: the condition; nil means every item.
    ///   - sort: keys to sort by, each with `:asc` or `:desc` behind it or nothing.
    ///   - select: keys to show.
    ///   - facet: one key whose values are to be counted.
    ///   - limit: the most items to answer with, 0 or more.
    ///   - offset: items to leave out at the start, 0 or more.
    ///   - isCount: whether only the number of items is asked for.
    public init(
        filter: String? = nil, sort: String? = nil, select: String? = nil, facet: String? = nil,
        limit: Int? = nil, offset: Int = 0, isCount: Bool = false
    ) {
        self.filter = filter
        self.sort = sort
        self.select = select
        self.facet = facet
        self.limit = limit
        self.offset = offset
        self.isCount = isCount
    }

    /// The text of a part; empty where there is none.
    public func text(of part: QueryPart) -> String {
        switch part {
        case .filter: filter ?? ""
        case .sort: sort ?? ""
        case .select: select ?? ""
        case .facet: facet ?? ""
        case .limit: limit.map(String.init) ?? ""
        case .offset: String(offset)
        }
    }
}
