import CanonicalJSON
import Findings
import Values

extension UUIDValue {
    static func check(_ value: CheckedValue, into findings: inout FindingBuffer) {
        guard value.kind == .string else {
            value.report(.uuidType, into: &findings)
            return
        }
        value.document.withText(value.index) { text in
            if isValid(text) { return }
            let right = correction(of: text).map { Finding.literal($0.description) }
            // Another spelling of the same digits is certain.
            value.report(
                .uuidFormat, expected: "8-4-4-4-12 hexadecimal digits",
                suggestion: FindingWord(right),
                fix: right.map { FindingFix($0, .safe) }, into: &findings)
        }
    }
}
