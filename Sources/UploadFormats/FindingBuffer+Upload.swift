import CanonicalJSON
import Findings

extension FindingBuffer {
    /// Reports a fault behind which nothing of the file can be read, and says so.
    ///
    /// - Parameters:
    ///   - error: the fault; its offset counts from ``baseOffset``.
    ///   - pointer: the way to the value with the fault, behind that of ``item``.
    public mutating func reportEndOfReading(_ error: JSONSyntaxError, pointer: String = "") {
        let count = findings.count
        report(error)
        guard findings.count > count, let last = findings.indices.last else { return }
        findings[last].location.pointer += pointer
        if let value = findings[last].value {
            findings[last].value = value + "; the rest of the file was not checked"
        }
    }

    /// Reports a finding at a place that is known already.
    mutating func report(
        _ rule: RuleID, at location: FindingLocation, key: String? = nil, value: String? = nil,
        expected: String? = nil, suggestion: String? = nil
    ) {
        guard let severity = levels[rule] else { return }
        findings.append(
            Finding(
                rule, severity: severity, location: location, item: item?.reference, key: key,
                value: value, expected: expected, suggestion: suggestion))
    }
}
