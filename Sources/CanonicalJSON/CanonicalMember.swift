/// A member of an object that is being written, in the order of `jsonb`: by the key's length in
/// bytes, then by its bytes.
struct CanonicalMember: BitwiseCopyable {
    /// The key's length above its first four bytes: decides most comparisons.
    let order: UInt64
    /// Index of the key's token.
    let key: UInt32
    /// Where the key's text starts: in the document, or among the decoded keys when it has escapes.
    let start: UInt32
    let isDecoded: Bool
    /// The member's place in the object as written, as far as eight bits count.
    let place: UInt8

    /// - Parameters:
    ///   - text: at least four readable bytes, of which the first `length` are the key.
    ///   - length: bytes in the key.
    ///   - key: index of the key's token.
    ///   - start: where the text starts.
    ///   - isDecoded: whether `start` counts in the decoded keys.
    ///   - place: the member's place in the object as written.
    @inline(__always)
    init(
        text: UnsafePointer<UInt8>, length: Int, key: Int, start: Int, isDecoded: Bool, place: Int
    ) {
        let word = UInt32(bigEndian: UnsafeRawPointer(text).loadUnaligned(as: UInt32.self))
        let unused: UInt32 = length < 4 ? UInt32.max &>> UInt32(truncatingIfNeeded: length &* 8) : 0
        order = UInt64(truncatingIfNeeded: length) &<< 32 | UInt64(word & ~unused)
        self.key = UInt32(truncatingIfNeeded: key)
        self.start = UInt32(truncatingIfNeeded: start)
        self.isDecoded = isDecoded
        self.place = UInt8(truncatingIfNeeded: place)
    }

    var length: Int { Int(order &>> 32) }
}
