package import CanonicalJSON
package import Findings
package import UploadFormats

/// A piece of an upload file: some bytes, and the items that lie whole in them.
///
/// The buffer is filled again and again, so memory does not grow with the file.
package final class UploadWindow {
    // Invariant: `buffer` is allocated with `capacity` bytes from init to deinit, and its first
    // `count` bytes are initialised.
    private var buffer: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    /// Bytes from the start that are dealt with; the rest belongs to the next window.
    package var consumed = 0
    /// The place of the first byte in the file.
    package var start = SourcePosition.start
    /// The items, as offsets into ``bytes``.
    package var slices: [UploadSlice] = []
    /// What is wrong with the structure around the items.
    package var findings: FindingBuffer

    package init(findings: FindingBuffer, capacity: Int) {
        buffer = .allocate(byteCount: capacity, alignment: 64)
        self.findings = findings
    }

    deinit {
        buffer.deallocate()
    }

    /// The bytes; valid until the window is filled again.
    package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<count]) }

    package var isFull: Bool { count == buffer.count }

    /// Empties the window and starts it with some bytes.
    ///
    /// - Parameter capacity: the room to have; a window that had to grow becomes small again.
    package func restart(with bytes: [UInt8], at start: SourcePosition, capacity: Int) {
        let needed = max(capacity, bytes.count)
        if buffer.count != needed { reallocate(needed, keeping: 0) }
        buffer.copyBytes(from: bytes)
        count = bytes.count
        consumed = 0
        self.start = start
        slices.removeAll(keepingCapacity: true)
        findings.removeAll()
    }

    /// Makes room for as many bytes again.
    package func grow() {
        reallocate(buffer.count * 2, keeping: count)
    }

    /// Reads until the window is full or the file ends.
    ///
    /// - Returns: whether the file has ended.
    package func fill(from input: InputFile) throws -> Bool {
        while !isFull {
            let read = try input.read(
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
            if read == 0 { return true }
            count += read
        }
        return false
    }

    private func reallocate(_ capacity: Int, keeping kept: Int) {
        let moved = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 64)
        moved.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<kept]))
        buffer.deallocate()
        buffer = moved
    }

    /// The source line of a finding whose place is in the window; nil for other findings, and for
    /// what is no text and has no lines.
    package func excerpt(of finding: Finding) -> SourceExcerpt? {
        if finding.rule == .fileNotText { return nil }
        let offset = finding.location.position.offset - start.offset
        guard offset >= 0, offset <= count else { return nil }
        return SourceExcerpt(
            of: bytes, at: offset, length: finding.location.length,
            holdsLineStart: start.column == 1)
    }
}
