import Text

/// Findings that have one reason: the same rule, severity and key, and the same words in their
/// message.
public struct FindingCause: Sendable {
    /// What the findings of a cause have in common.
    public enum Extent: UInt8, Sendable {
        /// Rule, key and what the message shows, which is the value if it shows one.
        case value
        /// Rule and key, with values beyond ``FindingTally/causesMax``.
        case key
        /// Only the rule, with keys beyond the tally's memory.
        case rule
    }

    /// What the findings have in common.
    public let extent: Extent
    /// The broken rule.
    public let rule: RuleID
    /// The severity of its findings.
    public let severity: Severity
    /// The key; nil too when findings of several keys are folded.
    public let key: String?
    /// The value, if the rule's messages show it; nil too when findings of several values are folded.
    public let value: String?
    /// The place of its group in ``FindingTally/groups``.
    let group: Int
    /// The number of findings, exact.
    public internal(set) var count = 0
    /// The number of different items among the findings, exact when items come one after the other.
    public internal(set) var itemCount = 0
    /// The first findings, at most ``FindingTally/samplesMax`` and of different items.
    public internal(set) var samples: [Finding] = []
    /// The item of the last finding.
    var lastItem = ItemMark.none

    /// The nearest correct value or key.
    public var suggestion: String? { extent == .value ? samples.first?.suggestion : nil }
}

/// Which item of which file a finding is about, by numbers.
struct ItemMark: Equatable, Sendable {
    /// The number of the file in the order of the findings.
    var file: Int
    /// The number of the item in its file.
    var item: Int

    static let none = ItemMark(file: -1, item: -1)
}

/// What a cause is found again by.
struct CauseKey: Hashable, Sendable {
    var rule: RuleID
    /// Some rules have findings of two severities, which are told apart.
    var severity: Severity
    var extent: FindingCause.Extent
    var key: ExactText?
    var value: ExactText?

    func hash(into hasher: inout Hasher) {
        hasher.combine(UInt32(rule.rawValue) << 8 | UInt32(extent.rawValue))
        hasher.combine(severity)
        key?.hash(into: &hasher)
        value?.hash(into: &hasher)
    }
}
