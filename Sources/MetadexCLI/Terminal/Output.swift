import Foundation

/// Standard output, standard error or a file, with a buffer in front.
///
/// A reader that goes away (`metadex query … | head`) ends the program quietly.
final class Output {
    private var descriptor: Int32
    private let name: String
    private let closes: Bool
    private var buffer: [UInt8] = []

    /// 64 KiB: one pipe's capacity on Linux.
    private static let bufferBytes = 64 * 1024

    init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
        closes = false
    }

    /// Opens a file for writing; what it held is gone.
    convenience init(path: String) throws {
        try self.init(path, O_TRUNC, name: path)
    }

    /// Makes a file that must not be there yet, not even as a link.
    ///
    /// - Parameter name: the name in messages.
    convenience init(newFile path: String, name: String) throws {
        try self.init(path, O_EXCL | O_NOFOLLOW, name: name)
    }

    private init(_ path: String, _ flags: Int32, name: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o666)
        self.name = name
        closes = true
        if descriptor < 0 {
            throw Failure.cannotWrite(name, reason: String(cString: strerror(errno)))
        }
    }

    deinit {
        if closes, descriptor >= 0 { Foundation.close(descriptor) }
    }

    /// Takes over the owner, as far as that is allowed, and the mode of the file that this one is to
    /// replace.
    func adopt(_ status: stat) {
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        _ = fchmod(descriptor, status.st_mode & 0o7777)
    }

    /// Closes a file; nothing can be written after that.
    func close() throws {
        guard closes, descriptor >= 0 else { return }
        let result = Foundation.close(descriptor)
        descriptor = -1
        if result != 0, errno != EINTR {
            throw Failure.cannotWrite(name, reason: String(cString: strerror(errno)))
        }
    }

    func write(_ bytes: some Collection<UInt8>) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Output.bufferBytes { try flush() }
    }

    func write(_ text: String) throws { try write(text.utf8) }

    func writeLine(_ text: String = "") throws {
        try write(text.utf8)
        try write(CollectionOfOne(UInt8(ascii: "\n")))
    }

    func flush() throws {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                Foundation.write(
                    descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                let reason = errno
                buffer.removeAll()
                if reason == EPIPE { throw Failure.readerWentAway }
                throw Failure.cannotWrite(name, reason: String(cString: strerror(reason)))
            }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
