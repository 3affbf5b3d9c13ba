extension DecimalText {
    /// The 64-bit float nearest to a number, ties to even; infinite when out of range.
    ///
    /// - Parameter number: the text of one JSON number, already checked for its form.
    public static func double(_ number: UnsafeRawBufferPointer) -> Double {
        var significand: UInt64 = 0
        var digits = 0
        var power = 0
        var isNegative = false
        var i = 0
        let end = number.count
        if i < end, number[i] == UInt8(ascii: "-") {
            isNegative = true
            i &+= 1
        }
        var isBehindPoint = false
        while i < end {
            let digit = number[i] &- UInt8(ascii: "0")
            if digit < 10 {
                // Leading zeros do not count; 19 digits always fit into 64 bits.
                if digits != 0 || digit != 0 { digits &+= 1 }
                if digits > 19 { return roundedByLibrary(number) }
                significand = significand &* 10 &+ UInt64(digit)
                if isBehindPoint { power &-= 1 }
            } else if number[i] == UInt8(ascii: ".") {
                isBehindPoint = true
            } else {
                break
            }
            i &+= 1
        }
        if i < end { power += DecimalParts(number).exponent }
        guard let magnitude = scaled(significand, power: power) else {
            return roundedByLibrary(number)
        }
        return isNegative ? -magnitude : magnitude
    }

    /// `significand * 10^power`, correctly rounded; nil where more than 128 bits would be needed.
    @inline(__always)
    private static func scaled(_ significand: UInt64, power: Int) -> Double? {
        if power == 0 || significand == 0 { return Double(significand) }
        if significand <= 1 &<< 53, power >= -22, power <= 22 {
            // Both are exact as floats, so one operation rounds once (W. D. Clinger, 1990).
            let exact = Double(significand)
            return power < 0 ? exact / powersOfTen[-power] : exact * powersOfTen[power]
        }
        return power < 0 && power >= -27 ? quotient(significand, fives: -power) : nil
    }

    /// `significand / 10^fives` from one division of 128 by 64 bits and its remainder.
    private static func quotient(_ significand: UInt64, fives: Int) -> Double {
        let divisor = powersOfFive[fives]
        let divisorShift = divisor.leadingZeroBitCount
        let shift = significand.leadingZeroBitCount
        let normalDivisor = divisor &<< UInt64(divisorShift)
        let normal = significand &<< UInt64(shift)
        // The quotient's highest bit is set, so 64 bits hold 53 and all that decides the rounding.
        var dividend = (high: normal, low: UInt64(0))
        var exponent = divisorShift - shift - 64 - fives
        if normal >= normalDivisor {
            dividend = (normal &>> 1, normal &<< 63)
            exponent += 1
        }
        let result = normalDivisor.dividingFullWidth(dividend)
        let rounded = Double(result.quotient | (result.remainder == 0 ? 0 : 1))
        return Double(sign: .plus, exponent: exponent, significand: rounded)
    }

    private static func roundedByLibrary(_ number: UnsafeRawBufferPointer) -> Double {
        Double(String(decoding: number, as: UTF8.self)) ?? .nan
    }

    /// 10^0 to 10^22: every power of ten that a 64-bit float holds exactly.
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// 5^0 to 5^27: every power of five below 2^64.
    private static let powersOfFive: [UInt64] = {
        var powers: [UInt64] = [1]
        while powers.count < 28 { powers.append((powers.last ?? 1) &* 5) }
        return powers
    }()
}
