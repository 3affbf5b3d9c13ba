public import Items
public import QueryLanguage
public import Values

/// What a query answers beside its rows.
public struct QueryAnswer: Sendable, Equatable {
    /// Number of items that pass the filter, limit and offset aside. Always there for a count and
    /// for a facet; nil for rows that ended before every item was looked at.
    public var matchCount: Int?
    /// How often each value of the facet occurs among the items that pass the filter: the most
    /// frequent first, equally frequent ones in their order; then other, null and missing. nil
    /// without a facet. Limit and offset do not count here.
    public var facet: [FacetBucket]?

    /// Makes an answer.
    public init(matchCount: Int?, facet: [FacetBucket]? = nil) {
        self.matchCount = matchCount
        self.facet = facet
    }
}

/// One value of a facet.
public struct FacetBucket: Sendable, Hashable {
    /// The value that the items have in common.
    public var value: FacetValue
    /// Number of items, at least 1.
    public var count: Int

    /// Makes a bucket.
    public init(value: FacetValue, count: Int) {
        self.value = value
        self.count = count
    }

    /// The buckets of a tally in the order of ``QueryAnswer/facet``.
    package static func sorted(_ tally: [FacetValue: Int]) -> [FacetBucket] {
        tally.map { FacetBucket(value: $0.key, count: $0.value) }.sorted { a, b in
            switch (a.value, b.value) {
            case (.value(let first), .value(let second)):
                a.count != b.count ? a.count > b.count : first < second
            default: a.value.rank < b.value.rank
            }
        }
    }
}

extension FacetValue {
    fileprivate var rank: Int {
        switch self {
        case .value: 0
        case .other: 1
        case .null: 2
        case .missing: 3
        }
    }
}

/// What the rows of an answer hold.
public enum RowShape: Sendable, CaseIterable {
    /// The id of the item.
    case ids
    /// The selected values.
    case values
    /// The whole item, and the selected values.
    case items
}

/// One item of an answer.
public struct QueryRow: Sendable, Equatable {
    /// The item's place in the store's order.
    public var number: Int64
    /// Its uuid; nil where the rows are values.
    public var id: ItemID?
    /// One value for each selected operand; none when nothing is selected or the rows are ids.
    public var values: [QueryValue]
    /// The whole item; nil unless the rows are items.
    public var item: StoredItem?

    /// Makes a row.
    public init(
        number: Int64, id: ItemID? = nil, values: [QueryValue] = [], item: StoredItem? = nil
    ) {
        self.number = number
        self.id = id
        self.values = values
        self.item = item
    }
}

/// What an item shows for a selected operand.
public enum QueryValue: Sendable, Hashable {
    /// There is no value.
    case missing
    /// A value of the document as canonical JSON.
    case json([UInt8])
    /// A field of the item that is text.
    case text(String)
    /// A field of the item that is a moment.
    case datetime(Instant)
}
