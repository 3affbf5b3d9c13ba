import Foundation
import Text

/// Asks a person before something that cannot be undone.
enum Confirmation {
    /// Whether somebody is there to answer.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Asks a question on standard error, and reads the answer from the terminal.
    ///
    /// - Returns: whether the answer is yes; every other answer, and none, is no.
    static func isGiven(_ question: String, _ terminal: Terminal) -> Bool {
        try? terminal.standardError.write(TerminalText.escaped(question) + " [y/N] ")
        try? terminal.standardError.flush()
        let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased()
        return answer == "y" || answer == "yes"
    }
}
