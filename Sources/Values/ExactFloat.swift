/// Compares a decimal number with the exact value of a 64-bit float.
enum ExactFloat {
    /// 767 digits: no 64-bit float has more.
    private static let digitCountMax = 767

    /// Whether a decimal number is exactly a float.
    ///
    /// - Parameters:
    ///   - text: the number's text.
    ///   - decimal: the same taken apart; not zero, with more than 17 digits.
    ///   - value: the float that is nearest to it.
    static func equals(
        _ text: UnsafeRawBufferPointer, _ decimal: DecimalNumber, _ value: Double
    ) -> Bool {
        guard value != 0, decimal.digitCount <= digitCountMax else { return false }
        // |value| = significand × 2^power with an odd significand.
        var significand = value.significandBitPattern
        var power = Int(value.exponentBitPattern) - 1075
        if value.exponentBitPattern == 0 { power += 1 } else { significand |= 1 << 52 }
        power += significand.trailingZeroBitCount
        significand >>= UInt64(significand.trailingZeroBitCount)

        var left = BigNatural()
        for digit in digits(text).prefix(decimal.digitCount) {
            left.multiply(by: 10, adding: digit)
        }
        var right = BigNatural()
        right.multiply(by: 0, adding: UInt32(truncatingIfNeeded: significand >> 32))
        right.multiply(by: 1 << 16, adding: 0)
        right.multiply(by: 1 << 16, adding: UInt32(truncatingIfNeeded: significand))
        if decimal.exponent < 0 {
            // digits = significand × 5^-exponent × 2^(power - exponent); the digits do not end in
            // zero but are divisible by five, so they are odd.
            guard power == decimal.exponent else { return false }
            for _ in decimal.exponent..<0 { right.multiply(by: 5, adding: 0) }
        } else {
            guard power >= decimal.exponent else { return false }
            for _ in 0..<decimal.exponent { left.multiply(by: 5, adding: 0) }
            for _ in decimal.exponent..<power { right.multiply(by: 2, adding: 0) }
        }
        return left == right
    }

    /// The digits of a number from the first that is not zero.
    private static func digits(_ text: UnsafeRawBufferPointer) -> [UInt32] {
        var result: [UInt32] = []
        for byte in text {
            if byte | 0x20 == UInt8(ascii: "e") { break }
            guard byte &- 0x30 <= 9, byte != 0x30 || !result.isEmpty else { continue }
            result.append(UInt32(byte &- 0x30))
        }
        return result
    }
}

/// A whole number of any size.
private struct BigNatural: Equatable {
    /// 32 bits each, the lowest first; the last one is not zero.
    private var limbs: [UInt32] = []

    mutating func multiply(by factor: UInt32, adding addend: UInt32) {
        var carry = UInt64(addend)
        for index in limbs.indices {
            carry += UInt64(limbs[index]) * UInt64(factor)
            limbs[index] = UInt32(truncatingIfNeeded: carry)
            carry >>= 32
        }
        if carry > 0 { limbs.append(UInt32(carry)) }
        while limbs.last == 0 { limbs.removeLast() }
    }
}
