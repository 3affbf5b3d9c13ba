import ArgumentParser
import Findings
import Reporting
import Storage

/// `metadex rules`: everything that can be found.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List every rule with its code, name and severity.",
        discussion: """
              $ metadex rules
              $ metadex rules --format json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var rules: RuleOptions
    @OptionGroup(title: "Settings") var settings: SettingsOptions

    @Option(help: "table, json, jsonl, csv or tsv.")
    var format: RowFormat = .table

    func run() throws {
        let terminal = Terminal()
        let levels = try rules.levels(configuration(terminal))
        let output = terminal.standardOutput
        switch format {
        case .table: try output.write(RuleListing.table(levels: levels, width: terminal.tableWidth))
        case .json: try output.write(RuleListing.json(levels: levels))
        case .jsonl, .csv, .tsv: try list(levels, terminal)
        }
        try output.flush()
    }

    private func list(_ levels: RuleLevels, _ terminal: Terminal) throws {
        let columns = ["code", "name", "severity", "default_severity", "sentence"]
        try terminal.list(format, columns, RuleCatalog.all) { rule in
            [
                .text(rule.id.code), .text(rule.name), .text(levels[rule.id]?.rawValue ?? "off"),
                .text(rule.severity.rawValue), .text(rule.sentence),
            ]
        }
    }

    /// The settings. Who has a wrong rule in them comes here to look for the right one, so wrong
    /// settings are only told, unless they were named.
    private func configuration(_ terminal: Terminal) throws -> Configuration? {
        do {
            return try settings.read(terminal)
        } catch let failure as Failure where settings.config == nil {
            terminal.say("note: \(failure.message); the severities are the default ones")
            return nil
        }
    }
}

/// `metadex explain`: why a rule exists and what to do about it.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a rule: what it asks, why, and what to do.",
        discussion: """
              $ metadex explain MX301
              $ metadex explain datetime-no-offset
              $ metadex explain datetime

            The last one lists the rules whose names begin with the word.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: ArgumentHelp("Codes or names of rules, or their beginnings.", valueName: "rule"),
        completion: Completions.rules)
    var rules: [String]

    func run() throws {
        let terminal = Terminal()
        var texts: [String] = []
        for word in rules {
            do throws(UnknownRule) {
                texts.append(RuleListing.explanation(of: try RuleCatalog.rule(named: word)))
            } catch {
                let family = RuleCatalog.all.filter { $0.isNamed(from: word) }
                if family.isEmpty { throw Failure.unknownRule(error) }
                texts.append(RuleListing.table(of: family))
            }
        }
        try terminal.standardOutput.write(texts.joined(separator: "\n"))
        try terminal.standardOutput.flush()
    }
}

extension Rule {
    /// Whether its name or code begins with a word, in any case.
    fileprivate func isNamed(from word: String) -> Bool {
        let word = word.lowercased()
        return !word.isEmpty && (name.hasPrefix(word) || id.code.lowercased().hasPrefix(word))
    }
}
