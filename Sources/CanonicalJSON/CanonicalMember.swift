/// A member of an object that is being written, in the order of `jsonb`: by the key's length in
/// bytes, then by its bytes.
struct CanonicalMember: BitwiseCopyable {
    /// The key's length above its first four bytes: decides most comparisons.
    let order: UInt64
    /// Index of the key's token.
    var key: UInt32
    /// Where the key's text starts: in the document, or among the decoded keys when it has escapes.
    let start: UInt32
    let isDecoded: Bool

    /// - Parameters:
    ///   - text: at least four readable bytes, of which the first `length` are the key.
    ///   - length: bytes in the key.
    ///   - key: index of the key's token.
    ///   - start: where the text starts.
    ///   - isDecoded: whether `start` counts in the decoded keys.
    @inline(__always)
    init(text: UnsafePointer<UInt8>, length: Int, key: UInt32, start: UInt32, isDecoded: Bool) {
        let word = UInt32(bigEndian: UnsafeRawPointer(text).loadUnaligned(as: UInt32.self))
        let unused: UInt32 = length < 4 ? UInt32.max &>> UInt32(truncatingIfNeeded: length &* 8) : 0
        order = UInt64(truncatingIfNeeded: length) &<< 32 | UInt64(word & ~unused)
        self.key = key
        self.start = start
        self.isDecoded = isDecoded
    }

    var length: Int { Int(order &>> 32) }
}

/// The members of one object, gathered and put in order.
struct CanonicalMemberSorter {
    /// The document, and the decoded texts of keys with escapes.
    let document: UnsafePointer<UInt8>
    let decoded: UnsafePointer<UInt8>

    /// More members than this are sorted by the library instead of by insertion.
    static let insertionSortMax = 24

    /// Less than, equal to or greater than zero as `a` stands before, on or behind `b`.
    @inline(__always)
    func compare(_ a: CanonicalMember, _ b: CanonicalMember) -> Int {
        if a.order != b.order { return a.order < b.order ? -1 : 1 }
        return a.length <= 4 ? 0 : compareTexts(a, b)
    }

    /// Compares two keys of equal length.
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

    /// Puts members into order; of those with the same key only the last one stays.
    ///
    /// - Returns: the number of members that stay.
    @inline(__always)
    func sort(_ members: UnsafeMutablePointer<CanonicalMember>, count: Int) -> Int {
        if count > CanonicalMemberSorter.insertionSortMax {
            return sortMany(UnsafeMutableBufferPointer(start: members, count: count))
        }
        var kept = 0
        inserting: for next in 0..<count {
            let member = members[next]
            var place = kept
            while place > 0 {
                let comparison = compare(members[place &- 1], member)
                if comparison < 0 { break }
                if comparison == 0 {
                    // Close the gap that was opened; the later value takes the place.
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
        return kept
    }

    @inline(never)
    private func sortMany(_ unordered: UnsafeMutableBufferPointer<CanonicalMember>) -> Int {
        var members = unordered
        members.sort { a, b in
            let comparison = compare(a, b)
            return comparison == 0 ? a.key < b.key : comparison < 0
        }
        var kept = 0
        for next in members.indices {
            if kept > 0, compare(members[kept - 1], members[next]) == 0 { kept -= 1 }
            members[kept] = members[next]
            kept += 1
        }
        return kept
    }
}
