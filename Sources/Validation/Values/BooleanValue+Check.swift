import CanonicalJSON
import Findings
import Values

extension BooleanValue {
    static func check(_ value: CheckedValue, into findings: inout FindingBuffer) {
        if value.kind == .true || value.kind == .false { return }
        let word = correction(of: value)
        // Another case, spaces around the word, 0 and 1 may mean something else.
        value.report(
            .booleanType, suggestion: FindingWord(word), fix: value.fix(word), into: &findings)
    }

    /// What a string such as `"True"`, or the number 1 or 0, surely means.
    private static func correction(of value: CheckedValue) -> String? {
        switch value.kind {
        case .string: value.document.withText(value.index) { correction(of: $0) }
        case .number:
            switch value.source {
            case "1": "true"
            case "0": "false"
            default: nil
            }
        default: nil
        }
    }
}
