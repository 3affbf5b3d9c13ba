/// The severity of every rule after the user's choices.
public struct RuleLevels: Sendable, Equatable {
    /// By the rule's number: 0 for a rule that is switched off, else the severity's rank plus one.
    private var levels: [UInt8]

    private static let defaults: [UInt8] = {
        var levels = [UInt8](repeating: 0, count: RuleCatalog.numberEnd)
        for rule in RuleCatalog.all { levels[Int(rule.id.rawValue)] = level(of: rule.severity) }
        return levels
    }()

    /// Every rule at its default severity.
    public init() { levels = RuleLevels.defaults }

    /// The severity of a rule; nil when it is switched off. Set nil to switch it off; setting a rule of
    /// ``alwaysErrors`` has no effect.
    public subscript(rule: RuleID) -> Severity? {
        get {
            switch levels[Int(rule.rawValue)] {
            case 1: .notice
            case 2: .warning
            case 3: .error
            default: nil
            }
        }
        set {
            if RuleLevels.alwaysErrors.contains(rule) { return }
            levels[Int(rule.rawValue)] = newValue.map(RuleLevels.level) ?? 0
        }
    }

    /// What breaks one of these cannot be read or stored, so it cannot be found good: they stay
    /// errors.
    public static let alwaysErrors: Set<RuleID> = [
        .jsonSyntax, .jsonInvalidUTF8, .jsonUnstorableText, .jsonNumberRange, .jsonTooDeep,
        .itemTooLong, .csvSyntax, .itemNotObject, .metadataNotObject, .metadataTooLarge,
    ]

    /// Applies the user's lists of rules; a rule in more than one list takes the last of the order
    /// ignore, warn, error.
    ///
    /// - Parameters:
    ///   - error: rules to report as errors, by code or name.
    ///   - warn: rules to report as warnings.
    ///   - ignore: rules to switch off.
    /// - Throws: ``UnknownRule`` for the first word that is no rule; the levels stay as they were.
    public mutating func apply(
        error: [String] = [], warn: [String] = [], ignore: [String] = []
    ) throws(UnknownRule) {
        var changed = self
        for word in ignore { changed[try RuleCatalog.rule(named: word).id] = nil }
        for word in warn { changed[try RuleCatalog.rule(named: word).id] = .warning }
        for word in error { changed[try RuleCatalog.rule(named: word).id] = .error }
        self = changed
    }

    private static func level(of severity: Severity) -> UInt8 { UInt8(severity.rank + 1) }
}
