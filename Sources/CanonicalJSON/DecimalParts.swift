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

    /// A digit, counted from the first one as written; a zero outside of them.
    @inline(__always)
    func digit(_ i: Int, in number: UnsafeRawBufferPointer) -> UInt8 {
        if i < 0 || i >= digits { return UInt8(ascii: "0") }
        return i < integer.count
            ? number[integer.lowerBound + i] : number[fraction.lowerBound + i - integer.count]
    }

    /// Number of digits in front of the point once the exponent is expanded, at least one.
    private var canonicalIntegerDigits: Int { isZero ? 1 : max(1, leadingPower + 1) }

    /// Bytes in the number's canonical text.
    var canonicalLength: Int {
        (isNegative && !isZero ? 1 : 0) + canonicalIntegerDigits + (scale > 0 ? scale + 1 : 0)
    }

    /// Writes the canonical text.
    ///
    /// - Parameters:
    ///   - number: the text that these are the parts of.
    ///   - output: room for ``canonicalLength`` bytes.
    func write(_ number: UnsafeRawBufferPointer, to output: UnsafeMutablePointer<UInt8>) {
        var next = output
        if isNegative, !isZero {
            next.pointee = UInt8(ascii: "-")
            next += 1
        }
        // The place of the point among the digits as written.
        let point = integer.count + exponent
        let first = point - canonicalIntegerDigits
        for i in first..<point {
            next.pointee = isZero ? UInt8(ascii: "0") : digit(i, in: number)
            next += 1
        }
        guard scale > 0 else { return }
        next.pointee = UInt8(ascii: ".")
        next += 1
        for i in point..<point + scale {
            next.pointee = digit(i, in: number)
            next += 1
        }
    }
}
