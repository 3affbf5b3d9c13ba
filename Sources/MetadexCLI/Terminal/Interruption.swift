import Foundation

/// Ctrl-C: the store stays at its last committed state, the exit status says 130.
enum Interruption {
    /// The path of an unfinished file, as the signal handler can use it. It is written by the main
    /// thread only, as a whole pointer, and the text that it points to is never freed.
    nonisolated(unsafe) private static var unfinished: UnsafeMutablePointer<CChar>?

    static func install() {
        signal(SIGINT) { _ in
            // Only calls that are allowed in a signal handler. An open transaction dies with the
            // process; SQLite rolls it back at the next opening.
            if let path = Interruption.unfinished { unlink(path) }
            let text: StaticString = "\nmetadex: interrupted; nothing unfinished was stored\n"
            _ = Foundation.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
            _exit(ExitStatus.interrupted.rawValue)
        }
    }

    /// Removes a file when the program is interrupted; nil to let it be.
    static func remove(_ path: String?) {
        unfinished = path.flatMap { strdup($0) }
    }
}
