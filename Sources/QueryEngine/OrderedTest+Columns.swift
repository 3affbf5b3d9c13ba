import Columns
import QueryLanguage
import Values

/// 8 constants are looked for in one scan each; for more a single pass looks each value up.
private let scanCountMax = 8

extension OrderedTest {
    /// The comparison and its constant; nil for a range or a list.
    fileprivate var comparison: (ValueComparison, Value)? {
        switch self {
        case .equal(let constant): (.equal, constant)
        case .notEqual(let constant): (.notEqual, constant)
        case .less(let constant): (.less, constant)
        case .lessOrEqual(let constant): (.lessOrEqual, constant)
        case .greater(let constant): (.greater, constant)
        case .greaterOrEqual(let constant): (.greaterOrEqual, constant)
        case .between, .oneOf: nil
        }
    }
}

extension NumberSegment {
    /// The rows whose number passes.
    func rows(_ test: OrderedTest<Double>, _ among: RowSet) -> RowSet {
        if let (comparison, constant) = test.comparison {
            return rows(comparison, constant, among: among)
        }
        switch test {
        case .between(let low, let high): return rows(from: low, through: high, among: among)
        case .oneOf(let constants): return rows(equalToOneOf: constants, among: among)
        default: return .none(of: among.capacity)
        }
    }
}

extension InstantSegment {
    /// The rows whose moment passes.
    func rows(_ test: OrderedTest<Instant>, _ among: RowSet) -> RowSet {
        if let (comparison, constant) = test.comparison {
            return rows(comparison, ColumnInstant(constant), among: among)
        }
        switch test {
        case .between(let low, let high):
            return rows(from: ColumnInstant(low), through: ColumnInstant(high), among: among)
        case .oneOf(let constants):
            return rows(equalToOneOf: constants.map(ColumnInstant.init), among: among)
        default: return .none(of: among.capacity)
        }
    }
}

extension UUIDSegment {
    /// The rows whose uuid passes.
    func rows(_ test: OrderedTest<UUIDValue>, _ among: RowSet) -> RowSet {
        if let (comparison, constant) = test.comparison {
            return rows(comparison, ColumnUUID(constant), among: among)
        }
        switch test {
        case .between(let low, let high):
            return rows(from: ColumnUUID(low), through: ColumnUUID(high), among: among)
        case .oneOf(let constants) where constants.count > scanCountMax:
            let wanted = Set(constants.map(ColumnUUID.init))
            return RowSet(
                among.lazy.filter { self[$0].map(wanted.contains) ?? false }, of: among.capacity)
        case .oneOf(let constants):
            return constants.reduce(.none(of: among.capacity)) {
                $0.union(rows(.equal, ColumnUUID($1), among: among))
            }
        default: return .none(of: among.capacity)
        }
    }
}

extension PlaceSegment {
    /// The rows one of whose coordinates passes.
    func rows(
        _ coordinate: Coordinate, _ test: OrderedTest<Double>, _ among: RowSet
    ) -> RowSet {
        if let (comparison, constant) = test.comparison {
            return rows(coordinate, comparison, constant, among: among)
        }
        switch test {
        case .between(let low, let high):
            let above = rows(coordinate, .greaterOrEqual, low, among: among)
            return rows(coordinate, .lessOrEqual, high, among: above)
        case .oneOf(let constants) where constants.count > scanCountMax:
            let wanted = Set(constants)
            return rows(among: among) { latitude, longitude in
                wanted.contains(coordinate == .latitude ? latitude : longitude)
            }
        case .oneOf(let constants):
            return constants.reduce(.none(of: among.capacity)) {
                $0.union(rows(coordinate, .equal, $1, among: among))
            }
        default: return .none(of: among.capacity)
        }
    }
}

extension ColumnInstant {
    /// A moment as columns hold it.
    init(_ instant: Instant) {
        self.init(seconds: instant.seconds, nanoseconds: instant.nanoseconds)
    }
}

extension ColumnUUID {
    /// A uuid as columns hold it.
    init(_ value: UUIDValue) {
        self.init(high: value.high, low: value.low)
    }
}
