import ArgumentParser
import Findings
import Foundation

/// Which rules apply, and how severe they are: `metadex.toml` first, flags on top.
struct RuleOptions: ParsableArguments {
    @Option(name: .customLong("error"), help: "Make a rule an error, by code or name; repeatable.")
    var errors: [String] = []

    @Option(name: .customLong("warn"), help: "Make a rule a warning; repeatable.")
    var warnings: [String] = []

    @Option(name: .customLong("ignore"), help: "Switch a rule off; repeatable.")
    var ignored: [String] = []

    @Option(
        help: "Read this file instead of the nearest metadex.toml.",
        completion: .file(extensions: ["toml"]))
    var config: String?

    @Flag(help: "Read no metadex.toml.")
    var noConfig = false

    func validate() throws {
        if config != nil, noConfig {
            throw ValidationError("--config and --no-config exclude each other")
        }
    }

    /// The project's configuration; nil where there is none.
    func configuration() throws -> Configuration? {
        if noConfig { return nil }
        if let config { return try Configuration(contentsOf: URL(fileURLWithPath: config)) }
        let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        return try Configuration.find(from: folder).map(Configuration.init)
    }

    /// The severity of every rule.
    func levels(_ configuration: Configuration?) throws -> RuleLevels {
        var levels = RuleLevels()
        do throws(UnknownRule) {
            if let configuration {
                try levels.apply(
                    error: configuration.errors, warn: configuration.warnings,
                    ignore: configuration.ignored)
            }
            try levels.apply(error: errors, warn: warnings, ignore: ignored)
        } catch {
            throw Failure.unknownRule(error)
        }
        return levels
    }
}

extension Failure {
    static func unknownRule(_ error: UnknownRule) -> Failure {
        usage(
            "there is no rule \"\(error.text)\"",
            hint: error.suggestion.map { "did you mean \($0)?" } ?? "`metadex rules` lists them")
    }
}
