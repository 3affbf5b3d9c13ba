/// What the catalogue says about one rule.
public struct Rule: Sendable {
    /// The number and the case name of the rule.
    public let id: RuleID
    /// The readable name: words joined by hyphens, unique, never changed.
    public let name: String
    /// The severity unless the user chooses another.
    public let severity: Severity
    /// What is required, in one sentence.
    public let sentence: String
    /// The message of a finding: a template in which `{key}`, `{value}`, `{expected}` and
    /// `{suggestion}` stand for the finding's words. A part in `[...]` is left out when a word in
    /// it is missing; of `[a|b]` the first complete one is taken. One sentence in lower case
    /// without a full stop.
    public let template: String
    /// What to do about it, in one sentence.
    public let hint: String
    /// Why the rule exists, for `metadex explain`: one to three sentences.
    public let reason: String
    /// The document or specification that the rule comes from.
    public let source: String
    /// The template, read once.
    let compiled: RuleTemplate
    /// Whether messages show the value; without it, they may show what was expected or is near.
    public let showsValue: Bool
    let showsOtherWords: Bool

    init(
        _ id: RuleID, _ name: String, _ severity: Severity, sentence: String, template: String,
        hint: String, reason: String, source: String
    ) {
        self.id = id
        self.name = name
        self.severity = severity
        self.sentence = sentence
        self.template = template
        self.hint = hint
        self.reason = reason
        self.source = source
        compiled = RuleTemplate(template)
        showsValue = compiled.shows(.value)
        showsOtherWords = compiled.shows(.expected) || compiled.shows(.suggestion)
    }

    /// The message of a finding of this rule.
    ///
    /// A word that the template needs and the finding lacks is printed as `?`.
    public func message(for finding: Finding) -> String {
        let words = MessageWords(finding)
        return compiled.render { words[$0] }
    }
}
