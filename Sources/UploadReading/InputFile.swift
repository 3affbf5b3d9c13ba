import Foundation

/// A file or standard input, opened for reading from front to back.
///
/// A file is opened once only: a pipe cannot be opened again, and a path may mean another file then.
public final class InputFile {
    /// The name in messages: the path as given, or the name that standard input was given.
    public let name: String
    /// Size in bytes; nil for pipes.
    public let size: Int?
    /// Bytes handed out so far.
    public private(set) var bytesRead = 0

    private let descriptor: Int32
    private let closes: Bool
    /// Where the reading began: whoever handed standard input over may have read a part of it.
    private let firstOffset: off_t

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the path; `-` is standard input.
    ///   - name: the name in messages, instead of the path.
    /// - Throws: ``InputError`` for a missing file, a folder, or one that may not be read.
    public convenience init(path: String, name: String? = nil) throws {
        if path == "-" {
            try self.init(descriptor: STDIN_FILENO, closes: false, name: name ?? path)
            return
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw InputError(path: path, code: errno) }
        try self.init(descriptor: descriptor, closes: true, name: name ?? path)
    }

    /// Takes over an open file.
    package init(descriptor: Int32, closes: Bool, name: String) throws {
        self.descriptor = descriptor
        self.closes = closes
        self.name = name
        var status = stat()
        let kind = fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : 0
        firstOffset = kind == S_IFREG ? max(0, lseek(descriptor, 0, SEEK_CUR)) : 0
        size = kind == S_IFREG ? max(0, Int(status.st_size) - Int(firstOffset)) : nil
        if kind == S_IFDIR { throw InputError(path: name, code: EISDIR) }
    }

    deinit {
        if closes { close(descriptor) }
    }

    /// Goes back to where the reading began.
    ///
    /// - Throws: ``InputError`` for what is not a regular file.
    public func rewind() throws {
        if lseek(descriptor, firstOffset, SEEK_SET) < 0 {
            throw InputError(path: name, code: errno)
        }
        bytesRead = 0
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

    /// Reads a part of a regular file, wherever the reading stands.
    ///
    /// - Parameter range: bytes counted from where the reading began.
    /// - Returns: fewer bytes where the file ends before.
    /// - Throws: ``InputError`` for what is not a regular file, and when the system cannot read.
    package func bytes(in range: Range<Int>) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                let read = pread(
                    descriptor, buffer.baseAddress.map { $0 + count }, range.count - count,
                    firstOffset + off_t(range.lowerBound + count))
                if read < 0 {
                    if errno == EINTR { continue }
                    throw InputError(path: name, code: errno)
                }
                if read == 0 { return }
                count += read
            }
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
    /// Whether a temporary file in the folder `path` was to be written.
    private let isTemporary: Bool

    package init(path: String, code: Int32) {
        self.path = path
        isTemporary = false
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

    package init(path: String, tooLarge limit: Int) {
        self.path = path
        reason = "it is larger than \(limit) bytes"
        hint = nil
        isTemporary = false
    }

    package init(temporaryFolder: String, code: Int32) {
        path = temporaryFolder
        reason = String(cString: strerror(code))
        hint = "what is read more than once is kept there; name a folder with room in TMPDIR"
        isTemporary = true
    }

    /// One sentence that names the file.
    public var message: String {
        isTemporary
            ? "cannot write a temporary file in \(path): \(reason)"
            : "cannot read \(path): \(reason)"
    }
}
