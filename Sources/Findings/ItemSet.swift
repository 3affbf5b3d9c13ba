/// A set of item numbers: one bit an item, up to the greatest number in it.
public struct ItemSet: Sendable {
    private var words: [UInt64] = []

    /// The empty set.
    public init() {}

    /// Adds a number, at least 0.
    ///
    /// - Returns: whether it is new.
    public mutating func insert(_ item: Int) -> Bool {
        guard item >= 0 else { return false }
        let (word, bit) = (item / 64, UInt64(1) << UInt64(item % 64))
        if word >= words.count {
            words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
        }
        if words[word] & bit != 0 { return false }
        words[word] |= bit
        return true
    }

    /// Empties the set and keeps its memory.
    public mutating func removeAll() { words.removeAll(keepingCapacity: true) }
}
