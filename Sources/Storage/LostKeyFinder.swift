import CanonicalJSON

/// Compares two versions of a document in memory that is used again.
struct LostKeyFinder {
    private var scanner = JSONScanner()
    private let old = JSONTape()
    private let new = JSONTape()

    /// The keys at the top of one canonical document that another one lacks.
    ///
    /// Both have their keys in the same order, so one walk over both is enough, however many there
    /// are. A document that cannot be read has no keys.
    mutating func keys(
        of before: UnsafeRawBufferPointer, notIn after: UnsafeRawBufferPointer
    ) -> [String] {
        guard (try? scanner.scan(before, into: old)) != nil, old[0].kind == .object,
            (try? scanner.scan(after, into: new)) != nil, new[0].kind == .object
        else { return [] }
        var lost: [String] = []
        var (left, right) = (1, 1)
        let (leftEnd, rightEnd) = (Int(old[0].next), Int(new[0].next))
        while left < leftEnd {
            let order =
                right < rightEnd ? LostKeyFinder.compare(old, left, new, right) : -1
            if order > 0 {
                right = Int(new[right].next)
                continue
            }
            if order == 0 {
                right = Int(new[right].next)
            } else if old[left + 1].kind != .null {
                lost.append(old.string(at: left))
            }
            left = Int(old[left].next)
        }
        return lost
    }

    /// The order of two keys in a canonical document: by length, then by bytes.
    static func compare(_ a: JSONTape, _ i: Int, _ b: JSONTape, _ j: Int) -> Int {
        if a[i].flags.contains(.escaped) || b[j].flags.contains(.escaped) {
            return compare(a.string(at: i).utf8, b.string(at: j).utf8)
        }
        return compare(a.content(of: i), b.content(of: j))
    }

    private static func compare(_ a: some Collection<UInt8>, _ b: some Collection<UInt8>) -> Int {
        if a.count != b.count { return a.count < b.count ? -1 : 1 }
        if a.elementsEqual(b) { return 0 }
        return a.lexicographicallyPrecedes(b) ? -1 : 1
    }
}
