import Findings

/// Where the project's pages are: the one place that knows it.
enum ProjectAddress {
    static let home = "https://example.org/metadex"

    /// The section of a rule in the page that is made of the catalogue.
    static func page(of rule: Rule) -> String {
        "\(home)/Docs/rules.md#\(RuleDocumentation.anchor(of: rule))"
    }
}
