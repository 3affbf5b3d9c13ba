/// The smallest entries of those that were offered, as many as are asked for.
struct FirstEntries<Entry: Comparable & Sendable>: Sendable {
    /// How many entries are asked for.
    let limit: Int
    /// A heap with the largest entry at its top.
    private var heap: [Entry] = []
    /// Changes whenever an entry is taken.
    private(set) var version = 0

    init(limit: Int) { self.limit = max(limit, 0) }

    /// The last entry that counts at the moment; nil while every entry counts.
    @inline(__always)
    var worst: Entry? { heap.count == limit ? heap.first : nil }

    /// The entries in their order.
    var sorted: [Entry] { heap.sorted() }

    /// Takes an entry if it is one of the first ones so far.
    @inline(__always)
    mutating func offer(_ entry: Entry) {
        if heap.count < limit {
            heap.append(entry)
            rise(heap.count - 1)
            version &+= 1
        } else if limit > 0, entry < heap[0] {
            heap[0] = entry
            sink()
            version &+= 1
        }
    }

    private mutating func rise(_ start: Int) {
        var index = start
        while index > 0 {
            let parent = (index - 1) / 2
            guard heap[parent] < heap[index] else { return }
            heap.swapAt(parent, index)
            index = parent
        }
    }

    private mutating func sink() {
        var index = 0
        while true {
            var largest = index
            for child in (2 * index + 1)..<(2 * index + 3) where child < heap.count {
                if heap[largest] < heap[child] { largest = child }
            }
            guard largest != index else { return }
            heap.swapAt(largest, index)
            index = largest
        }
    }
}
