/// Memory that is used again and again; its owner counts what is in it and gives it back.
struct ScratchBuffer<Element: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    /// Makes room for some elements.
    ///
    /// - Parameters:
    ///   - needed: the number of elements to have room for.
    ///   - count: the number of elements in use, which are kept.
    @inline(__always)
    mutating func reserve(_ needed: Int, keeping count: Int) {
        if needed > capacity { resize(to: max(needed, capacity * 2), keeping: count) }
    }

    /// Moves the elements in use into memory of another size.
    @inline(never)
    mutating func resize(to newCapacity: Int, keeping count: Int) {
        let moved = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
        moved.initialize(from: base, count: count)
        base.deallocate()
        base = moved
        capacity = newCapacity
    }

    func deallocate() {
        base.deallocate()
    }
}
