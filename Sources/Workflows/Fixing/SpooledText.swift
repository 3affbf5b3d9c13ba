import Foundation
import UploadReading

/// A text in a temporary file without a name: written once, then read as often as needed. It is gone
/// with the program, however that ends.
final class SpooledText {
    private let descriptor: Int32
    private let folder: String
    private var buffer: [UInt8] = []

    /// 1 MiB.
    private static let bufferBytes = 1 << 20

    /// Makes an empty text.
    ///
    /// - Parameter folder: where it lies.
    /// - Throws: ``InputError`` when that cannot be written.
    init(in folder: String) throws {
        self.folder = folder
        descriptor = try TemporaryFile.open(in: folder)
    }

    deinit {
        close(descriptor)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= SpooledText.bufferBytes { try flush() }
    }

    /// Writes what is left, before the text is read.
    func flush() throws {
        try buffer.withUnsafeBytes { try TemporaryFile.write($0, to: descriptor, in: folder) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Opens the text from its start; one at a time may be read.
    ///
    /// - Parameter name: the name in messages.
    /// - Throws: ``InputError``.
    func open(name: String) throws -> InputFile {
        let copy = dup(descriptor)
        if copy < 0 { throw InputError(temporaryFolder: folder, code: errno) }
        lseek(copy, 0, SEEK_SET)
        return try InputFile(descriptor: copy, closes: true, name: name)
    }
}
