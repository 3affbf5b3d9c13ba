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

    /// Appends a number as `jsonb` prints it: the scale kept, the exponent expanded, no `-0`.
    ///
    /// - Parameters:
    ///   - number: the text of one JSON number that ``isInRange(_:)``.
    ///   - bytes: what the text is appended to.
    ///   - limit: the longest text to append, in bytes.
    /// - Returns: false, and nothing is appended, when the text would be longer than the limit.
    @discardableResult
    public static func append(
        _ number: UnsafeRawBufferPointer, to bytes: inout [UInt8], limit: Int = .max
    ) -> Bool {
        let parts = DecimalParts(number)
        let length = parts.canonicalLength
        guard length <= limit else { return false }
        let text = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            if let base = buffer.baseAddress { parts.write(number, to: base) }
            count = length
        }
        bytes.append(contentsOf: text)
        return true
    }

    /// Whether two numbers have the same value: `1`, `1.0`, `10e-1` and `0.1E1` do.
    ///
    /// - Parameters: the texts of two JSON numbers that are in range.
    public static func areEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        let left = DecimalParts(a)
        let right = DecimalParts(b)
        if left.isZero || right.isZero { return left.isZero && right.isZero }
        guard left.isNegative == right.isNegative, left.leadingPower == right.leadingPower else {
            return false
        }
        // Digit by digit from the first that is not zero; a missing digit is a zero.
        let count = max(left.digits - left.leadingZeros, right.digits - right.leadingZeros)
        for i in 0..<count
        where left.digit(left.leadingZeros + i, in: a) != right.digit(right.leadingZeros + i, in: b)
        {
            return false
        }
        return true
    }
}
