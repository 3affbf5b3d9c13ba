/// Count, sum, smallest and largest of some numbers.
public struct NumberStatistics: Sendable {
    /// How many numbers.
    public private(set) var count = 0
    /// The smallest; nil for none.
    public private(set) var low: Double?
    /// The largest; nil for none.
    public private(set) var high: Double?
    /// Their sum.
    public private(set) var sum = ExactSum()

    /// Of no number.
    public init() {}

    /// The mean: the sum, rounded once, divided by the count; nil for none.
    public var mean: Double? { count == 0 ? nil : sum.value / Double(count) }

    /// Adds a number.
    ///
    /// - Parameters:
    ///   - number: not NaN.
    ///   - times: how often, at least once.
    public mutating func add(_ number: Double, times: Int = 1) {
        count += times
        low = min(low ?? number, number)
        high = max(high ?? number, number)
        sum.add(number, times: times)
    }
}

extension NumberSegment {
    /// Adds the numbers of rows.
    ///
    /// - Parameters:
    ///   - statistics: where to add them.
    ///   - among: the rows.
    public func addNumbers(to statistics: inout NumberStatistics, among: RowSet) {
        forEachCount(in: among.intersection(present)) { statistics.add($0, times: $1) }
    }
}
