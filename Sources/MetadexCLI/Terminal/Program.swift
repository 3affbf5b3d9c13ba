import ArgumentParser
import Findings
import Foundation
import Text

/// The program: arguments in, exit status out.
@main
enum Program {
    static func main() {
        exit(run(Array(CommandLine.arguments.dropFirst())))
    }

    /// Runs one command line.
    ///
    /// - Parameter arguments: without the program's name.
    /// - Returns: the exit status as `ExitStatus` documents it.
    static func run(_ arguments: [String]) -> Int32 {
        StandardStreams.openClosed()
        Interruption.install()
        let terminal = Terminal()
        let arguments = NegativeNumbers.joined(arguments)
        do {
            try checkCommand(arguments)
            var command = try MetadexCommand.parseAsRoot(arguments)
            try command.run()
            try terminal.standardOutput.flush()
            return ExitStatus.clean.rawValue
        } catch let failure as Failure {
            return report(failure, to: terminal)
        } catch {
            return reportArgumentError(describing(error, arguments), to: terminal)
        }
    }

    /// An error of the arguments with their words as a terminal may show them: the parser repeats
    /// them, and its sentences have lines of their own.
    private static func describing(_ error: any Error, _ arguments: [String]) -> any Error {
        do {
            _ = try MetadexCommand.parseAsRoot(arguments.map(TerminalText.escaped))
            return error
        } catch {
            return error
        }
    }

    /// Names the nearest command for a word that is none; the parser would only call it unexpected.
    private static func checkCommand(_ arguments: [String]) throws {
        var commands: [any ParsableCommand.Type] = MetadexCommand.configuration.subcommands
        var path = "metadex"
        for word in arguments {
            if word.hasPrefix("-") || word == "help" || commands.isEmpty { return }
            let names = commands.compactMap { $0.configuration.commandName }
            guard let command = commands.first(where: { $0.configuration.commandName == word })
            else {
                throw Failure.usage(
                    "there is no command \"\(path) \(word)\"",
                    hint: NearestMatch.match(for: word, in: names).map {
                        "did you mean \"\(path) \($0)\"?"
                    }
                        ?? "`\(path) --help` lists them")
            }
            path += " " + word
            commands = command.configuration.subcommands
        }
    }

    private static func report(_ failure: Failure, to terminal: Terminal) -> Int32 {
        if !failure.message.isEmpty { terminal.say("metadex: \(failure.message)") }
        if let hint = failure.hint { terminal.say("  \(hint)") }
        return failure.exitStatus.rawValue
    }

    /// ArgumentParser ends with 64 for wrong usage; ours is 2. Help and version are data.
    private static func reportArgumentError(_ error: any Error, to terminal: Terminal) -> Int32 {
        let code = MetadexCommand.exitCode(for: error)
        let message = MetadexCommand.fullMessage(for: error)
        if code == .success {
            do {
                try terminal.standardOutput.write(message + "\n")
                try terminal.standardOutput.flush()
                return ExitStatus.clean.rawValue
            } catch {
                return ((error as? Failure)?.exitStatus ?? .fault).rawValue
            }
        }
        if code == .validationFailure {
            let text = message.hasPrefix("Error: ") ? "metadex: " + message.dropFirst(7) : message
            terminal.say(lines: text.split(separator: "\n", omittingEmptySubsequences: false))
            return ExitStatus.usage.rawValue
        }
        terminal.say("metadex: internal fault: \(message)")
        return ExitStatus.fault.rawValue
    }
}
