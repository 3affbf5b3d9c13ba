extension DecimalText {
    /// The 64-bit float nearest to a number, ties to even; infinite when out of range.
    ///
    /// - Parameter number: the text of one JSON number, already checked for its form.
    public static func double(_ number: UnsafeRawBufferPointer) -> Double {
        let end = number.count
        let isNegative = end > 0 && number[0] == UInt8(ascii: "-")
        var i = isNegative ? 1 : 0
        let first = i
        var significand: UInt64 = 0
        while i < end, number[i] &- UInt8(ascii: "0") < 10 {
            if i &- first == 19 { return doubleOfManyDigits(number) }
            significand = significand &* 10 &+ UInt64(number[i] &- UInt8(ascii: "0"))
            i &+= 1
        }
        var power = 0
        if i < end {
            // The usual rest is a point and at most 16 digits.
            let digits = end &- i &- 1
            guard number[i] == UInt8(ascii: "."), i &- first &+ digits <= 19,
                let fraction = lastDigits(of: number, count: digits)
            else { return doubleOfManyDigits(number) }
            significand = significand &* integerPowersOfTen[digits] &+ fraction
            power = 0 &- digits
        }
        guard let magnitude = scaled(significand, power: power) else {
            return roundedByLibrary(number)
        }
        return isNegative ? -magnitude : magnitude
    }

    /// The value of the last 1 to 16 bytes of a number, eight at a time; nil when they are more or
    /// not all digits.
    @inline(__always)
    private static func lastDigits(of number: UnsafeRawBufferPointer, count: Int) -> UInt64? {
        let end = number.count
        guard count <= 16 else { return nil }
        guard end >= 8 else {
            var value: UInt64 = 0
            for i in (end &- count)..<end {
                let digit = number[i] &- UInt8(ascii: "0")
                if digit > 9 { return nil }
                value = value &* 10 &+ UInt64(digit)
            }
            return value
        }
        // The first digit is the lowest byte; bytes shifted in from below count as leading zeros.
        let last = number.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self).littleEndian
        if count <= 8 {
            let unused = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
            return eightDigits(((last ^ asciiZeros) &>> unused) &<< unused)
        }
        let start = number.loadUnaligned(fromByteOffset: end &- count, as: UInt64.self).littleEndian
        let unused = UInt64(truncatingIfNeeded: 64 &- 8 &* (count &- 8))
        guard let high = eightDigits((start ^ asciiZeros) &<< unused),
            let low = eightDigits(last ^ asciiZeros)
        else { return nil }
        return high &* 100_000_000 &+ low
    }

    private static let asciiZeros: UInt64 = 0x3030_3030_3030_3030

    /// The value of eight digits, each a byte of 0 to 9, the first one lowest; nil when a byte is
    /// greater.
    @inline(__always)
    private static func eightDigits(_ bytes: UInt64) -> UInt64? {
        // Adding 0x76 carries into the highest bit of every byte above 9.
        guard (bytes &+ 0x7676_7676_7676_7676 | bytes) & 0x8080_8080_8080_8080 == 0 else {
            return nil
        }
        let pairs = (bytes &* 10 &+ bytes &>> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
        return (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF
    }

    /// The same for every number: with exponents, and with more digits than fit into 64 bits.
    @inline(never)
    private static func doubleOfManyDigits(_ number: UnsafeRawBufferPointer) -> Double {
        let parts = DecimalParts(number)
        guard parts.digits &- parts.leadingZeros <= 19 else { return roundedByLibrary(number) }
        var significand: UInt64 = 0
        for i in parts.leadingZeros..<parts.digits {
            significand = significand &* 10 &+ UInt64(parts.digit(i, in: number) & 0xF)
        }
        guard let magnitude = scaled(significand, power: parts.exponent &- parts.fraction.count)
        else {
            return roundedByLibrary(number)
        }
        return parts.isNegative ? -magnitude : magnitude
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

    /// 10^0 to 10^19: every power of ten below 2^64.
    private static let integerPowersOfTen: [UInt64] = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
        10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
        100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]

    /// 5^0 to 5^27: every power of five below 2^64.
    private static let powersOfFive: [UInt64] = {
        var powers: [UInt64] = [1]
        while powers.count < 28 { powers.append((powers.last ?? 1) &* 5) }
        return powers
    }()
}
