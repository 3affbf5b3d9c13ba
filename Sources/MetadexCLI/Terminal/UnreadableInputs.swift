/// Inputs that cannot be read: told at once, while the command goes on with the others.
final class UnreadableInputs {
    private let terminal: Terminal
    private var isEmpty = true

    init(_ terminal: Terminal) {
        self.terminal = terminal
    }

    /// Remembers and tells that an input cannot be read.
    func add(_ failure: Failure) {
        isEmpty = false
        terminal.say("metadex: \(failure.message)")
        if let hint = failure.hint { terminal.say("  \(hint)") }
    }

    /// Works on an input.
    ///
    /// - Returns: nil when the input cannot be read.
    @discardableResult
    func skipping<Result>(_ body: () throws -> Result) throws -> Result? {
        do {
            return try body()
        } catch let failure as Failure where failure.exitStatus == .unreachable {
            add(failure)
            return nil
        }
    }

    /// Ends the command.
    ///
    /// - Throws: a `Failure` with status 3 when an input could not be read.
    func end() throws {
        if !isEmpty { throw Failure(exitStatus: .unreachable, message: "") }
    }
}
