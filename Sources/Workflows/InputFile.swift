import Foundation

/// A file or standard input, opened for reading from front to back.
public final class InputFile {
    /// The name in messages: the path as given, or the name that standard input was given.
    public let name: String
    /// Size in bytes; nil for pipes.
    public let size: Int?
    /// Bytes handed out so far.
    public private(set) var bytesRead = 0

    private let descriptor: Int32
    private let closes: Bool

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the path; `-` is standard input.
    ///   - name: the name in messages, instead of the path.
    /// - Throws: ``InputError`` for a missing file, a folder, or one that may not be read.
    public init(path: String, name: String? = nil) throws {
        self.name = name ?? path
        if path == "-" {
            descriptor = STDIN_FILENO
            closes = false
        } else {
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            closes = true
            if descriptor < 0 { throw InputError(path: path, code: errno) }
        }
        var status = stat()
        if fstat(descriptor, &status) == 0 {
            let kind = status.st_mode & S_IFMT
            if kind == S_IFDIR {
                if closes { close(descriptor) }
                throw InputError(path: path, code: EISDIR)
            }
            size = kind == S_IFREG ? Int(status.st_size) : nil
        } else {
            size = nil
        }
    }

    deinit {
        if closes { close(descriptor) }
    }

    /// Reads the next bytes.
    ///
    /// - Parameter buffer: filled from its start.
    /// - Returns: the number of bytes; 0 only at the end of the file.
    /// - Throws: ``InputError`` when the system cannot read.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let start = buffer.baseAddress, buffer.count > 0 else { return 0 }
        while true {
            let count = Foundation.read(descriptor, start, buffer.count)
            if count >= 0 {
                bytesRead += count
                return count
            }
            if errno != EINTR { throw InputError(path: name, code: errno) }
        }
    }

    /// Reads everything that is left.
    ///
    /// - Parameter limit: more bytes than this are refused.
    /// - Throws: ``InputError`` when the system cannot read or the file is larger than `limit`.
    public func readAll(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var capacity = max((size ?? 0) + 1, 1 << 16)
        while true {
            if capacity > limit { capacity = limit + 1 }
            let used = bytes.count
            let room = capacity - used
            if room <= 0 { throw InputError(path: name, tooLarge: limit) }
            let more = try [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                count = try read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if more.isEmpty { return bytes }
            if bytes.isEmpty { bytes = more } else { bytes.append(contentsOf: more) }
            if bytes.count + 1 >= capacity { capacity *= 2 }
        }
    }
}

/// Why a file cannot be read.
public struct InputError: Error, Equatable, Sendable {
    /// The file as the user named it.
    public let path: String
    /// What the system says, or what limit was passed.
    public let reason: String
    /// What to do next, where there is advice.
    public let hint: String?

    init(path: String, code: Int32) {
        self.path = path
        switch code {
        case ENOENT:
            reason = "there is no such file"
            hint = nil
        case EISDIR:
            reason = "this is a folder, a file was expected"
            hint = nil
        case EACCES:
            reason = "permission denied"
            hint = "check who may read it: ls -l '\(path)'"
        default:
            reason = String(cString: strerror(code))
            hint = nil
        }
    }

    init(path: String, tooLarge limit: Int) {
        self.path = path
        reason = "it is larger than \(limit) bytes"
        hint = nil
    }

    /// One sentence that names the file.
    public var message: String { "cannot read \(path): \(reason)" }
}
