import CanonicalJSON
import Findings

/// A value of an embedding key: an array of exactly as many finite numbers as the key says.
enum EmbeddingValue {
    /// Whether a value is a good vector that is not zero; false where it needs a closer look.
    ///
    /// - Parameter size: the number of numbers.
    @inline(__always)
    static func isGood(_ document: Document, _ index: Int, size: Int) -> Bool {
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

    /// - Parameter size: the number of numbers.
    static func check(
        _ value: CheckedValue, size: Int, into findings: inout FindingBuffer
    ) {
        let document = value.document
        if isGood(document, value.index, size: size) { return }
        let token = value.token
        guard token.kind == .array else {
            value.report(.embeddingType, expected: "\(size) numbers", into: &findings)
            return
        }
        var count = 0
        var faults = 0
        var isZero = true
        var element = value.index + 1
        while element < Int(token.next) {
            let number = document.tokens[element]
            if number.kind != .number || !isFinite(document, number) {
                faults += 1
                value.part(element).report(
                    .embeddingElement, expected: "a finite number", into: &findings)
            } else if isZero {
                isZero = isZeroNumber(document, number)
            }
            count += 1
            element = Int(number.next)
        }
        if count != size {
            value.report(
                .embeddingSize, value: numbers(count), expected: numbers(size), into: &findings)
        } else if isZero, faults == 0 {
            value.report(.embeddingZero, into: &findings)
        }
    }

    /// The numbers of a vector; nil when their count is wrong or one is no finite number.
    static func vector(_ document: Document, _ index: Int, size: Int) -> [Float]? {
        let token = document.tokens[index]
        guard token.tokenCount(at: index) == size else { return nil }
        var vector: [Float] = []
        vector.reserveCapacity(size)
        for element in index &+ 1..<Int(token.next) {
            let number = document.tokens[element]
            guard number.kind == .number else { return nil }
            let value = DecimalText.double(document.source(number))
            guard value.isFinite else { return nil }
            let limit = Double(Float.greatestFiniteMagnitude)
            vector.append(Float(min(max(value, -limit), limit)))
        }
        return vector
    }

    private static func numbers(_ count: Int) -> String {
        count == 1 ? "1 number" : "\(count) numbers"
    }

    private static func allFinite(_ document: Document, _ elements: Range<Int>) -> Bool {
        for element in elements where !isFinite(document, document.tokens[element]) { return false }
        return true
    }

    /// Whether a number is finite as a 64-bit float.
    private static func isFinite(_ document: Document, _ number: JSONToken) -> Bool {
        let source = document.source(number)
        return (source.count <= 300 && !number.flags.contains(.exponent))
            || DecimalText.double(source).isFinite
    }

    /// Whether all digits before the exponent are zeros.
    @inline(__always)
    private static func isZeroNumber(_ document: Document, _ number: JSONToken) -> Bool {
        for byte in document.source(number) {
            if byte &- 0x31 <= 8 { return false }
            if byte | 0x20 == UInt8(ascii: "e") { break }
        }
        return true
    }
}
