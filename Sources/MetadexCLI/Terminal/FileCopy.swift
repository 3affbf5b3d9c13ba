import Foundation

/// A file that appears under its name only when it is complete; standard output for `-`.
final class FileCopy {
    private let path: String
    private let temporary: String
    private let output: Output
    private var isFinished = false

    init(path: String, _ terminal: Terminal) throws {
        self.path = path
        if path == "-" {
            temporary = path
            output = terminal.standardOutput
        } else {
            temporary = path + ".metadex-partial"
            output = try Output(path: temporary)
        }
    }

    deinit {
        if !isFinished, temporary != "-" { unlink(temporary) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws { try output.write(bytes) }

    /// Makes the file appear.
    func finish() throws {
        try output.flush()
        isFinished = true
        if temporary != "-", rename(temporary, path) != 0 {
            let reason = String(cString: strerror(errno))
            unlink(temporary)
            throw Failure.cannotWrite(path, reason: reason)
        }
    }
}
