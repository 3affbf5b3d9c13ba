import Findings

/// The rule catalogue as a page of documentation.
public enum RuleDocumentation {
    /// The text of `Docs/rules.md`.
    public static var markdown: String {
        var text = """
            # Rules

            Everything that Metadex can find, by code. This page is made from the rule catalogue;
            `metadex rules` prints the same list and `metadex explain CODE` one rule.

            A rule is named by its code or its name. Codes never change and are never used again.
            `--error RULE`, `--warn RULE` and `--ignore RULE` change a severity, for one run on the
            command line or for a project in `metadex.toml`. An error makes the exit code 1 (see
            `--fail-on`); a warning is probably a mistake; a notice needs no change.

            In a message, `{key}`, `{value}`, `{expected}` and `{suggestion}` stand for the words of the
            finding; a part in `[...]` is left out when a word is missing, and of `[a|b]` the first
            complete one is taken.


            """
        for block in RuleCatalog.Block.allCases {
            text += "## \(block.title)\n\n| code | name | severity | what is required |\n"
            text += "| --- | --- | --- | --- |\n"
            for rule in block.rules {
                text += "| [\(rule.id.code)](#\(anchor(of: rule))) | `\(rule.name)` "
                text += "| \(rule.severity.rawValue) | \(cell(rule.sentence)) |\n"
            }
            text += "\n"
            for rule in block.rules { text += section(of: rule) }
        }
        return String(text.dropLast())
    }

    private static func section(of rule: Rule) -> String {
        """
        ### \(rule.id.code) \(rule.name)

        \(plain(rule.sentence)) Default: \(rule.severity.rawValue).

        \(plain(rule.reason))

        - Message: `\(rule.template)`
        - What to do: \(plain(rule.hint))
        - Source: \(rule.source)


        """
    }

    /// The anchor that Markdown renderers make of a section's heading.
    static func anchor(of rule: Rule) -> String {
        "\(rule.id.code.lowercased())-\(rule.name)"
    }

    private static func cell(_ text: String) -> String { plain(text).replacing("|", with: "\\|") }

    /// Text outside of code spans without characters that Markdown reads.
    private static func plain(_ text: String) -> String {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map {
            index, part in
            index % 2 == 1
                ? "`\(part)`" : part.replacing("_", with: "\\_").replacing("<", with: "&lt;")
        }.joined()
    }
}
