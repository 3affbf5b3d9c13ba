import CanonicalJSON
import Text

/// Finds keys that stand more than once in one object; its memory is used again for the next one.
struct DuplicateKeys {
    /// Two members of one object with the same key.
    struct Pair {
        /// The tokens of the earlier key and of the next one like it.
        var earlier: Int
        var later: Int
    }

    private struct Member {
        var start: UnsafePointer<UInt8>
        var count: Int
        var token: Int
        /// Where the key's text is in `texts`, for a key with escapes.
        var textOffset: Int?
    }

    /// 16 members: up to here comparing all pairs is quicker than a table.
    private static let comparedMax = 16

    /// What the last search found, in the order of the later keys.
    private(set) var pairs: [Pair] = []

    private var members: [Member] = []
    /// Positions in `members` by hash, open addressing; -1 for a free slot.
    private var slots: [Int32] = []
    /// The keys with escapes, resolved.
    private var texts: [UInt8] = []

    /// Looks for keys that stand more than once.
    ///
    /// - Parameter object: the token of an object.
    mutating func search(_ document: TapeView, _ object: Int) {
        pairs.removeAll(keepingCapacity: true)
        members.removeAll(keepingCapacity: true)
        texts.removeAll(keepingCapacity: true)
        collect(document, object)
        let texts = texts
        texts.withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress {
                for position in members.indices {
                    guard let offset = members[position].textOffset else { continue }
                    members[position].start = base + offset
                }
            }
            if members.count <= DuplicateKeys.comparedMax {
                comparePairs()
            } else {
                compareHashes()
            }
        }
    }

    private mutating func collect(_ document: TapeView, _ object: Int) {
        let end = Int(document.tokens[object].next)
        var key = object &+ 1
        while key < end {
            let token = document.tokens[key]
            var member = Member(
                start: document.contentStart(token), count: document.content(token).count,
                token: key)
            if token.flags.contains(.escaped) {
                member.textOffset = texts.count
                document.tape.appendText(of: key, to: &texts)
                member.count = texts.count - (member.textOffset ?? 0)
            }
            members.append(member)
            key = Int(document.tokens[key &+ 1].next)
        }
    }

    private func areEqual(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (members[a], members[b])
        return a.count == b.count && ByteTable.areEqual(a.start, b.start, a.count)
    }

    private mutating func comparePairs() {
        for later in members.indices.dropFirst() {
            for earlier in (0..<later).reversed() where areEqual(earlier, later) {
                pairs.append(Pair(earlier: members[earlier].token, later: members[later].token))
                break
            }
        }
    }

    private mutating func compareHashes() {
        var slotCount = 64
        while slotCount < members.count * 2 { slotCount *= 2 }
        slots.removeAll(keepingCapacity: true)
        slots.append(contentsOf: repeatElement(-1, count: slotCount))
        for later in members.indices {
            // Seeded for each run of the program, so that no file can be made of collisions.
            var hasher = Hasher()
            hasher.combine(
                bytes: UnsafeRawBufferPointer(
                    start: members[later].start, count: members[later].count))
            var slot = hasher.finalize() & (slotCount - 1)
            while slots[slot] >= 0, !areEqual(Int(slots[slot]), later) {
                slot = (slot + 1) & (slotCount - 1)
            }
            if slots[slot] >= 0 {
                let earlier = members[Int(slots[slot])].token
                pairs.append(Pair(earlier: earlier, later: members[later].token))
            }
            slots[slot] = Int32(truncatingIfNeeded: later)
        }
    }
}
