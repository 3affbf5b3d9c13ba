/// The decimal numbers of JSON as PostgreSQL 15 keeps them in `numeric`.
///
/// Rules: `set_var_from_str` and `make_result` in PostgreSQL's `numeric.c`.
public enum DecimalText {
    /// 131,072 digits before the decimal point: `numeric` keeps the weight of its first group of
    /// four digits in 16 signed bits.
    public static let integerDigitsMax = 131_072
    /// 16,383 digits behind the decimal point: `numeric` keeps its scale in 14 bits.
    public static let fractionDigitsMax = 16_383
    /// An exponent must be smaller than 1,073,741,823 (half of a C `int`) on either side of zero,
    /// even that of a zero.
    static let exponentEnd = 1_073_741_823
    /// A number of at most this many bytes without an exponent is always in range.
    static let alwaysInRangeBytes = fractionDigitsMax

    /// Whether `numeric` can hold a number.
    ///
    /// - Parameter number: the text of one JSON number, already checked for its form.
    public static func isInRange(_ number: UnsafeRawBufferPointer) -> Bool {
        let parts = DecimalParts(number)
        guard abs(parts.exponent) < exponentEnd, parts.scale <= fractionDigitsMax else {
            return false
        }
        return parts.isZero || parts.leadingPower < integerDigitsMax
    }
}

/// Where the parts of one JSON number lie in its text.
struct DecimalParts {
    let isNegative: Bool
    /// Digits before the point.
    let integer: Range<Int>
    /// Digits behind the point; empty without one.
    let fraction: Range<Int>
    /// The exponent as written, at most ``DecimalText/exponentEnd`` from zero.
    let exponent: Int
    /// Number of zeros before the first other digit, over both runs of digits.
    let leadingZeros: Int

    /// - Parameter number: the text of one JSON number, already checked for its form.
    init(_ number: UnsafeRawBufferPointer) {
        let end = number.count
        var i = 0
        func endOfDigits(from start: Int) -> Int {
            var i = start
            while i < end, number[i] &- UInt8(ascii: "0") < 10 { i += 1 }
            return i
        }
        isNegative = end > 0 && number[0] == UInt8(ascii: "-")
        if isNegative { i = 1 }
        integer = i..<endOfDigits(from: i)
        i = integer.upperBound
        if i < end, number[i] == UInt8(ascii: ".") {
            fraction = i + 1..<endOfDigits(from: i + 1)
            i = fraction.upperBound
        } else {
            fraction = i..<i
        }
        var exponent = 0
        if i < end {
            i += 1
            let isNegative = i < end && number[i] == UInt8(ascii: "-")
            if isNegative || (i < end && number[i] == UInt8(ascii: "+")) { i += 1 }
            while i < end, exponent < DecimalText.exponentEnd {
                exponent = exponent * 10 + Int(number[i] &- UInt8(ascii: "0"))
                i += 1
            }
            exponent = min(exponent, DecimalText.exponentEnd)
            if isNegative { exponent = -exponent }
        }
        self.exponent = exponent
        var zeros = 0
        for i in integer where zeros == i - integer.lowerBound && number[i] == UInt8(ascii: "0") {
            zeros += 1
        }
        if zeros == integer.count {
            for i in fraction
            where zeros - integer.count == i - fraction.lowerBound
                && number[i] == UInt8(ascii: "0")
            {
                zeros += 1
            }
        }
        leadingZeros = zeros
    }

    /// Number of digits as written.
    var digits: Int { integer.count + fraction.count }
    /// Whether every digit is zero.
    var isZero: Bool { leadingZeros == digits }
    /// Digits behind the point once the exponent is expanded.
    var scale: Int { max(0, fraction.count - exponent) }
    /// The power of ten of the first digit that is not zero.
    var leadingPower: Int { integer.count - 1 - leadingZeros + exponent }
}
