import Foundation

/// A file that appears under its name only when it is complete; standard output for `-`.
///
/// A link stays a link, a file keeps its mode, and what is not a regular file is written as it is.
final class FileCopy {
    private let path: String
    /// Where the text goes until it is complete; nil when it goes to its place at once.
    private let temporary: String?
    private let output: Output
    private var isFinished = false

    init(path: String, _ terminal: Terminal) throws {
        var status = stat()
        let exists = stat(path, &status) == 0
        if path == "-" {
            self.path = path
            temporary = nil
            output = terminal.standardOutput
        } else if exists, status.st_mode & S_IFMT != S_IFREG {
            self.path = path
            temporary = nil
            output = try Output(path: path)
        } else {
            self.path = exists ? URL(fileURLWithPath: path).resolvingSymlinksInPath().path : path
            let temporary = self.path + ".metadex-partial"
            do {
                output = try Output(path: temporary)
            } catch let failure as Failure {
                throw Failure(
                    exitStatus: failure.exitStatus,
                    message: failure.message.replacingOccurrences(of: temporary, with: path))
            }
            self.temporary = temporary
            if exists { chmod(temporary, status.st_mode & 0o7777) }
            Interruption.remove(temporary)
        }
    }

    deinit {
        if !isFinished, let temporary { unlink(temporary) }
        Interruption.remove(nil)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws { try output.write(bytes) }

    /// Makes the file appear.
    func finish() throws {
        try output.flush()
        isFinished = true
        if let temporary, rename(temporary, path) != 0 {
            let reason = String(cString: strerror(errno))
            unlink(temporary)
            throw Failure.cannotWrite(path, reason: reason)
        }
    }
}
