import ArgumentParser
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
            try CommandWords.check(arguments)
            var command = try MetadexCommand.parseAsRoot(arguments)
            try command.run()
            try terminal.standardOutput.flush()
            return ExitStatus.clean.rawValue
        } catch let failure as Failure {
            return report(failure, to: terminal)
        } catch {
            // A person who types wants no message in the middle of the line.
            if isCompletion(arguments) {
                return MetadexCommand.exitCode(for: error) == .success
                    ? reportArgumentError(error, arguments, to: terminal)
                    : ExitStatus.usage.rawValue
            }
            return reportArgumentError(
                describing(error, arguments), arguments.map(TerminalText.escaped), to: terminal)
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

    /// Whether a shell asks what it could offer.
    private static func isCompletion(_ arguments: [String]) -> Bool {
        arguments.first == "---completion"
    }

    private static func report(_ failure: Failure, to terminal: Terminal) -> Int32 {
        if !failure.message.isEmpty { terminal.say("metadex: \(failure.message)") }
        if let hint = failure.hint { terminal.say("  \(hint)") }
        return failure.exitStatus.rawValue
    }

    /// ArgumentParser ends with 64 for wrong usage; ours is 2. Help and version are data.
    private static func reportArgumentError(
        _ error: any Error, _ arguments: [String], to terminal: Terminal
    ) -> Int32 {
        let code = MetadexCommand.exitCode(for: error)
        let message = ArgumentMessage.improved(MetadexCommand.fullMessage(for: error), arguments)
        if code == .success {
            // A completion with nothing to offer.
            if message.isEmpty { return ExitStatus.clean.rawValue }
            do {
                try terminal.standardOutput.write(HelpText.arranged(message) + "\n")
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
