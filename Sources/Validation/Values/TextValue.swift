import CanonicalJSON
import Findings

/// A value of a text key: any string.
enum TextValue {
    static func check(_ value: CheckedValue, into findings: inout FindingBuffer) {
        guard value.kind != .string else { return }
        value.report(.textType, suggestion: correction(of: value), into: &findings)
    }

    /// A number or boolean in quotes; nil for a nested value.
    static func correction(of value: CheckedValue) -> String? {
        switch value.kind {
        case .number, .true, .false: "\"\(value.source)\""
        default: nil
        }
    }
}
