public import CanonicalJSON
public import Findings
import Text

extension FindingBuffer {
    /// Reports a fault behind which nothing of the file can be read, and says so.
    ///
    /// - Parameters:
    ///   - error: the fault; its offset counts from ``baseOffset``.
    ///   - pointer: the way to the value with the fault, behind that of ``item``.
    public mutating func reportEndOfReading(_ error: JSONSyntaxError, pointer: String = "") {
        report(error, pointer: pointer, endsReading: true)
    }

    /// Reports a finding at a place that is known already.
    mutating func report(
        _ rule: RuleID, at location: FindingLocation, key: String? = nil,
        value: FindingWord? = nil, expected: FindingWord? = nil, suggestion: FindingWord? = nil
    ) {
        guard let severity = levels[rule] else { return }
        findings.append(
            Finding(
                rule, severity: severity, location: location, item: item?.reference, key: key,
                value: value, expected: expected, suggestion: suggestion))
    }
}

extension FindingFix {
    /// The edit that writes something in place of a value: certain when the value is that text in
    /// quotes, else likely; nil for nothing to write.
    init?(_ replacement: String?, at token: Int, of tape: JSONTape) {
        guard let replacement else { return nil }
        let isText =
            tape[token].kind == .string
            && ExactText(tape.string(at: token)) == ExactText(replacement)
        self.init(replacement, isText ? .safe : .unsafe)
    }
}
