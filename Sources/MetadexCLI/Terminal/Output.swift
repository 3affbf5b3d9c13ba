import Foundation
import Text

/// Standard output, standard error or a file, with a buffer in front.
///
/// What is written is data. On a terminal its control characters are shown as escapes: they come from
/// files and stores, and a terminal would obey them. Files and pipes get the bytes as they are.
///
/// A reader that goes away (`metadex query … | head`) ends the program quietly.
final class Output {
    private var descriptor: Int32
    private let name: String
    private let closes: Bool
    private let isTerminal: Bool
    private var buffer: [UInt8] = []

    /// 64 KiB: one pipe's capacity on Linux.
    private static let bufferBytes = 64 * 1024

    init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
        closes = false
        isTerminal = isatty(descriptor) == 1
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
        isTerminal = descriptor >= 0 && isatty(descriptor) == 1
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
        // Of many complete files none keeps its memory.
        buffer = []
        let result = Foundation.close(descriptor)
        descriptor = -1
        if result != 0, errno != EINTR {
            throw Failure.cannotWrite(name, reason: String(cString: strerror(errno)))
        }
    }

    func write(_ bytes: some Collection<UInt8>) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Output.bufferBytes { try flush(keepingIncomplete: true) }
    }

    func write(_ text: String) throws { try write(text.utf8) }

    /// Writes a line whose text may hold words of a file, a store or the command line: they can
    /// neither steer a terminal nor begin a line of their own, wherever the line goes.
    func writeLine(_ text: String = "") throws {
        try write(TerminalText.escaped(text).utf8)
        try write(CollectionOfOne(UInt8(ascii: "\n")))
    }

    /// Writes text with colours; whatever in it comes from outside was made safe before.
    func write(styled bytes: some Collection<UInt8>) throws {
        guard isTerminal else { return try write(bytes) }
        try flush()
        buffer.append(contentsOf: bytes)
        try send()
    }

    func flush() throws { try flush(keepingIncomplete: false) }

    /// - Parameter keepsIncomplete: whether the first bytes of a character, or of a line end, wait for
    ///   the others.
    private func flush(keepingIncomplete keepsIncomplete: Bool) throws {
        guard isTerminal, !buffer.isEmpty else { return try send() }
        let end = keepsIncomplete ? Output.endOfCharacters(in: buffer) : buffer.count
        let rest = Array(buffer[end...])
        var safe: [UInt8] = []
        buffer.withUnsafeBytes {
            TerminalBytes.append(
                UnsafeRawBufferPointer(rebasing: $0[..<end]), keeping: .layout, to: &safe)
        }
        buffer = safe
        try send()
        buffer = rest
    }

    /// Where the last character ends that is complete.
    private static func endOfCharacters(in bytes: [UInt8]) -> Int {
        guard let start = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return bytes.count }
        let waits = bytes[start] >= 0xC0 || bytes[start] == UInt8(ascii: "\r")
        return waits && bytes.count - start < 4 ? start : bytes.count
    }

    private func send() throws {
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
