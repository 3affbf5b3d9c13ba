/// Texts compared byte by byte, which for UTF-8 is by code points.
enum ByteOrder {
    /// Whether two runs of bytes are the same, eight bytes at a time.
    @inline(__always)
    static func areEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        var offset = 0
        while offset &+ 8 <= a.count {
            guard
                a.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    == b.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            else { return false }
            offset &+= 8
        }
        while offset < a.count {
            guard a[offset] == b[offset] else { return false }
            offset &+= 1
        }
        return true
    }

    /// Whether some bytes come before others; a text comes before those that begin with it.
    static func isLess(
        _ a: Slice<UnsafeRawBufferPointer>, _ b: Slice<UnsafeRawBufferPointer>
    ) -> Bool {
        order(UnsafeRawBufferPointer(rebasing: a), UnsafeRawBufferPointer(rebasing: b)) < 0
    }

    /// The order of two runs of bytes: negative, 0 or positive.
    static func order(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
        let shorter = min(a.count, b.count)
        var offset = 0
        while offset &+ 8 <= shorter {
            let first = prefix(a, at: offset)
            let second = prefix(b, at: offset)
            if first != second { return first < second ? -1 : 1 }
            offset &+= 8
        }
        while offset < shorter {
            if a[offset] != b[offset] { return a[offset] < b[offset] ? -1 : 1 }
            offset &+= 1
        }
        return a.count - b.count
    }

    /// The first eight bytes as a big-endian integer, filled up with zeros.
    static func prefix(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        if bytes.count >= 8 { return prefix(bytes, at: 0) }
        var word: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            word |= UInt64(byte) << UInt64(56 - 8 * index)
        }
        return word
    }

    @inline(__always)
    private static func prefix(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
