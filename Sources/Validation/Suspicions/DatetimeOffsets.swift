import CanonicalJSON
import Findings
import Text

/// Watches whether some values of a datetime key have an offset from UTC and some have none.
struct DatetimeOffsets {
    /// The first value with an offset, and the first without.
    var given: Finding?
    var missing: Finding?

    func remembered(_ value: CheckedValue, _ findings: inout FindingBuffer) -> Finding? {
        findings.make(
            .datetimeMixedOffsets, at: value.index, of: value.document.tape, key: value.key)
    }

    mutating func forEachPlace(_ body: (inout SourcePosition) -> Void) {
        given?.withPlace(body)
        missing?.withPlace(body)
    }

    mutating func merge(_ other: DatetimeOffsets) {
        given = Finding.earlier(given, other.given)
        missing = Finding.earlier(missing, other.missing)
    }

    /// - Parameters:
    ///   - givenCount: the number of values with an offset.
    ///   - missingCount: the number of values with a time and no offset.
    /// - Returns: a finding at the first of the rarer kind.
    func suspicions(given givenCount: Int, missing missingCount: Int) -> [Finding] {
        guard givenCount > 0, missingCount > 0, let given, let missing else { return [] }
        var finding = missingCount <= givenCount ? missing : given
        finding.related = (missingCount <= givenCount ? given : missing).location
        finding.valueWord = .offsets(given: givenCount, missing: missingCount)
        return [finding]
    }
}
