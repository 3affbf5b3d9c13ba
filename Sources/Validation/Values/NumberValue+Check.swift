import CanonicalJSON
import Findings

extension NumberValue {
    static func check(_ value: CheckedValue, into findings: inout FindingBuffer) {
        let token = value.token
        guard token.kind == .number else {
            let fixed =
                token.kind == .string
                ? value.document.withText(value.index) { correction(of: $0) } : nil
            // A text that no float holds is an identifier: without its quotes it would lose digits.
            let isExact = fixed.map(isExact) ?? true
            value.report(
                .numberType,
                expected: isExact ? nil : "declare the key as varchar to keep all digits",
                suggestion: isExact ? fixed : nil, into: &findings)
            return
        }
        let source = value.document.source(token)
        // A number that is judged without a closer look is far below the range of any float.
        if value.schema.checks[value.keyPosition].limit == singlePrecision,
            DecimalText.double(source).magnitude > Double(Float.greatestFiniteMagnitude)
        {
            value.report(.numberNotFinite, expected: "a 32-bit float", into: &findings)
            return
        }
        switch fault(of: source, hasExponent: token.flags.contains(.exponent)) {
        case nil: break
        case .notFinite: value.report(.numberNotFinite, into: &findings)
        case .inexact:
            value.report(
                .numberInexact, suggestion: shortestText(of: DecimalText.double(source)),
                into: &findings)
        }
    }

    /// Whether a 64-bit float holds a JSON number exactly.
    private static func isExact(_ number: String) -> Bool {
        var number = number
        return number.withUTF8 {
            let hasExponent = $0.contains { $0 | 0x20 == UInt8(ascii: "e") }
            return fault(of: UnsafeRawBufferPointer($0), hasExponent: hasExponent) == nil
        }
    }

    /// The limit in the compiled check of a key with the format F32.
    static let singlePrecision = 1

    /// The shortest JSON number that reads back as a float.
    static func shortestText(of value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
