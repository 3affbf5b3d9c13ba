/// Sixty-four bytes of a text, looked at together: each question is answered with one bit a byte,
/// the first byte lowest.
///
/// It needs no instruction beyond those of every 64-bit processor.
struct TextBlock {
    private let a: SIMD16<UInt8>
    private let b: SIMD16<UInt8>
    private let c: SIMD16<UInt8>
    private let d: SIMD16<UInt8>

    /// - Parameter bytes: 64 readable bytes.
    @inline(__always)
    init(at bytes: UnsafeRawPointer) {
        a = bytes.loadUnaligned(as: SIMD16<UInt8>.self)
        b = bytes.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
        c = bytes.loadUnaligned(fromByteOffset: 32, as: SIMD16<UInt8>.self)
        d = bytes.loadUnaligned(fromByteOffset: 48, as: SIMD16<UInt8>.self)
    }

    /// The answers for all bytes as a matrix of bits: bit `8 * column + row` stands for the byte
    /// `8 * row + column`.
    @inline(__always)
    func matrix(_ isMarked: (SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>) -> UInt64 {
        let rows =
            TextBlock.bits(isMarked(a), rows: 0x01, 0x02)
            | TextBlock.bits(isMarked(b), rows: 0x04, 0x08)
            | TextBlock.bits(isMarked(c), rows: 0x10, 0x20)
            | TextBlock.bits(isMarked(d), rows: 0x40, 0x80)
        let words = unsafeBitCast(rows, to: SIMD2<UInt64>.self)
        return words.x | words.y
    }

    @inline(__always)
    private static func bits(
        _ mask: SIMDMask<SIMD16<Int8>>, rows low: UInt64, _ high: UInt64
    ) -> SIMD16<UInt8> {
        let weights = SIMD2<UInt64>(
            low &* 0x0101_0101_0101_0101, high &* 0x0101_0101_0101_0101)
        return unsafeBitCast(mask, to: SIMD16<UInt8>.self)
            & unsafeBitCast(weights, to: SIMD16<UInt8>.self)
    }

    /// Exchanges rows and columns, which puts the bits of a matrix into the order of the bytes.
    @inline(__always)
    static func transposed(_ matrix: UInt64) -> UInt64 {
        var x = matrix
        var t = (x ^ (x &>> 7)) & 0x00AA_00AA_00AA_00AA
        x ^= t ^ (t &<< 7)
        t = (x ^ (x &>> 14)) & 0x0000_CCCC_0000_CCCC
        x ^= t ^ (t &<< 14)
        t = (x ^ (x &>> 28)) & 0x0000_0000_F0F0_F0F0
        return x ^ t ^ (t &<< 28)
    }

    /// Each bit becomes the exclusive or of itself and all lower ones: set from each opening quote
    /// up to its closing quote.
    @inline(__always)
    static func prefixExclusiveOr(_ bits: UInt64) -> UInt64 {
        var x = bits
        x ^= x &<< 1
        x ^= x &<< 2
        x ^= x &<< 4
        x ^= x &<< 8
        x ^= x &<< 16
        return x ^ x &<< 32
    }
}
