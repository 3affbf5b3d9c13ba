public import Items
public import SchemaModel

/// A query whose every key, operator and literal is right for one schema.
///
/// Only ``QueryChecker`` makes one. It runs on documents (``DocumentEvaluator``) and on columns.
public struct CheckedQuery: Sendable, Hashable {
    /// The query as it was read.
    public let query: Query
    /// The condition; nil means every item.
    public let filter: CheckedFilter?
    /// What to sort by, the first first; ties go by item.
    public let ordering: [CheckedOrdering]
    /// What to show; empty means everything.
    public let select: [CheckedOperand]
    /// The value to count by.
    public let facet: CheckedOperand?
    /// What the query means where that may surprise, in the order of its text.
    public let notices: [QueryNotice]

    /// The most items to answer with; nil for no limit.
    public var limit: Int? { query.limit }
    /// Items to leave out at the start.
    public var offset: Int { query.offset }
    /// Whether only the number of items is asked for.
    public var isCount: Bool { query.isCount }

    init(
        query: Query, filter: CheckedFilter?, ordering: [CheckedOrdering],
        select: [CheckedOperand], facet: CheckedOperand?, notices: [QueryNotice]
    ) {
        self.query = query
        self.filter = filter
        self.ordering = ordering
        self.select = select
        self.facet = facet
        self.notices = notices
    }
}

/// A condition with typed operands and constants. It has the shape of the ``Filter`` it came from.
public indirect enum CheckedFilter: Sendable, Hashable {
    /// Every operand holds.
    case and([CheckedFilter])
    /// At least one operand holds.
    case or([CheckedFilter])
    /// The complement.
    case not(CheckedFilter)
    case predicate(CheckedPredicate)
}

/// One value and the test it has to pass.
public struct CheckedPredicate: Sendable, Hashable {
    /// What is looked at.
    public let operand: CheckedOperand
    /// What it has to pass.
    public let test: ValueTest
}

/// What a predicate, an ordering, a selection or a facet looks at.
public enum CheckedOperand: Sendable, Hashable {
    /// A field of the item. `@url` stands for all URLs of a group in a condition, and for the first
    /// one everywhere else.
    case field(ItemField)
    /// A whole value under an active key of the schema.
    case key(name: String, definition: KeyDefinition)
    /// Any other value: below a key, or under a key that the schema does not know (then `steps` may
    /// be empty). `type` is `.number` for the coordinates of a geospatial key; nil where each
    /// value's own JSON type decides.
    case path(key: String, steps: [PathStep], type: KeyType?)

    /// The type that the value must have; nil where each value's own JSON type decides.
    ///
    /// `@created` and `@updated` are datetimes, `@uuid` is a uuid, the other fields are text.
    public var type: KeyType? {
        switch self {
        case .field(.created), .field(.updated): .datetime
        case .field(.uuid): .uuid
        case .field: .text
        case .key(_, let definition): definition.type
        case .path(_, _, let type): type
        }
    }

    /// The operand as it is written in a query.
    public var text: String {
        switch self {
        case .field(let field): FilterPrinter.text(.field(field))
        case .key(let name, _): FilterPrinter.text(.key(name))
        case .path(let key, let steps, _): FilterPrinter.text(.key(key, steps: steps))
        }
    }

    /// The name of its column: a key's own name, without the quotes that a query needs around it, where
    /// it cannot be taken for a field or a path; else the operand as it is written.
    public var column: String {
        switch self {
        case .key(let name, _), .path(let name, [], _):
            name.unicodeScalars.allSatisfy({ BareWord.allows($0) || $0 == "-" || $0 == " " })
                && !name.isEmpty ? name : text
        case .field, .path: text
        }
    }
}

/// One thing to sort by.
public struct CheckedOrdering: Sendable, Hashable {
    /// What is looked at; its type is never an embedding or geospatial.
    public let operand: CheckedOperand
    /// Largest first. Missing values come last either way.
    public let isDescending: Bool
}
