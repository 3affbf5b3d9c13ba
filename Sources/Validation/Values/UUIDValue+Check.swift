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
            value.report(
                .uuidFormat, expected: "8-4-4-4-12 hexadecimal digits",
                suggestion: correction(of: text).map { Finding.literal($0.description) },
                into: &findings)
        }
    }
}
