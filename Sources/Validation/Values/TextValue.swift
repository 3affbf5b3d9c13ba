import CanonicalJSON
import Findings

/// A value of a text key: any string.
enum TextValue {
    static func check(_ value: CheckedValue, into findings: inout FindingBuffer) {
        guard value.kind != .string else { return }
        value.report(
            .textType, suggestion: FindingWord(correction(of: value)), fix: fix(of: value),
            into: &findings)
    }

    /// A number or boolean in quotes is likely; that it was meant as a text is not certain.
    ///
    /// - Parameter lengthMax: the most characters.
    static func fix(of value: CheckedValue, lengthMax: Int = .max) -> FindingFix? {
        let source = value.document.source(value.token)
        guard correction(of: value) != nil, source.count <= lengthMax else { return nil }
        return FindingFix(Finding.literal(String(decoding: source, as: UTF8.self)), .unsafe)
    }

    /// A number or boolean in quotes; nil for a nested value.
    static func correction(of value: CheckedValue) -> String? {
        switch value.kind {
        case .number, .true, .false: "\"\(value.source)\""
        default: nil
        }
    }
}
