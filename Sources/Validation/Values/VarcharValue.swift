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
                .varcharType, suggestion: FindingWord(TextValue.correction(of: value)),
                fix: TextValue.fix(of: value, lengthMax: lengthMax), into: &findings)
            return
        }
        // A character has at least one byte, and an escape is longer than what it stands for.
        guard value.document.content(value.token).count > lengthMax else { return }
        let length = value.document.withText(value.index) { $0.scalarCount }
        guard length > lengthMax else { return }
        value.report(
            .varcharTooLong, value: .amount(length, .characters),
            expected: .amount(lengthMax, .characters), into: &findings)
    }
}
