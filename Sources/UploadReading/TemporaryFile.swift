import Foundation

/// Temporary files without a name: they are gone with the program, however that ends.
package enum TemporaryFile {
    /// Makes an empty file.
    ///
    /// - Returns: its descriptor, for reading and writing.
    /// - Throws: ``InputError`` when the folder cannot be written.
    package static func open(in folder: String) throws -> Int32 {
        var template = Array("\(folder)/metadex-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        if descriptor < 0 { throw InputError(temporaryFolder: folder, code: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        template.withUnsafeBufferPointer { path in _ = path.baseAddress.map { unlink($0) } }
        return descriptor
    }

    /// Writes all bytes.
    ///
    /// - Throws: ``InputError`` when there is no room.
    package static func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, in folder: String
    ) throws {
        var written = 0
        while written < bytes.count {
            let count = Foundation.write(
                descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            if count < 0 {
                if errno == EINTR { continue }
                throw InputError(temporaryFolder: folder, code: errno)
            }
            written += count
        }
    }
}
