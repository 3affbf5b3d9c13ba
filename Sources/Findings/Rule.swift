/// What the catalogue says about one rule.
public struct Rule: Sendable {
    public let id: RuleID
    /// The readable name: words joined by hyphens, unique, never changed.
    public let name: String
    /// The severity unless the user chooses another.
    public let severity: Severity
    /// What is required, in one sentence.
    public let sentence: String
    /// The message of a finding: a template in which `{key}`, `{value}`, `{expected}` and
    /// `{suggestion}` stand for the finding's words. A part in `[...]` is left out when a word in
    /// it is missing.
    public let template: String
    /// What to do about it, in one sentence.
    public let hint: String
    /// Why the rule exists, for `metadex explain`: one to three sentences.
    public let reason: String
    /// The document or specification that the rule comes from.
    public let source: String

    /// The message of a finding of this rule.
    public func message(for finding: Finding) -> String {
        RuleTemplate.render(template) { word in
            switch word {
            case "key": finding.key
            case "value": finding.value
            case "expected": finding.expected
            case "suggestion": finding.suggestion
            default: nil
            }
        }
    }
}
