/// Sixteen bytes of a text, looked at together.
///
/// What is found is a mask of four bits a byte, the first byte lowest: the cheapest one that needs
/// no instruction beyond those of every 64-bit processor.
struct ByteBlock {
    private let bytes: SIMD16<UInt8>

    /// - Parameter text: at least 16 readable bytes.
    @inline(__always)
    init(at text: UnsafePointer<UInt8>) {
        bytes = UnsafeRawPointer(text).loadUnaligned(as: SIMD16<UInt8>.self)
    }

    /// The bytes that do not simply go on with a string: quotes, backslashes, control bytes and
    /// everything that is not ASCII.
    @inline(__always)
    var stringMarks: UInt64 {
        let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
        let backslash = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
        // As a signed byte, everything below 0x20 is a control byte or not ASCII.
        let plain = SIMD16<Int8>(repeating: 0x20)
        return ByteBlock.mask(
            (bytes .== quote) .| (bytes .== backslash)
                .| (unsafeBitCast(bytes, to: SIMD16<Int8>.self) .< plain))
    }

    /// The bytes that are backslashes.
    @inline(__always)
    var backslashes: UInt64 {
        ByteBlock.mask(bytes .== SIMD16<UInt8>(repeating: UInt8(ascii: "\\")))
    }

    /// The place of the first byte of a mask; 16 for an empty one.
    @inline(__always)
    static func first(_ mask: UInt64) -> Int { mask.trailingZeroBitCount &>> 2 }

    @inline(__always)
    private static func mask(_ lanes: SIMDMask<SIMD16<Int8>>) -> UInt64 {
        let pairs = unsafeBitCast(lanes, to: SIMD8<UInt16>.self) &>> SIMD8<UInt16>(repeating: 4)
        return unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: pairs), to: UInt64.self)
    }
}
