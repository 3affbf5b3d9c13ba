import CanonicalJSON
import Findings

extension FindingBuffer {
    /// Makes a finding like ``report(_:at:of:key:value:expected:suggestion:related:)``, to be kept
    /// until the end of the file.
    ///
    /// - Returns: nil when the rule is switched off.
    mutating func remembered(
        _ rule: RuleID, at index: Int, of tape: JSONTape, key: String
    ) -> Finding? {
        let count = findings.count
        report(rule, at: index, of: tape, key: key)
        return findings.count > count ? findings.removeLast() : nil
    }
}

extension Finding {
    /// Bytes of the file before the place.
    var offset: Int { location.position.offset }

    /// The one of two findings that comes first in the file.
    static func earlier(_ a: Finding?, _ b: Finding?) -> Finding? {
        guard let a, let b else { return a ?? b }
        return b.offset < a.offset ? b : a
    }
}

extension Finding {
    /// Calls a body with the place, to be changed.
    mutating func withPlace(_ body: (inout SourcePosition) -> Void) {
        body(&location.position)
    }
}
