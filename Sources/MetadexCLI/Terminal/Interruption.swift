import Foundation

/// Ctrl-C: the store stays at its last committed state, the exit status says 130.
enum Interruption {
    static func install() {
        signal(SIGINT) { _ in
            // Only calls that are allowed in a signal handler. An open transaction dies with the
            // process; SQLite rolls it back at the next opening.
            let text: StaticString = "\nmetadex: interrupted; nothing unfinished was stored\n"
            _ = Foundation.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
            _exit(ExitStatus.interrupted.rawValue)
        }
    }
}
