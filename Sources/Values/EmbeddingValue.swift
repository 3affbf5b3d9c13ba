public import CanonicalJSON

/// A value of an embedding key: an array of exactly as many finite numbers as the key says.
package enum EmbeddingValue {
    /// Whether a value is a good vector that is not zero; false where it needs a closer look.
    ///
    /// - Parameter size: the number of numbers.
    @inlinable @inline(__always)
    package static func isGood(_ document: TapeView, _ index: Int, size: Int) -> Bool {
        let token = document.tokens[index]
        guard token.kind == .array, token.tokenCount(at: index) == size else { return false }
        var isZero = true
        var seen: UInt8 = 0
        for element in index &+ 1..<Int(token.next) {
            let number = document.tokens[element]
            guard number.kind == .number else { return false }
            seen |= number.flags.rawValue
            if isZero { isZero = isZeroNumber(document, number) }
            // A number of 300 bytes without an exponent may be beyond the largest float.
            if number.end &- number.start > 300 { return false }
        }
        if isZero { return false }
        return JSONToken.Flags(rawValue: seen).contains(.exponent)
            ? allFinite(document, index &+ 1..<Int(token.next)) : true
    }

    /// Whether a value is an array of as many finite numbers as the key says, zeros or not.
    package static func fits(_ document: TapeView, _ index: Int, size: Int) -> Bool {
        let token = document.tokens[index]
        guard token.tokenCount(at: index) == size else { return false }
        for element in index &+ 1..<Int(token.next) {
            let number = document.tokens[element]
            guard number.kind == .number, isFinite(document, number) else { return false }
        }
        return true
    }

    @usableFromInline
    static func allFinite(_ document: TapeView, _ elements: Range<Int>) -> Bool {
        for element in elements where !isFinite(document, document.tokens[element]) { return false }
        return true
    }

    /// Whether a number is finite as a 64-bit float.
    package static func isFinite(_ document: TapeView, _ number: JSONToken) -> Bool {
        let source = document.source(number)
        return (source.count <= 300 && !number.flags.contains(.exponent))
            || DecimalText.double(source).isFinite
    }

    /// Whether all digits before the exponent are zeros.
    @inlinable @inline(__always)
    package static func isZeroNumber(_ document: TapeView, _ number: JSONToken) -> Bool {
        for byte in document.source(number) {
            if byte &- 0x31 <= 8 { return false }
            if byte | 0x20 == UInt8(ascii: "e") { break }
        }
        return true
    }
}
