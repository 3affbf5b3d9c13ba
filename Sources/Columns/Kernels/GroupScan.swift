// Scans of 64 rows at a time: one bit a row that lies in a range. The vectors hold constants
// (comparing a vector with a scalar is a hundred times slower), and the masks become bits by a
// multiplication, which needs no instruction that every processor does not have.

/// The lowest bits of the eight bytes of a word, the first byte's lowest.
@inline(__always)
func lowBits(_ bytes: UInt64) -> UInt64 {
    ((bytes & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
}

/// The bits of sixteen rows from a mask of bytes.
@inline(__always)
func lowBits(_ mask: SIMD16<Int8>) -> UInt64 {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return lowBits(halves[0]) | lowBits(halves[1]) &<< 8
}

/// Finds bytes in a range.
struct ByteScan {
    private let start: UnsafePointer<SIMD16<UInt8>>
    private let low: SIMD16<UInt8>
    private let span: SIMD16<UInt8>

    init(_ start: UnsafeRawPointer, from low: UInt8, through high: UInt8) {
        self.start = start.assumingMemoryBound(to: SIMD16<UInt8>.self)
        self.low = SIMD16(repeating: low)
        span = SIMD16(repeating: high &- low)
    }

    /// The bits of the group with a number.
    @inline(__always)
    func group(_ index: Int) -> UInt64 {
        var bits: UInt64 = 0
        for part in 0..<4 {
            let mask = (start[index &* 4 &+ part] &- low) .<= span
            let bytes = unsafeBitCast(mask, to: SIMD16<Int8>.self)
            bits |= lowBits(bytes) &<< UInt64(truncatingIfNeeded: part &* 16)
        }
        return bits
    }
}

/// Finds 16-bit integers in a range.
struct HalfScan {
    private let start: UnsafePointer<SIMD16<UInt16>>
    private let low: SIMD16<UInt16>
    private let span: SIMD16<UInt16>

    init(_ start: UnsafeRawPointer, from low: UInt16, through high: UInt16) {
        self.start = start.assumingMemoryBound(to: SIMD16<UInt16>.self)
        self.low = SIMD16(repeating: low)
        span = SIMD16(repeating: high &- low)
    }

    /// The bits of the group with a number.
    @inline(__always)
    func group(_ index: Int) -> UInt64 {
        var bits: UInt64 = 0
        for part in 0..<4 {
            let mask = (start[index &* 4 &+ part] &- low) .<= span
            let bytes = SIMD16<Int8>(
                truncatingIfNeeded: unsafeBitCast(mask, to: SIMD16<Int16>.self))
            bits |= lowBits(bytes) &<< UInt64(truncatingIfNeeded: part &* 16)
        }
        return bits
    }
}

/// Finds 32-bit integers in a range.
struct WordScan {
    private let start: UnsafePointer<SIMD16<UInt32>>
    private let low: SIMD16<UInt32>
    private let span: SIMD16<UInt32>

    init(_ start: UnsafeRawPointer, from low: UInt32, through high: UInt32) {
        self.start = start.assumingMemoryBound(to: SIMD16<UInt32>.self)
        self.low = SIMD16(repeating: low)
        span = SIMD16(repeating: high &- low)
    }

    /// The bits of the group with a number.
    @inline(__always)
    func group(_ index: Int) -> UInt64 {
        var bits: UInt64 = 0
        for part in 0..<4 {
            let mask = (start[index &* 4 &+ part] &- low) .<= span
            let bytes = SIMD16<Int8>(
                truncatingIfNeeded: unsafeBitCast(mask, to: SIMD16<Int32>.self))
            bits |= lowBits(bytes) &<< UInt64(truncatingIfNeeded: part &* 16)
        }
        return bits
    }
}

/// Finds floats in a range.
struct FloatScan {
    private let start: UnsafePointer<SIMD8<Double>>
    private let low: SIMD8<Double>
    private let high: SIMD8<Double>

    init(_ start: UnsafeRawPointer, from low: Double, through high: Double) {
        self.start = start.assumingMemoryBound(to: SIMD8<Double>.self)
        self.low = SIMD8(repeating: low)
        self.high = SIMD8(repeating: high)
    }

    /// The bits of the group with a number.
    @inline(__always)
    func group(_ index: Int) -> UInt64 {
        var bits: UInt64 = 0
        for part in 0..<8 {
            let values = start[index &* 8 &+ part]
            let mask = (values .>= low) .& (values .<= high)
            let bytes = SIMD8<Int8>(
                truncatingIfNeeded: unsafeBitCast(mask, to: SIMD8<Int64>.self))
            bits |=
                lowBits(unsafeBitCast(bytes, to: UInt64.self))
                &<< UInt64(truncatingIfNeeded: part &* 8)
        }
        return bits
    }
}

/// Finds 64-bit integers in a range, after a number was added to them: a wrapping subtraction turns
/// signed and unsigned order into the same test.
struct LongScan {
    private let start: UnsafePointer<UInt64>
    private let low: UInt64
    private let span: UInt64

    /// - Parameters:
    ///   - start: whole groups of 64 integers.
    ///   - low: the smallest value.
    ///   - high: the largest value, not below `low`, both signed or both unsigned.
    init(_ start: UnsafeRawPointer, from low: UInt64, through high: UInt64) {
        self.start = start.assumingMemoryBound(to: UInt64.self)
        self.low = low
        span = high &- low
    }

    /// The bits of the group with a number.
    @inline(__always)
    func group(_ index: Int) -> UInt64 {
        var bits: UInt64 = 0
        let values = start + index &* 64
        for slot in 0..<64 {
            bits |=
                (values[slot] &- low <= span ? 1 : 0) &<< UInt64(truncatingIfNeeded: slot)
        }
        return bits
    }
}
