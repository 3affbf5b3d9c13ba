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
        if let configuration {
            do throws(UnknownRule) {
                try levels.apply(
                    error: configuration.errors, warn: configuration.warnings,
                    ignore: configuration.ignored)
            } catch {
                throw Failure.unknownRule(error, in: Configuration.fileName + ": ")
            }
        }
        do throws(UnknownRule) {
            try levels.apply(error: errors, warn: warnings, ignore: ignored)
        } catch {
            throw Failure.unknownRule(error)
        }
        return levels
    }
}

extension Failure {
    /// - Parameters:
    ///   - error: the word that is no rule.
    ///   - place: where it stands, with a colon and a space; empty for the command line.
    static func unknownRule(_ error: UnknownRule, in place: String = "") -> Failure {
        usage(
            "\(place)there is no rule \"\(error.text)\"",
            hint: error.suggestion.map { "did you mean \($0)?" } ?? "`metadex rules` lists them")
    }
}
