public import CanonicalJSON

/// Remembers which items had which URLs, to find the same file twice in one upload.
///
/// An open-addressing table of 64-bit hashes. Limits: 524,288 entries, which is more than an upload
/// may have items, in 16 MiB; what comes behind them is looked up but not remembered.
public struct URLIndex: Sendable {
    /// Where a URL was seen first.
    public struct Occurrence: Sendable, Equatable {
        /// Number of the item in its file, from 0.
        public var item: Int
        /// The place that was given for it.
        public var position: SourcePosition
    }

    /// 2^19: the first power of two above 500,000 items.
    static let entriesMax = 1 << 19

    private struct Entry {
        var hash: UInt64
        /// Offset in 40 bits and number of the item in 24.
        var offsetAndItem: UInt64
        var line: UInt32
        var column: UInt32
    }

    /// Room for entries; the first ``count`` are taken.
    private var entries: [Entry] = []
    private var count = 0
    private let isFixed: Bool
    /// Number of an entry and one more; 0 where the slot is free. Twice as many as entries fit.
    private var slots: [UInt32] = []

    /// Memory of the index, in bytes.
    var bytes: Int {
        entries.capacity * MemoryLayout<Entry>.stride + slots.capacity * MemoryLayout<UInt32>.stride
    }

    /// Makes an empty index.
    ///
    /// - Parameter isFixed: whether to take all memory at the first entry, so that it does not depend
    ///   on the number of items; otherwise it grows with them.
    public init(isFixed: Bool = false) {
        self.isFixed = isFixed
    }

    /// Remembers an item unless its hash is known.
    ///
    /// - Parameters:
    ///   - hash: the item's ``UploadItem/matchHash``.
    ///   - item: number of the item in its file, from 0; exact below 16,777,216.
    ///   - position: its place; the offset is exact below 1 TiB, line and column below 2^32.
    /// - Returns: the first item with the hash; nil when this is the first one.
    public mutating func insert(
        _ hash: UInt64, item: Int, at position: SourcePosition
    ) -> Occurrence? {
        if count == entries.count, count < URLIndex.entriesMax { grow() }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        // A full table has as many free slots as taken ones, so this ends.
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.hash == hash { return URLIndex.occurrence(entry) }
            slot = (slot + 1) & mask
        }
        guard count < URLIndex.entriesMax else { return nil }
        let offset = UInt64(min(max(position.offset, 0), 1 << 40 - 1))
        let number = UInt64(min(max(item, 0), 1 << 24 - 1))
        entries[count] = Entry(
            hash: hash, offsetAndItem: offset << 24 | number,
            line: UInt32(clamping: position.line), column: UInt32(clamping: position.column))
        count += 1
        slots[slot] = UInt32(count)
        return nil
    }

    private static func occurrence(_ entry: Entry) -> Occurrence {
        Occurrence(
            item: Int(entry.offsetAndItem & (1 << 24 - 1)),
            position: SourcePosition(
                offset: Int(entry.offsetAndItem >> 24), line: Int(entry.line),
                column: Int(entry.column)))
    }

    private mutating func grow() {
        let capacity = isFixed ? URLIndex.entriesMax : max(count * 2, 1024)
        let free = Entry(hash: 0, offsetAndItem: 0, line: 0, column: 0)
        entries.reserveCapacity(capacity)
        entries += repeatElement(free, count: capacity - count)
        slots = []
        slots = [UInt32](repeating: 0, count: capacity * 2)
        let mask = slots.count - 1
        for index in 0..<count {
            var slot = Int(truncatingIfNeeded: entries[index].hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }
}
