/// Why a command ends without doing what was asked.
struct Failure: Error {
    var exitStatus: ExitStatus
    /// One sentence; empty where there is nothing to say.
    var message: String
    /// What to do next, best something that can be typed.
    var hint: String?

    static func usage(_ message: String, hint: String? = nil) -> Failure {
        Failure(exitStatus: .usage, message: message, hint: hint)
    }

    static func unreachable(_ message: String, hint: String? = nil) -> Failure {
        Failure(exitStatus: .unreachable, message: message, hint: hint)
    }

    static func cannotWrite(_ name: String, reason: String) -> Failure {
        unreachable("cannot write \(name): \(reason)")
    }

    /// The reader of a pipe stopped early, which is its good right.
    static let readerWentAway = Failure(exitStatus: .clean, message: "")

    /// Something was found, and has been printed already.
    static let findings = Failure(exitStatus: .findings, message: "")

    /// A query cannot be understood, and its faults have been printed already.
    static let wrongQuery = Failure(exitStatus: .usage, message: "")
}

/// The exit statuses of every command.
enum ExitStatus: Int32 {
    case clean = 0
    /// Findings at or above `--fail-on`, a refused change.
    case findings = 1
    /// A command line or a query that cannot be understood.
    case usage = 2
    /// A file or store that cannot be read or written.
    case unreachable = 3
    /// Our fault.
    case fault = 4
    case hungUp = 129
    case interrupted = 130
    case terminated = 143

    /// What shells say of a program that a signal has ended: 128 and the signal's number.
    static func signalled(_ number: Int32) -> Int32 { 128 + number }
}
