public import Values

/// How one value is tested, with typed constants: what an executor compiles.
///
/// Each test but ``state(_:)`` is false for a value that is missing, null or not of its type.
/// Nothing here depends on the schema any more, apart from the length of a varchar.
public enum ValueTest: Sendable, Hashable {
    /// The value is missing, null, empty, or neither missing nor null.
    case state(ValueState)
    /// The value is this boolean.
    case boolean(Bool)
    /// A JSON number, compared as a 64-bit float: `1` equals `1.0`. Under a key of the schema it is
    /// finite; elsewhere one beyond the range is infinite.
    case number(OrderedTest<Double>)
    /// A string that is a datetime, compared by its moment.
    case datetime(OrderedTest<Instant>)
    /// A string that is a uuid, in any case.
    case uuid(OrderedTest<UUIDValue>)
    /// A string, compared by code points.
    case string(OrderedTest<UTF8Text>)
    /// A string that is one of these options of an enum. Sorted; maybe none. `!=` and the operators
    /// on text become the list of the options that pass.
    case option([UTF8Text])
    /// A string that fits a pattern as a whole.
    case pattern(LikePattern)
    /// A string that has this text in it, case ignored; the text is case folded.
    case substring(TextSearch)
    /// A string that starts with this text, case ignored; the text is case folded.
    case prefix(UTF8Text)
    /// A string with all these words, which are case folded, sorted, each once; at least one.
    case words([UTF8Text])
    /// An array with an element that passes a test of ``string(_:)``, ``number(_:)`` or
    /// ``boolean(_:)``. Only for values that the schema does not know.
    indirect case element(ValueTest)
    /// One of several tests passes. Only for values that the schema does not know, and for `IN`
    /// with booleans.
    indirect case any([ValueTest])
}

/// A comparison with constants of one type.
public enum OrderedTest<Value: Sendable & Hashable & Comparable>: Sendable, Hashable {
    case equal(Value)
    case notEqual(Value)
    case less(Value)
    case lessOrEqual(Value)
    case greater(Value)
    case greaterOrEqual(Value)
    /// Both ends included; the first is not above the second.
    case between(Value, Value)
    /// Sorted, each value once, at least one.
    case oneOf([Value])

    /// Whether a value passes.
    @inlinable
    public func passes(_ value: Value) -> Bool {
        switch self {
        case .equal(let constant): value == constant
        case .notEqual(let constant): value != constant
        case .less(let constant): value < constant
        case .lessOrEqual(let constant): value <= constant
        case .greater(let constant): value > constant
        case .greaterOrEqual(let constant): value >= constant
        case .between(let low, let high): low <= value && value <= high
        case .oneOf(let constants): OrderedTest.contains(value, in: constants)
        }
    }

    /// Whether a sorted list holds a value.
    @inlinable
    static func contains(_ value: Value, in sorted: [Value]) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = low + (high - low) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == value
    }

    init(_ comparison: Comparison, _ value: Value) {
        self =
            switch comparison {
            case .equal: .equal(value)
            case .notEqual: .notEqual(value)
            case .less: .less(value)
            case .lessOrEqual: .lessOrEqual(value)
            case .greater: .greater(value)
            case .greaterOrEqual: .greaterOrEqual(value)
            }
    }

    init(oneOf values: [Value]) {
        var unique: [Value] = []
        for value in values.sorted() where value != unique.last { unique.append(value) }
        self = .oneOf(unique)
    }
}
