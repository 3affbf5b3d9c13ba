/// A place in a text.
public struct SourcePosition: Hashable, Sendable, Comparable {
    /// Bytes before the place.
    public var offset: Int
    /// Line, from 1; lines end at LF.
    public var line: Int
    /// Column in characters (Unicode scalars), from 1; a tab is one character.
    public var column: Int

    /// Makes a place; the parameters are its properties.
    public init(offset: Int, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// The first byte of a text.
    public static let start = SourcePosition(offset: 0, line: 1, column: 1)

    /// Whether the first place stands before the second one.
    public static func < (a: SourcePosition, b: SourcePosition) -> Bool { a.offset < b.offset }

    /// The place behind some more bytes.
    ///
    /// - Parameter bytes: the bytes from this place on; they may end inside a character.
    public func advanced(over bytes: UnsafeRawBufferPointer) -> SourcePosition {
        let (newlines, tail) = SourcePosition.count(bytes)
        return SourcePosition(
            offset: offset + bytes.count, line: line + newlines,
            column: newlines == 0 ? column + tail : 1 + tail)
    }

    /// Counts the lines that end in some bytes and the characters behind the last line end.
    ///
    /// A character is counted at its first byte, so counts of neighbouring pieces add up.
    static func count(
        _ bytes: UnsafeRawBufferPointer
    ) -> (newlines: Int, charactersInLastLine: Int) {
        guard let base = bytes.baseAddress else { return (0, 0) }
        let tail = endOfLastLine(base, bytes.count)
        return (
            newlines: countBytes(base, tail) {
                $0 .== SIMD16(repeating: 0x0A)
            } byte: {
                $0 == 0x0A
            },
            charactersInLastLine: countBytes(base + tail, bytes.count - tail) { block in
                // Continuation bytes are 0x80 to 0xBF: as signed bytes, the lowest.
                unsafeBitCast(block, to: SIMD16<Int8>.self) .> SIMD16(repeating: -0x41)
            } byte: {
                $0 & 0xC0 != 0x80
            }
        )
    }

    /// The offset behind the last line feed; 0 without one.
    private static func endOfLastLine(_ base: UnsafeRawPointer, _ count: Int) -> Int {
        let newline = SIMD16<UInt8>(repeating: 0x0A)
        var end = count
        while end >= 16 {
            let block = base.loadUnaligned(fromByteOffset: end &- 16, as: SIMD16<UInt8>.self)
            let words = unsafeBitCast(block .== newline, to: SIMD2<UInt64>.self)
            if words.x | words.y != 0 { break }
            end &-= 16
        }
        while end > 0, base.load(fromByteOffset: end &- 1, as: UInt8.self) != 0x0A { end &-= 1 }
        return end
    }

    /// Counts the bytes that a comparison selects, given for 16 bytes and for one.
    @inline(__always)
    private static func countBytes(
        _ base: UnsafeRawPointer, _ count: Int,
        block isCounted: (SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>,
        byte isCountedByte: (UInt8) -> Bool
    ) -> Int {
        var total = 0
        var i = 0
        while i &+ 16 <= count {
            // A selected lane is -1; 255 of them fit into a byte.
            var lanes = SIMD16<UInt8>()
            let end = min(count &- 15, i &+ 255 &* 16)
            while i < end {
                let block = base.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
                lanes &-= unsafeBitCast(isCounted(block), to: SIMD16<UInt8>.self)
                i &+= 16
            }
            total &+= Int(SIMD16<UInt16>(truncatingIfNeeded: lanes).wrappedSum())
        }
        while i < count {
            if isCountedByte(base.load(fromByteOffset: i, as: UInt8.self)) { total &+= 1 }
            i &+= 1
        }
        return total
    }
}
