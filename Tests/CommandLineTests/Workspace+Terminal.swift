import Foundation

extension Workspace {
    /// Whether a command can be run on a terminal here.
    var hasPseudoTerminal: Bool {
        (try? shell("script -qec true /dev/null < /dev/null").status) == 0
    }

    /// Runs the program on a terminal on which somebody answers with one line.
    ///
    /// - Returns: what stood on the terminal, as standard output.
    func runOnTerminal(_ arguments: [String], answer: String) throws -> CommandRun {
        let command = (["metadex"] + arguments).joined(separator: " ")
        return try shell("printf '%s\\n' '\(answer)' | script -qec '\(command)' /dev/null")
    }
}
