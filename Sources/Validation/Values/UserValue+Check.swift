import CanonicalJSON
import Findings
import Values

extension UserValue {
    static func check(_ value: CheckedValue, into findings: inout FindingBuffer) {
        if value.kind == .string, value.document.withText(value.index, isAddress) { return }
        value.report(.userType, expected: "an e-mail address", into: &findings)
    }
}
