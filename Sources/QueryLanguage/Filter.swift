/// A condition on items, as data.
///
/// `AND` and `OR` hold all their operands in one list, so a chain of thousands is not deep.
public indirect enum Filter: Sendable, Hashable {
    /// Every operand holds. Parsers make at least two operands.
    case and([Filter])
    /// At least one operand holds. Parsers make at least two operands.
    case or([Filter])
    /// The complement: true exactly where the operand is false. `x NOT IN (...)`, `x NOT LIKE ...`
    /// and `x IS NOT ...` are read as `NOT` of the positive form.
    case not(Filter)
    case condition(Located<Condition>)
}

/// One value tested in one way.
public struct Condition: Sendable, Hashable {
    /// What is looked at.
    public var operand: Located<Operand>
    /// How it is tested; the place is that of the operator.
    public var test: Located<Test>

    /// - Parameters:
    ///   - operand: what to look at.
    ///   - test: how; its place is that of the operator.
    public init(_ operand: Located<Operand>, _ test: Located<Test>) {
        self.operand = operand
        self.test = test
    }

    /// How a value is tested.
    public enum Test: Sendable, Hashable {
        /// A bare key: the value is `true`.
        case isTrue
        /// `= != < <= > >=`.
        case compare(Comparison, Located<Literal>)
        /// `IN (...)`, at least one literal.
        case isIn([Located<Literal>])
        /// `BETWEEN a AND b`, both ends included.
        case between(Located<Literal>, Located<Literal>)
        /// `LIKE`, `ILIKE`, `CONTAINS`, `STARTS WITH`, `MATCHES`.
        case text(TextOperator, Located<Literal>)
        /// `IS MISSING`, `IS NULL`, `IS EMPTY`, `IS SET`.
        case state(ValueState)
    }
}

/// The six comparisons.
public enum Comparison: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// Whether it needs an order and not just equality.
    public var needsOrder: Bool { self != .equal && self != .notEqual }
}

/// The operators on text.
public enum TextOperator: String, Sendable, Hashable, CaseIterable {
    /// The whole text fits a pattern of `%` and `_`, case counts.
    case like = "LIKE"
    /// The same, case ignored.
    case ilike = "ILIKE"
    /// A part of the text, case ignored; of an array, an element that is equal.
    case contains = "CONTAINS"
    /// The start of the text, case ignored.
    case startsWith = "STARTS WITH"
    /// All words of the literal occur, case ignored.
    case matches = "MATCHES"
}

/// What a value can be, whatever its type. Missing, null and empty are three different things.
public enum ValueState: String, Sendable, Hashable, CaseIterable {
    /// The document has no such value.
    case missing = "MISSING"
    /// The value is `null`.
    case null = "NULL"
    /// The value is `""`, `[]` or `{}`.
    case empty = "EMPTY"
    /// There is a value, and it is not `null`.
    case set = "SET"
}
