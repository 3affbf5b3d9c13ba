import CanonicalJSON
import Findings
import Text

/// A value of a varchar key: a string of a limited number of characters (Unicode scalars).
enum VarcharValue {
    /// - Parameter lengthMax: the most characters.
    static func check(
        _ value: CheckedValue, lengthMax: Int, into findings: inout FindingBuffer
    ) {
        guard value.kind == .string else {
            value.report(
                .varcharType, suggestion: TextValue.correction(of: value), into: &findings)
            return
        }
        // A character has at least one byte, and an escape is longer than what it stands for.
        guard value.document.content(value.token).count > lengthMax else { return }
        let length = value.document.withText(value.index) { $0.scalarCount }
        guard length > lengthMax else { return }
        value.report(
            .varcharTooLong, value: "\(length.grouped) characters",
            expected: "\(lengthMax.grouped) characters", into: &findings)
    }
}
