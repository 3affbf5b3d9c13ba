import Foundation

/// Signals that end the program: the store stays at its last committed state, unfinished files are
/// removed, and the exit status says which signal it was.
enum Interruption {
    /// An unfinished file that is removed when the program is ended.
    struct UnfinishedFile {
        fileprivate let entry: UnsafeMutablePointer<Entry>
    }

    /// A path as the signal handler can use it: in a list that only grows, written by the main thread
    /// only, as whole pointers. Threads that work beside it take no signals, so that the handler finds
    /// the list between two of these writes.
    fileprivate struct Entry {
        var path: UnsafeMutablePointer<CChar>?
        let next: UnsafeMutablePointer<Entry>?
    }

    nonisolated(unsafe) private static var entries: UnsafeMutablePointer<Entry>?
    /// Entries whose file is finished, to be used again.
    nonisolated(unsafe) private static var unused: [UnsafeMutablePointer<Entry>] = []

    static func install() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // Whoever started the program with the signal ignored (`nohup`, a job in the background)
            // wants it to go on.
            let previous = signal(number, end)
            if unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
                signal(number, SIG_IGN)
            }
        }
        // A file that grows past its limit is an error of the writing, not the program's end.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Removes unfinished files and ends the program: only calls that are allowed in a signal handler.
    /// An open transaction dies with the process; SQLite rolls it back at the next opening.
    private static let end: @convention(c) (Int32) -> Void = { number in
        var entry = Interruption.entries
        while let file = entry {
            if let path = file.pointee.path { unlink(path) }
            entry = file.pointee.next
        }
        let text: StaticString = "\nmetadex: interrupted; nothing unfinished was stored\n"
        _ = Foundation.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
        _exit(ExitStatus.signalled(number))
    }

    /// Removes a file when the program is ended; there may be any number of them.
    static func remove(_ path: String) -> UnfinishedFile {
        if let entry = unused.popLast() {
            entry.pointee.path = strdup(path)
            return UnfinishedFile(entry: entry)
        }
        let entry = UnsafeMutablePointer<Entry>.allocate(capacity: 1)
        entry.initialize(to: Entry(path: strdup(path), next: entries))
        entries = entry
        return UnfinishedFile(entry: entry)
    }

    /// Lets a file be: it is finished, or gone.
    static func keep(_ file: UnfinishedFile) {
        let path = file.entry.pointee.path
        file.entry.pointee.path = nil
        free(path)
        unused.append(file.entry)
    }
}
