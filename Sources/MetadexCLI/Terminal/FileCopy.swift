import Foundation

/// A file that appears under its name only when it is complete; standard output for `-`.
///
/// Until then its text lies beside it under a name that nobody can guess, and is removed when the
/// command fails or the program is ended. A link stays a link, a file keeps its mode, and what is not
/// a regular file is written as it is.
final class FileCopy {
    private let path: String
    private let output: Output
    /// Where the text is until it is complete; nil when it goes to its place at once.
    private let temporary: String?
    private let unfinished: Interruption.UnfinishedFile?
    private let replacesNothing: Bool
    private var isFinished = false

    /// - Parameter followsLinks: whether a link stays one and its file is written; else the link is
    ///   replaced, as everything of that name is but a folder.
    /// - Parameter replacesNothing: whether a file that has the name by then is an error.
    init(
        path: String, _ terminal: Terminal, followsLinks: Bool = true,
        replacesNothing: Bool = false
    ) throws {
        self.replacesNothing = replacesNothing
        var status = stat()
        let exists = stat(path, &status) == 0
        if path == "-" {
            self.path = path
            (output, temporary, unfinished) = (terminal.standardOutput, nil, nil)
        } else if followsLinks, exists, status.st_mode & S_IFMT != S_IFREG {
            self.path = path
            (output, temporary, unfinished) = (try Output(path: path), nil, nil)
        } else {
            self.path = followsLinks ? FilePlace.resolved(path) ?? path : path
            let folder = PathParts(self.path).folder
            let number = String(UInt64.random(in: .min ... .max), radix: 36)
            let temporary = PathParts.joined(folder, ".metadex-\(number).partial")
            let unfinished = Interruption.remove(temporary)
            do {
                output = try Output(newFile: temporary, name: path)
            } catch {
                Interruption.keep(unfinished)
                throw error
            }
            self.temporary = temporary
            self.unfinished = unfinished
            if followsLinks, exists { output.adopt(status) }
        }
    }

    deinit {
        guard let temporary, let unfinished else { return }
        if !isFinished { unlink(temporary) }
        Interruption.keep(unfinished)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws { try output.write(bytes) }

    func write(_ bytes: some Collection<UInt8>) throws { try output.write(bytes) }

    /// Writes what was gathered so far.
    func flush() throws { try output.flush() }

    /// Writes what is left and gives the descriptor back. The file does not appear yet: of several
    /// that belong together each is complete before the first appears.
    func complete() throws {
        try output.flush()
        if temporary != nil { try output.close() }
    }

    /// Makes the file appear.
    func finish() throws {
        try complete()
        isFinished = true
        guard let temporary else { return }
        if replacesNothing, link(temporary, path) == 0 {
            unlink(temporary)
            return
        }
        // Not every file system has links.
        if replacesNothing && errno == EEXIST || rename(temporary, path) != 0 {
            let reason = String(cString: strerror(errno))
            unlink(temporary)
            throw Failure.cannotWrite(path, reason: reason)
        }
    }
}
