/// How many values lie between neighbouring edges.
///
/// An edge belongs to the bin that it begins; the last one to the last bin.
public struct Histogram<Value: Comparable & Sendable>: Sendable {
    /// The edges in their order, one more than bins.
    public let edges: [Value]
    /// How many values lie in each bin.
    public fileprivate(set) var counts: [Int]

    /// A histogram of nothing.
    ///
    /// - Parameter edges: ascending; fewer than two make no bin.
    public init(edges: [Value]) {
        self.edges = edges
        counts = [Int](repeating: 0, count: Swift.max(edges.count - 1, 0))
    }

    /// Counts a value; one outside the edges is left out.
    public mutating func add(_ value: Value, count: Int = 1) {
        edges.withUnsafeBufferPointer { edges in
            counts.withUnsafeMutableBufferPointer { counts in
                Histogram.add(value, count, edges, counts)
            }
        }
    }

    @inline(__always)
    fileprivate static func add(
        _ value: Value, _ count: Int, _ edges: UnsafeBufferPointer<Value>,
        _ counts: UnsafeMutableBufferPointer<Int>
    ) {
        guard !counts.isEmpty, !(value < edges[0]), !(edges[edges.count &- 1] < value) else {
            return
        }
        var low = 0
        var length = counts.count
        while length > 1 {
            let half = length &>> 1
            low &+= value < edges[low &+ half] ? 0 : half
            length &-= half
        }
        counts[low] &+= count
    }
}

extension NumberSegment {
    /// Counts the numbers of rows.
    ///
    /// - Parameters:
    ///   - histogram: where to count.
    ///   - among: the rows.
    public func addCounts(to histogram: inout Histogram<Double>, among: RowSet) {
        let live = among.intersection(present)
        let edges = histogram.edges
        edges.withUnsafeBufferPointer { edges in
            histogram.counts.withUnsafeMutableBufferPointer { counts in
                forEachCount(in: live) { Histogram.add($0, $1, edges, counts) }
            }
        }
    }
}

extension InstantSegment {
    /// Counts the moments of rows.
    ///
    /// - Parameters:
    ///   - histogram: where to count.
    ///   - among: the rows.
    public func addCounts(to histogram: inout Histogram<ColumnInstant>, among: RowSet) {
        let live = among.intersection(present)
        let edges = histogram.edges
        edges.withUnsafeBufferPointer { edges in
            histogram.counts.withUnsafeMutableBufferPointer { counts in
                forEach(in: live) { Histogram.add($1, 1, edges, counts) }
            }
        }
    }
}
