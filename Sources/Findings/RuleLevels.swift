/// The severity of every rule after the user's choices.
public struct RuleLevels: Sendable, Equatable {
    /// By position in `RuleID.allCases`; nil for a rule that is switched off.
    private var severities: [RuleID: Severity]

    /// Every rule at its default severity.
    public init() {
        severities = Dictionary(uniqueKeysWithValues: RuleID.allCases.map { ($0, $0.defaultSeverity) })
    }

    /// The severity of a rule; nil when it is switched off. Set nil to switch it off.
    public subscript(rule: RuleID) -> Severity? {
        get { severities[rule] }
        set { severities[rule] = newValue }
    }
}
