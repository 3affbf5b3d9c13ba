/// A JSON number taken apart: sign, digits and power of ten.
package struct DecimalNumber {
    /// The first 19 digits from the first to the last that is not zero; 0 for zero.
    package var digits: UInt64 = 0
    /// How many digits there are from the first to the last that is not zero.
    package var digitCount = 0
    /// The value is the digits (all of them) times ten to this power.
    package var exponent = 0
    package var isNegative = false

    /// 19 digits always fit in 64 bits.
    package static let digitCountMax = 19
    /// Exponents beyond a million are all alike: no number of a document has as many digits.
    private static let exponentMax = 1_000_000_000

    /// Takes a number apart.
    ///
    /// - Parameter text: a number of JSON's grammar.
    package init(_ text: UnsafeRawBufferPointer) {
        var position = 0
        var zeros = 0
        var fractionDigits = 0
        var isFraction = false
        if text.first == UInt8(ascii: "-") {
            isNegative = true
            position = 1
        }
        while position < text.count {
            let byte = text[position]
            position &+= 1
            let digit = byte &- 0x30
            if digit > 9 {
                if byte == UInt8(ascii: ".") {
                    isFraction = true
                    exponent = zeros
                    continue
                }
                break
            }
            if isFraction { fractionDigits &+= 1 }
            if digit == 0 {
                if digitCount > 0 { zeros &+= 1 }
                continue
            }
            absorb(digit, behind: zeros)
            zeros = 0
            exponent = isFraction ? -fractionDigits : 0
        }
        if !isFraction { exponent = zeros }
        if digitCount == 0 {
            exponent = 0
        } else if position < text.count {
            exponent += DecimalNumber.exponent(
                UnsafeRawBufferPointer(rebasing: text[position...]))
        }
    }

    private mutating func absorb(_ digit: UInt8, behind zeros: Int) {
        for place in 0...zeros where digitCount &+ place < DecimalNumber.digitCountMax {
            digits = digits &* 10 &+ (place == zeros ? UInt64(digit) : 0)
        }
        digitCount &+= zeros &+ 1
    }

    private static func exponent(_ text: UnsafeRawBufferPointer) -> Int {
        var value = 0
        for byte in text where byte &- 0x30 <= 9 && value < exponentMax {
            value = value * 10 + Int(byte &- 0x30)
        }
        return text.first == UInt8(ascii: "-") ? -value : value
    }
}
