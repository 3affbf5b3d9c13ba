/// A number as JSON writes it, compared by its decimal value and not by a float near to it.
///
/// No digit is lost and nothing is allocated: two numbers of 100,000 digits are compared in the
/// time it takes to read them.
public struct ExactDecimal: Hashable, Sendable {
    /// The float nearest to the number; infinite beyond the range.
    public let nearest: Double
    /// The text of the number.
    public let text: [UInt8]
    /// Where the shortest text of ``nearest`` lies: -1 below the number, 0 at it, 1 above it.
    let orderOfNearest: Int

    /// - Parameters:
    ///   - text: a number of JSON's grammar.
    ///   - nearest: the float nearest to it.
    public init(_ text: [UInt8], nearest: Double) {
        self.text = text
        self.nearest = nearest
        orderOfNearest = text.withUnsafeBytes { ExactDecimal.order(of: nearest, $0) }
    }

    /// The order of the shortest text of a float and a number: -1, 0 or 1. An infinite float is
    /// beyond every number of its sign.
    static func order(of float: Double, _ text: UnsafeRawBufferPointer) -> Int {
        if float.isInfinite { return float < 0 ? -1 : 1 }
        var shortest = float.description
        return shortest.withUTF8 { order(UnsafeRawBufferPointer($0), text) }
    }

    /// Whether a float alone says what a number is: its shortest text has the same value.
    ///
    /// - Parameters:
    ///   - float: the float nearest to the number.
    ///   - text: a number of JSON's grammar.
    static func isSaid(by float: Double, _ text: UnsafeRawBufferPointer) -> Bool {
        // Up to 15 digits survive the way to a float and back; an exponent may leave its range.
        if text.count <= 15, !hasExponent(text) { return true }
        return order(of: float, text) == 0
    }

    /// Whether a number has an exponent: only `e` and `E` have the bit 0x40.
    @inline(__always)
    private static func hasExponent(_ text: UnsafeRawBufferPointer) -> Bool {
        var bits: UInt8 = 0
        for byte in text { bits |= byte }
        return bits & 0x40 != 0
    }

    /// The order of two numbers of JSON's grammar by their values: -1, 0 or 1.
    static func order(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
        let (first, second) = (Digits(a), Digits(b))
        guard first.sign == second.sign else { return first.sign < second.sign ? -1 : 1 }
        return first.sign * first.magnitudeOrder(second)
    }
}

/// The digits of a number without the zeros in front.
private struct Digits {
    private let text: UnsafeRawBufferPointer
    /// -1, 0 for zero, 1.
    let sign: Int
    /// The value is 0.d1d2d3… times ten to this power.
    private let exponent: Int
    private let start: Int
    private let end: Int

    /// 2^40: no text has as many digits, so larger exponents are all alike.
    private static let exponentMax = 1 << 40

    init(_ text: UnsafeRawBufferPointer) {
        self.text = text
        let isNegative = text.first == UInt8(ascii: "-")
        var position = isNegative ? 1 : 0
        var first: Int?
        var point: Int?
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: ".") {
                point = position
            } else if byte &- 0x30 > 9 {
                break
            } else if byte != 0x30, first == nil {
                first = position
            }
            position += 1
        }
        end = position
        start = first ?? position
        sign = first == nil ? 0 : isNegative ? -1 : 1
        let dot = point ?? position
        let places = dot > start ? dot - start : dot - start + 1
        exponent = places + Digits.exponent(text, from: position + 1)
    }

    private static func exponent(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
        guard start < text.count else { return 0 }
        var value = 0
        for byte in text[start...] where byte &- 0x30 <= 9 && value < exponentMax {
            value = value * 10 + Int(byte &- 0x30)
        }
        return text[start] == UInt8(ascii: "-") ? -value : value
    }

    /// The order without the signs, of two numbers with the same one.
    func magnitudeOrder(_ other: Digits) -> Int {
        if sign == 0 { return 0 }
        if exponent != other.exponent { return exponent < other.exponent ? -1 : 1 }
        var (i, j) = (start, other.start)
        while true {
            let (a, b) = (next(&i), other.next(&j))
            if a == nil, b == nil { return 0 }
            let (first, second) = (a ?? 0, b ?? 0)
            if first != second { return first < second ? -1 : 1 }
        }
    }

    private func next(_ position: inout Int) -> UInt8? {
        while position < end {
            let byte = text[position]
            position += 1
            if byte != UInt8(ascii: ".") { return byte &- 0x30 }
        }
        return nil
    }
}
