import ArgumentParser
import Findings
import Foundation

/// Which rules apply, and how severe they are: `metadex.toml` first, flags on top.
struct RuleOptions: ParsableArguments {
    @Option(
        name: .customLong("error"),
        help: ArgumentHelp(
            "Make a rule an error, by code or name; repeatable.", valueName: "rule"),
        completion: Completions.rules)
    var errors: [String] = []

    @Option(
        name: .customLong("warn"),
        help: ArgumentHelp("Make a rule a warning; repeatable.", valueName: "rule"),
        completion: Completions.rules)
    var warnings: [String] = []

    @Option(
        name: .customLong("ignore"),
        help: ArgumentHelp("Switch a rule off; repeatable.", valueName: "rule"),
        completion: Completions.rules)
    var ignored: [String] = []

    /// Says which choices have no effect.
    func tell(_ configuration: Configuration?, _ terminal: Terminal) {
        let words =
            warnings + ignored + (configuration?.warnings?.value ?? [])
            + (configuration?.ignored?.value ?? [])
        let rules = Set(words.compactMap { try? RuleCatalog.rule(named: $0).id })
        for rule in RuleCatalog.all
        where rules.contains(rule.id) && RuleLevels.alwaysErrors.contains(rule.id) {
            terminal.say(
                "note: \(rule.name) stays an error: what breaks it cannot be read or stored")
        }
    }

    /// The severity of every rule.
    func levels(_ configuration: Configuration?) throws -> RuleLevels {
        var levels = RuleLevels()
        do throws(UnknownRule) {
            try levels.apply(
                error: configuration?.errors?.value ?? [],
                warn: configuration?.warnings?.value ?? [],
                ignore: configuration?.ignored?.value ?? [])
            try levels.apply(error: errors, warn: warnings, ignore: ignored)
        } catch {
            throw Failure.unknownRule(error)
        }
        return levels
    }
}

extension Failure {
    /// - Parameter error: the word that is no rule.
    static func unknownRule(_ error: UnknownRule) -> Failure {
        usage(
            "there is no rule \"\(error.text)\"",
            hint: error.suggestion.map { "did you mean \($0)?" } ?? "`metadex rules` lists them")
    }
}
