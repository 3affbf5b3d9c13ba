import Foundation

extension InputFile {
    /// The input in a form that can be read more than once: a regular file as it is, of everything
    /// else a copy.
    ///
    /// The copy has no name: it is gone with the program, however that ends.
    ///
    /// - Parameter temporaryFolder: where the copy lies.
    /// - Throws: ``InputError`` when the stream cannot be read or the copy not be written.
    public func rereadable(temporaryFolder: String) throws -> InputFile {
        if size != nil { return self }
        var template = Array("\(temporaryFolder)/metadex-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        if descriptor < 0 { throw InputError(temporaryFolder: temporaryFolder, code: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        template.withUnsafeBufferPointer { path in _ = path.baseAddress.map { unlink($0) } }
        do {
            try copy(to: descriptor, temporaryFolder)
        } catch {
            close(descriptor)
            throw error
        }
        lseek(descriptor, 0, SEEK_SET)
        return try InputFile(descriptor: descriptor, closes: true, name: name)
    }

    private func copy(to descriptor: Int32, _ temporaryFolder: String) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try read(into: buffer)
            if count == 0 { return }
            var written = 0
            while written < count {
                let more = write(
                    descriptor, buffer.baseAddress.map { $0 + written }, count - written)
                if more < 0 {
                    if errno == EINTR { continue }
                    throw InputError(temporaryFolder: temporaryFolder, code: errno)
                }
                written += more
            }
        }
    }
}
