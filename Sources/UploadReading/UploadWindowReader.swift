import CanonicalJSON
import Findings
package import UploadFormats

/// Reads an upload file window by window and finds the items in each.
package final class UploadWindowReader {
    /// 512 KiB: small enough to stay in a core's cache while its items are checked, large enough
    /// that the work around a window does not count.
    package static let windowBytes = 512 << 10

    private let input: InputFile
    private let windowBytes: Int
    private(set) var splitter: UploadSplitter
    /// What the last window left over, and where it lies.
    private var rest: [UInt8]
    private var start = SourcePosition.start
    private var hasEnded = false

    /// - Parameters:
    ///   - input: the file, read up to the end of `head`.
    ///   - head: the file's first bytes, which have been read to detect the format.
    ///   - windowBytes: the size of a window; a window grows for an item that is longer.
    package init(
        _ input: InputFile, head: [UInt8], format: UploadFormat,
        windowBytes: Int = UploadWindowReader.windowBytes
    ) {
        self.input = input
        self.windowBytes = windowBytes
        rest = head
        splitter = UploadSplitter(format: format)
    }

    /// Fills a window with the next items.
    ///
    /// - Returns: false at the end of the file, and when a fault has ended the reading.
    /// - Throws: ``InputError``.
    package func read(into window: UploadWindow) throws -> Bool {
        if hasEnded { return false }
        window.restart(with: rest, at: start, capacity: windowBytes)
        while true {
            let isLast = try window.fill(from: input)
            window.consumed = splitter.split(
                window.bytes, from: start, isLast: isLast, into: &window.slices,
                findings: &window.findings)
            hasEnded = isLast || splitter.isStopped
            if window.consumed > 0 || hasEnded { break }
            window.grow()
        }
        let used = UnsafeRawBufferPointer(rebasing: window.bytes[..<window.consumed])
        start = start.advanced(over: used)
        rest = Array(window.bytes[window.consumed...])
        return true
    }
}
