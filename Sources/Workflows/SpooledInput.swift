import Foundation

extension InputFile {
    /// Copies what is left of a stream into a temporary file, so that it can be read twice.
    ///
    /// The file has no name: it is gone with the program, however that ends.
    ///
    /// - Returns: a descriptor of the file, which the caller closes; each opening of `/dev/fd/N`
    ///   starts at the beginning.
    /// - Throws: ``InputError`` when the stream cannot be read or the file not be written.
    public func spool() throws -> Int32 {
        let folder = FileManager.default.temporaryDirectory.path
        var template = Array("\(folder)/metadex-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        let path = template.withUnsafeBufferPointer {
            $0.baseAddress.map { String(cString: $0) } ?? ""
        }
        if descriptor < 0 { throw InputError(path: path, code: errno) }
        unlink(path)
        var isComplete = false
        defer { if !isComplete { close(descriptor) } }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try read(into: buffer)
            if count == 0 {
                isComplete = true
                return descriptor
            }
            var written = 0
            while written < count {
                let more = write(
                    descriptor, buffer.baseAddress.map { $0 + written }, count - written)
                if more < 0 {
                    if errno == EINTR { continue }
                    throw InputError(path: path, code: errno)
                }
                written += more
            }
        }
    }
}
