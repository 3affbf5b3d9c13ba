import Foundation

/// Standard output, standard error or a file, with a buffer in front.
///
/// A reader that goes away (`metadex query … | head`) ends the program quietly.
final class Output {
    private let descriptor: Int32
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
    init(path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        name = path
        closes = true
        if descriptor < 0 {
            throw Failure.cannotWrite(path, reason: String(cString: strerror(errno)))
        }
    }

    deinit {
        if closes { close(descriptor) }
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
