/// Everything that Metadex can find.
public enum RuleCatalog {
    /// All rules in the order of their codes.
    public static let all: [Rule] = []

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    /// What the catalogue says about a rule.
    static subscript(id: RuleID) -> Rule {
        byID[id] ?? Rule(
            id: id, name: id.code, severity: .error, sentence: "", template: "{key} {value}", hint: "",
            reason: "", source: "")
    }
}
