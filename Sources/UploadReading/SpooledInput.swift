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
        let descriptor = try TemporaryFile.open(in: temporaryFolder)
        do {
            try copy { try TemporaryFile.write($0, to: descriptor, in: temporaryFolder) }
        } catch {
            close(descriptor)
            throw error
        }
        lseek(descriptor, 0, SEEK_SET)
        return try InputFile(descriptor: descriptor, closes: true, name: name)
    }

    /// Hands over everything that is left.
    package func copy(to write: (UnsafeRawBufferPointer) throws -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try read(into: buffer)
            if count == 0 { return }
            try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
