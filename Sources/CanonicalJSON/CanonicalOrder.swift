/// Puts the members of objects into order, quickly where many objects have the same keys in the
/// same order: the last order that was right for an object of that many members is tried first.
struct CanonicalOrder {
    /// For each number of members, the places of the sorted members in the object as written.
    private var places = ScratchBuffer<UInt8>(capacity: rowSize * (insertionSortMax + 1))

    /// More members than this are sorted by the library instead of by insertion.
    static let insertionSortMax = 24
    private static let rowSize = 32

    init() {
        places.base.initialize(repeating: 0, count: places.capacity)
    }

    func deallocate() {
        places.deallocate()
    }

    /// Puts members into order; of those with the same key only the last one stays.
    ///
    /// - Parameters:
    ///   - members: the members as written, and room for as many behind them.
    ///   - count: the number of members.
    ///   - comparison: how to compare their keys.
    /// - Returns: the number of members that stay.
    @inline(__always)
    func sort(
        _ members: UnsafeMutablePointer<CanonicalMember>, count: Int,
        by comparison: CanonicalComparison
    ) -> Int {
        if count < 2 { return count }
        if count > CanonicalOrder.insertionSortMax {
            return sortMany(
                UnsafeMutableBufferPointer(start: members, count: count), by: comparison)
        }
        let row = places.base + count &* CanonicalOrder.rowSize
        let sorted = members + count
        sorted[0] = members[Int(row[0])]
        var i = 1
        while i < count {
            let member = members[Int(row[i])]
            // Strictly ascending keys are sorted, and none is there twice.
            guard comparison.compare(sorted[i &- 1], member) < 0 else {
                return insertionSort(members, count: count, by: comparison, placesTo: row)
            }
            sorted[i] = member
            i &+= 1
        }
        members.update(from: sorted, count: count)
        return count
    }

    @inline(never)
    private func insertionSort(
        _ members: UnsafeMutablePointer<CanonicalMember>, count: Int,
        by comparison: CanonicalComparison, placesTo row: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var kept = 0
        inserting: for next in 0..<count {
            let member = members[next]
            var place = kept
            while place > 0 {
                let result = comparison.compare(members[place &- 1], member)
                if result < 0 { break }
                if result == 0 {
                    // The later value takes the place; the gap that was opened closes.
                    members[place &- 1] = member
                    while place < kept {
                        members[place] = members[place &+ 1]
                        place &+= 1
                    }
                    continue inserting
                }
                members[place] = members[place &- 1]
                place &-= 1
            }
            members[place] = member
            kept &+= 1
        }
        if kept == count {
            for i in 0..<count { row[i] = members[i].place }
        }
        return kept
    }

    @inline(never)
    private func sortMany(
        _ unordered: UnsafeMutableBufferPointer<CanonicalMember>,
        by comparison: CanonicalComparison
    ) -> Int {
        var members = unordered
        members.sort { a, b in
            let result = comparison.compare(a, b)
            return result == 0 ? a.key < b.key : result < 0
        }
        var kept = 0
        for next in members.indices {
            if kept > 0, comparison.compare(members[kept - 1], members[next]) == 0 { kept -= 1 }
            members[kept] = members[next]
            kept += 1
        }
        return kept
    }
}

/// Compares members by their keys.
struct CanonicalComparison {
    /// The document, and the decoded texts of keys with escapes.
    let document: UnsafePointer<UInt8>
    let decoded: UnsafePointer<UInt8>

    /// Less than, equal to or greater than zero as `a` stands before, on or behind `b`.
    @inline(__always)
    func compare(_ a: CanonicalMember, _ b: CanonicalMember) -> Int {
        if a.order != b.order { return a.order < b.order ? -1 : 1 }
        return a.length <= 4 ? 0 : compareTexts(a, b)
    }

    /// Compares two keys of equal length.
    @inline(never)
    private func compareTexts(_ a: CanonicalMember, _ b: CanonicalMember) -> Int {
        let left = UnsafeRawPointer((a.isDecoded ? decoded : document) + Int(a.start))
        let right = UnsafeRawPointer((b.isDecoded ? decoded : document) + Int(b.start))
        let length = a.length
        var i = 4
        while i &+ 8 <= length {
            let x = UInt64(bigEndian: left.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            let y = UInt64(bigEndian: right.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            if x != y { return x < y ? -1 : 1 }
            i &+= 8
        }
        while i < length {
            let x = left.load(fromByteOffset: i, as: UInt8.self)
            let y = right.load(fromByteOffset: i, as: UInt8.self)
            if x != y { return x < y ? -1 : 1 }
            i &+= 1
        }
        return 0
    }
}
