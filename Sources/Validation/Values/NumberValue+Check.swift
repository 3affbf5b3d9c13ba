import CanonicalJSON
import Findings
import Text
import Values

extension NumberValue {
    static func check(_ value: CheckedValue, into findings: inout FindingBuffer) {
        let token = value.token
        guard token.kind == .number else {
            let isText = token.kind == .string
            let fixed = value.numberInQuotes
            // A number that no float holds is an identifier: without its quotes it would lose digits.
            let isIdentifier =
                isText && fixed == nil
                && value.document.withText(value.index) { isJSONNumber($0.trimmingSpaces) }
            value.report(
                .numberType,
                expected: isIdentifier ? "declare the key as varchar to keep all digits" : nil,
                suggestion: FindingWord(fixed), fix: value.fix(fixed), into: &findings)
            return
        }
        let source = value.document.source(token)
        // A number that is judged without a closer look is far below the range of any float.
        if value.schema.checks[value.keyPosition].kind == .singleNumber,
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
                .numberInexact,
                suggestion: FindingWord(shortestText(of: DecimalText.double(source))),
                into: &findings)
        }
    }

    /// The shortest JSON number that reads back as a float.
    static func shortestText(of value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension CheckedValue {
    /// The number that a string surely means, as JSON writes it; nil for none, and for other values.
    var numberInQuotes: String? {
        kind == .string ? document.withText(index, NumberValue.correction) : nil
    }
}
