/// Numbers byte strings: the first one put in is 0, the next other one 1, and so on.
///
/// Not safe to change from several threads at once.
public final class ByteTable {
    @usableFromInline
    struct Entry {
        @usableFromInline var offset: Int
        @usableFromInline var count: Int
    }

    /// Number of byte strings.
    @exclusivity(unchecked) package private(set) var count = 0

    @exclusivity(unchecked) @usableFromInline private(set) var bytes: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var byteCount = 0
    @exclusivity(unchecked) private var byteCapacity: Int
    @exclusivity(unchecked) @usableFromInline private(set) var entries: UnsafeMutablePointer<Entry>
    @exclusivity(unchecked) private var entryCapacity: Int
    /// Numbers by hash, open addressing; -1 for a free slot.
    @exclusivity(unchecked) @usableFromInline private(set) var slots: UnsafeMutablePointer<Int32>
    /// A power of two, at least twice the entry capacity.
    @exclusivity(unchecked) @usableFromInline private(set) var slotCount: Int

    /// Spreads the byte strings differently in every table, so that no file can be made of collisions.
    @usableFromInline let seed = UInt64.random(in: .min ... .max)

    /// Makes an empty table.
    public init() {
        byteCapacity = 256
        entryCapacity = 16
        slotCount = 32
        bytes = .allocate(capacity: byteCapacity)
        entries = .allocate(capacity: entryCapacity)
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: -1, count: slotCount)
    }

    /// A table of texts in their order; a text given twice has one number.
    public convenience init(_ texts: some Sequence<String>) {
        self.init()
        for text in texts {
            var text = text
            text.withUTF8 { _ = insert(UnsafeRawBufferPointer($0)) }
        }
    }

    /// A table with the same byte strings under the same numbers.
    public convenience init(copying other: ByteTable) {
        self.init()
        for number in 0..<other.count { _ = insert(other[number]) }
    }

    deinit {
        bytes.deallocate()
        entries.deallocate()
        slots.deallocate()
    }

    /// The byte string with a number.
    public subscript(number: Int) -> UnsafeRawBufferPointer {
        let entry = entries[number]
        return UnsafeRawBufferPointer(start: bytes + entry.offset, count: entry.count)
    }

    /// Whether a byte string is the one with a number.
    @inlinable @inline(__always)
    public func matches(_ number: Int, _ start: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let entry = entries[number]
        return entry.count == length && ByteTable.areEqual(bytes + entry.offset, start, length)
    }

    /// The number of a byte string, -1 when it is not in the table.
    @inlinable @inline(__always)
    public func find(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int {
        var slot =
            Int(truncatingIfNeeded: ByteTable.hash(start, length, seed: seed)) & (slotCount &- 1)
        while true {
            let number = Int(slots[slot])
            if number < 0 || matches(number, start, length) { return number }
            slot = (slot &+ 1) & (slotCount &- 1)
        }
    }

    /// The number of a byte string, -1 when it is not in the table.
    public func find(_ text: UnsafeRawBufferPointer) -> Int {
        withUnsafeTemporaryStart(text) { find($0, text.count) }
    }

    /// Puts a byte string in.
    ///
    /// - Returns: its number, and whether it is new.
    public func insert(_ text: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
        let known = find(text)
        if known >= 0 { return (known, false) }
        reserve(text.count)
        for (index, byte) in text.enumerated() { bytes[byteCount + index] = byte }
        entries[count] = Entry(offset: byteCount, count: text.count)
        byteCount += text.count
        place(count)
        count += 1
        return (count - 1, true)
    }

    private func reserve(_ length: Int) {
        if byteCount + length > byteCapacity {
            byteCapacity = max(byteCapacity * 2, byteCount + length)
            let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
            moved.moveInitialize(from: bytes, count: byteCount)
            bytes.deallocate()
            bytes = moved
        }
        if count == entryCapacity {
            entryCapacity *= 2
            let moved = UnsafeMutablePointer<Entry>.allocate(capacity: entryCapacity)
            moved.moveInitialize(from: entries, count: count)
            entries.deallocate()
            entries = moved
            slots.deallocate()
            slotCount = entryCapacity * 2
            slots = .allocate(capacity: slotCount)
            slots.initialize(repeating: -1, count: slotCount)
            for number in 0..<count { place(number) }
        }
    }

    private func place(_ number: Int) {
        let entry = entries[number]
        var slot = Int(
            truncatingIfNeeded: ByteTable.hash(bytes + entry.offset, entry.count, seed: seed))
        slot &= slotCount - 1
        while slots[slot] >= 0 { slot = (slot + 1) & (slotCount - 1) }
        slots[slot] = Int32(truncatingIfNeeded: number)
    }

    private func withUnsafeTemporaryStart<Result>(
        _ text: UnsafeRawBufferPointer, _ body: (UnsafePointer<UInt8>) -> Result
    ) -> Result {
        guard let start = text.baseAddress else { return body(UnsafePointer(bytes)) }
        return body(start.assumingMemoryBound(to: UInt8.self))
    }
}

extension ByteTable {
    /// Whether two runs of bytes are equal, eight bytes at a time.
    @inlinable @inline(__always)
    public static func areEqual(
        _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ length: Int
    ) -> Bool {
        let a = UnsafeRawPointer(a)
        let b = UnsafeRawPointer(b)
        if length >= 8 {
            var offset = 0
            while offset &+ 8 <= length {
                if a.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    != b.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                {
                    return false
                }
                offset &+= 8
            }
            return a.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
                == b.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
        }
        if length >= 4 {
            return a.loadUnaligned(as: UInt32.self) == b.loadUnaligned(as: UInt32.self)
                && a.loadUnaligned(fromByteOffset: length &- 4, as: UInt32.self)
                    == b.loadUnaligned(fromByteOffset: length &- 4, as: UInt32.self)
        }
        for offset in 0..<length
        where a.load(fromByteOffset: offset, as: UInt8.self)
            != b.load(fromByteOffset: offset, as: UInt8.self)
        {
            return false
        }
        return true
    }

    /// Mixes all bytes, eight at a time.
    @inlinable @inline(__always)
    static func hash(_ start: UnsafePointer<UInt8>, _ length: Int, seed: UInt64) -> UInt64 {
        let start = UnsafeRawPointer(start)
        var hash = (seed ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
        if length >= 8 {
            var offset = 0
            while offset &+ 8 < length {
                hash = mixed(hash, start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                offset &+= 8
            }
            hash = mixed(hash, start.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self))
        } else if length >= 4 {
            let low = start.loadUnaligned(as: UInt32.self)
            let high = start.loadUnaligned(fromByteOffset: length &- 4, as: UInt32.self)
            hash = mixed(hash, UInt64(low) | UInt64(high) << 32)
        } else {
            var word: UInt64 = 0
            for offset in 0..<length {
                word = word << 8 | UInt64(start.load(fromByteOffset: offset, as: UInt8.self))
            }
            hash = mixed(hash, word)
        }
        return hash
    }

    @inlinable @inline(__always)
    static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        var mixed = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
        mixed ^= mixed >> 32
        return mixed
    }
}
