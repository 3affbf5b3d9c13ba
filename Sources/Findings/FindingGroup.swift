/// All findings of one rule and severity about one key, whatever their values.
public struct FindingGroup: Sendable {
    /// The broken rule.
    public let rule: RuleID
    /// The severity of its findings.
    public let severity: Severity
    /// The key; nil too when findings of several keys are folded.
    public let key: String?
    /// The number of findings, exact.
    public internal(set) var count = 0
    /// The number of different items among the findings, exact when items come one after the other.
    public internal(set) var itemCount = 0
    /// The places of its causes in ``FindingTally/causes``, in the order of their first findings.
    public internal(set) var causes: [Int] = []
    /// The item of the last finding.
    var lastItem = ItemMark.none
}
