public import Values

/// One value that items are sorted or counted by.
public enum ScalarValue: Sendable, Hashable, Comparable {
    /// `false` before `true`.
    case boolean(Bool)
    /// As a 64-bit float; infinite only for what the schema does not know.
    case number(Double)
    case datetime(Instant)
    /// A string, an option, or a uuid in lower case; ordered by code points.
    case text(UTF8Text)

    /// Values of one kind in their order. Values of two kinds, which only undeclared keys have, go
    /// booleans, numbers, datetimes, texts.
    public static func < (a: ScalarValue, b: ScalarValue) -> Bool {
        switch (a, b) {
        case (.boolean(let a), .boolean(let b)): !a && b
        case (.number(let a), .number(let b)): a < b
        case (.datetime(let a), .datetime(let b)): a < b
        case (.text(let a), .text(let b)): a < b
        default: a.rank < b.rank
        }
    }

    private var rank: Int {
        switch self {
        case .boolean: 0
        case .number: 1
        case .datetime: 2
        case .text: 3
        }
    }
}

/// The bucket that an item is counted in.
public enum FacetValue: Sendable, Hashable {
    case value(ScalarValue)
    /// The value is null.
    case null
    /// The value is not of the key's type, or is an array or object.
    case other
    /// There is no value.
    case missing
}

/// What one item shows for one selected operand.
public enum SelectedValue: Sendable, Hashable {
    /// There is no value.
    case missing
    /// The value at a token of the document's tape.
    case token(Int)
    /// A field of the item that is text.
    case text(String)
    /// A field of the item that is a moment.
    case datetime(Instant)
}

/// What decides the place of one item in a sorted answer.
public struct SortRow: Sendable, Hashable {
    /// One value for each ordering; nil for missing, null and ill-typed values.
    public var keys: [ScalarValue?]
    /// The item's number: decides between items that are equal otherwise.
    public var item: Int64

    /// - Parameters:
    ///   - keys: one value for each ordering; nil for missing, null and ill-typed values.
    ///   - item: the item's number.
    public init(keys: [ScalarValue?], item: Int64) {
        self.keys = keys
        self.item = item
    }
}

extension CheckedQuery {
    /// Whether one item comes before another one in the answer.
    ///
    /// Missing values come last in both directions; ties go by item, the smaller number first.
    public func precedes(_ a: SortRow, _ b: SortRow) -> Bool {
        for (index, ordering) in ordering.enumerated()
        where index < a.keys.count && index < b.keys.count {
            switch (a.keys[index], b.keys[index]) {
            case (nil, nil): continue
            case (nil, _): return false
            case (_, nil): return true
            case (let first?, let second?):
                if first < second { return !ordering.isDescending }
                if second < first { return ordering.isDescending }
            }
        }
        return a.item < b.item
    }
}
