public import Findings

/// The answers of `metadex rules` and `metadex explain`.
public enum RuleListing {
    /// The version of the JSON form of ``json(levels:)``.
    public static let version = 1

    /// A table of all rules, a line each, grouped by block.
    ///
    /// - Parameters:
    ///   - levels: the user's severities; `off` for a rule that is switched off.
    ///   - width: the columns of the terminal, which no line goes beyond; nil where there is none.
    public static func table(levels: RuleLevels = RuleLevels(), width: Int? = nil) -> String {
        let nameWidth = RuleCatalog.all.map(\.name.count).max() ?? 0
        var text = ""
        for block in RuleCatalog.Block.allCases {
            if !text.isEmpty { text += "\n" }
            text += "\(block.title)\n"
            for rule in block.rules { text += line(of: rule, nameWidth, levels, width) }
        }
        return text
    }

    /// Some rules as a table.
    ///
    /// - Parameters:
    ///   - levels: the user's severities.
    ///   - width: the columns of the terminal; nil where there is none.
    public static func table(
        of rules: [Rule], levels: RuleLevels = RuleLevels(), width: Int? = nil
    ) -> String {
        let nameWidth = rules.map(\.name.count).max() ?? 0
        return rules.map { line(of: $0, nameWidth, levels, width) }.joined()
    }

    private static func line(
        of rule: Rule, _ nameWidth: Int, _ levels: RuleLevels, _ width: Int?
    ) -> String {
        let severity = levels[rule.id]?.rawValue ?? "off"
        let line =
            "  \(rule.id.code)  \(padded(rule.name, to: nameWidth))  "
            + "\(padded(severity, to: 7))  \(rule.sentence)"
        return (width.map { TextTable.cut(line, to: $0) } ?? line) + "\n"
    }

    /// All rules as JSON: `{"version": 1, "rules": [...]}`, a rule a line.
    public static func json(levels: RuleLevels = RuleLevels()) -> String {
        var text = "{\"version\":\(version),\"rules\":[\n"
        for (index, rule) in RuleCatalog.all.enumerated() {
            var json = JSONBuilder()
            json.beginObject()
            json.member("code", rule.id.code)
            json.member("name", rule.name)
            json.member("block", RuleCatalog.Block(rawValue: Int(rule.id.rawValue) / 100)?.title)
            json.member("default_severity", rule.severity.rawValue)
            json.member("severity", levels[rule.id]?.rawValue)
            json.member("sentence", rule.sentence)
            json.member("message", rule.template)
            json.member("hint", rule.hint)
            json.member("reason", rule.reason)
            json.member("source", rule.source)
            json.endObject()
            text += String(decoding: json.bytes, as: UTF8.self)
            text += index + 1 < RuleCatalog.all.count ? ",\n" : "\n"
        }
        return text + "]}\n"
    }

    /// Everything about one rule, for people.
    public static func explanation(of rule: Rule, levels: RuleLevels = RuleLevels()) -> String {
        let severity = levels[rule.id]?.rawValue ?? "off"
        let isChanged = levels[rule.id] != rule.severity
        let note = isChanged ? ", by default \(rule.severity.rawValue)" : ""
        let indent = 12
        func entry(_ name: String, _ text: String) -> String {
            padded(name, to: indent) + wrapped(text, width: 88, indent: indent) + "\n"
        }
        return """
            \(rule.id.code) \(rule.name) (\(severity)\(note))

            \(wrapped(rule.sentence, width: 100, indent: 0))

            \(entry("Why", rule.reason))\(entry("What to do", rule.hint))\
            \(entry("Message", rule.template))\(entry("Source", rule.source))
            Change its severity with --error, --warn or --ignore \(rule.name).

            """
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// A text in lines of at most `width` characters, all but the first indented.
    private static func wrapped(_ text: String, width: Int, indent: Int) -> String {
        var lines = [""]
        for word in text.split(separator: " ") {
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + 1 + word.count <= width {
                lines[lines.count - 1] += " \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }
}
