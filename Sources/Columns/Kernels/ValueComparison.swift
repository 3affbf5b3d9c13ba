/// The six comparisons of a value with a constant.
public enum ValueComparison: Hashable, Sendable, CaseIterable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

    /// Whether a value passes.
    ///
    /// - Parameters:
    ///   - value: the value of a row.
    ///   - constant: what it is compared with.
    @inlinable
    public func holds<Value: Comparable>(_ value: Value, _ constant: Value) -> Bool {
        switch self {
        case .equal: value == constant
        case .notEqual: value != constant
        case .less: value < constant
        case .lessOrEqual: value <= constant
        case .greater: value > constant
        case .greaterOrEqual: value >= constant
        }
    }
}
