import CanonicalJSON
import Text

/// A value of a number key: any JSON number that is finite as a 64-bit float.
public enum NumberValue {
    /// What is wrong with a number.
    public enum Fault: Sendable {
        /// Beyond the largest 64-bit float.
        case notFinite
        /// It cannot be held exactly: neither the shortest text of the nearest 64-bit float nor that
        /// float's exact value is the number.
        case inexact
    }

    /// 15 digits: every decimal of that many digits survives the way through a 64-bit float.
    @usableFromInline
    package static let safeDigitCount = 15

    /// Judges a number.
    ///
    /// - Parameter text: a number of JSON's grammar.
    /// - Returns: nil for a good one.
    @inlinable @inline(__always)
    public static func fault(of text: UnsafeRawBufferPointer, hasExponent: Bool) -> Fault? {
        text.count <= safeDigitCount && !hasExponent ? nil : closerFault(of: text)
    }

    @usableFromInline @inline(never)
    static func closerFault(of text: UnsafeRawBufferPointer) -> Fault? {
        let decimal = DecimalNumber(text)
        if decimal.digitCount == 0 { return nil }
        // Far from both ends of the range of 64-bit floats.
        if decimal.digitCount <= safeDigitCount, abs(decimal.exponent) < 280 { return nil }
        let value = DecimalText.double(text)
        if !value.isFinite { return .notFinite }
        if decimal.digitCount <= DecimalNumber.digitCountMax, isShortestText(decimal, of: value) {
            return nil
        }
        return ExactFloat.equals(text, decimal, value) ? nil : .inexact
    }

    /// Whether the shortest text that reads back as a float has the digits of a decimal.
    private static func isShortestText(_ decimal: DecimalNumber, of value: Double) -> Bool {
        var text = value.description
        return text.withUTF8 { bytes in
            let shortest = DecimalNumber(UnsafeRawBufferPointer(bytes))
            return shortest.digits == decimal.digits && shortest.exponent == decimal.exponent
                && shortest.digitCount == decimal.digitCount
        }
    }

    /// The JSON number that a string surely means: the string's text without spaces around, when
    /// that is a number that can be held exactly, without leading zeros: those of a code would be
    /// lost.
    public static func correction(of text: UnsafeRawBufferPointer) -> String? {
        let trimmed = text.trimmingSpaces
        guard isJSONNumber(trimmed), fault(of: trimmed, hasExponent: true) == nil else {
            return nil
        }
        return String(decoding: trimmed, as: UTF8.self)
    }

    /// Whether a text is a number of JSON's grammar.
    package static func isJSONNumber(_ text: UnsafeRawBufferPointer) -> Bool {
        var position = text.first == UInt8(ascii: "-") ? 1 : 0
        let start = position
        func digits() -> Int {
            let first = position
            while position < text.count, text[position] &- 0x30 <= 9 { position += 1 }
            return position - first
        }
        let whole = digits()
        guard whole > 0, whole == 1 || text[start] != UInt8(ascii: "0") else { return false }
        if position < text.count, text[position] == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { return false }
        }
        if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < text.count,
                text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-")
            {
                position += 1
            }
            guard digits() > 0 else { return false }
        }
        return position == text.count
    }
}
