package import QueryLanguage

/// Keeps the rows that come first in an answer, in memory that does not grow beyond them.
package struct FirstRows {
    private let query: CheckedQuery
    private let capacity: Int
    /// A heap whose first row is the last one in the order, once there are more than `capacity`.
    private var rows: [SortRow] = []
    private var isHeap = false

    /// - Parameters:
    ///   - query: decides the order.
    ///   - capacity: how many rows are kept; nil for all.
    package init(_ query: CheckedQuery, capacity: Int?) {
        self.query = query
        self.capacity = capacity ?? .max
    }

    /// Adds a row, in place of the last one when there is no room.
    package mutating func insert(_ row: SortRow) {
        if rows.count < capacity {
            rows.append(row)
            return
        }
        if capacity == 0 { return }
        if !isHeap { makeHeap() }
        if query.precedes(row, rows[0]) {
            rows[0] = row
            siftDown(from: 0)
        }
    }

    /// The kept rows in their order.
    package func sorted() -> [SortRow] {
        rows.sorted(by: query.precedes)
    }

    private mutating func makeHeap() {
        isHeap = true
        for index in (0..<rows.count / 2).reversed() { siftDown(from: index) }
    }

    private mutating func siftDown(from start: Int) {
        var parent = start
        while true {
            var last = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < rows.count {
                if query.precedes(rows[last], rows[child]) { last = child }
            }
            if last == parent { return }
            rows.swapAt(parent, last)
            parent = last
        }
    }
}
